import type { QueueEntryShown } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { moment } from '../../parts/format.ts'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'

const SHOWN = 30

/** What happened to what the entry is about, the newest first. */
export function EntryEvents({ entry: { serviceType, serviceId } }: { entry: QueueEntryShown }) {
  const events = useQuery({
    queryKey: ['activity', serviceType, serviceId],
    queryFn: ({ signal }) =>
      client.activity.list({ subject: serviceType, subjectId: serviceId, limit: SHOWN }, { signal }),
  })
  return (
    <Read query={events}>
      {({ items }) => (
        <ol className="events">
          {items.map(({ position, description, actor, at }) => (
            <li key={position}>
              <time dateTime={at} className="qq">
                {moment(at)}
              </time>
              <span>{description}</span>
              <span className="qq">{actor.name}</span>
            </li>
          ))}
          {items.length === 0 && <li className="qq">{t.queue.noEvent}</li>}
        </ol>
      )}
    </Read>
  )
}
