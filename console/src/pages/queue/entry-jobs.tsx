import type { QueueEntryJob } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { moment } from '../../parts/format.ts'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/operate-texts.ts'

/** The jobs that carried its action out, or are to: the newest first. */
export function EntryJobs({ id }: { id: number }) {
  const jobs = useQuery({
    queryKey: ['queue-entry', id, 'jobs'],
    queryFn: ({ signal }) => client.moduleQueue.jobs(id, { signal }),
  })
  return (
    <Read query={jobs}>
      {({ items }) => (
        <ol className="events">
          {items.map((job) => (
            <li key={job.id}>
              <time dateTime={job.enqueuedAt} className="qq">
                {moment(job.enqueuedAt)}
              </time>
              <span>
                <b className="b">{t.queue.jobStates[job.state]}</b>, {t.queue.jobSaid(job.id, job.lane, job.attempt)}
                {whenOf(job)}
                {job.note && <small className="qq"> {job.note}</small>}
              </span>
              <span className="qq">{job.requestedBy}</span>
            </li>
          ))}
          {items.length === 0 && <li className="qq">{t.queue.noJob}</li>}
        </ol>
      )}
    </Read>
  )
}

function whenOf({ waitsFor, runAt, finishedAt }: QueueEntryJob): string {
  if (finishedAt) return ` · ${moment(finishedAt)}`
  if (waitsFor === null) return ''
  return ` · ${t.queue.waitsFor[waitsFor]}${waitsFor === 'time' && runAt ? ` ${moment(runAt)}` : ''}`
}
