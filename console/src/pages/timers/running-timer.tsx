import type { TimeLog } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import Square from 'lucide-react/icons/square'
import { client } from '../../app/api.ts'
import { meQuery } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { t } from '../../texts/texts.ts'
import { Ticking } from './ticking.tsx'
import { runningQuery, useWork } from './timers-query.ts'
import '../../style/timer.page.css'

/** One's own watch, on every page, until it is stopped. */
export function RunningTimer() {
  const { data: me } = useQuery(meQuery)
  const { data } = useQuery(runningQuery)
  const own = data?.items.find(({ staffId }) => me !== undefined && staffId === me.staffId)
  return own ? <Timer log={own} /> : null
}

function Timer({ log }: { log: TimeLog }) {
  const work = useWork(log)
  return (
    <span className="timer">
      <b>
        <Ticking since={log.startedAt} />
      </b>
      <span className="tl el">{work}</span>
      <button type="button" className="stop" aria-label={t.timers.stop(work)} onClick={() => stop(log, work)}>
        <Square size={10} fill="currentColor" />
      </button>
    </span>
  )
}

/** The way back is one that runs since then, in its place. */
function stop({ id, parentType, parentId, note, type, billable, startedAt }: TimeLog, work: string): void {
  void act(
    () => client.timeLogs.stop(id),
    t.timers.stopped(work),
    async () => {
      await client.timeLogs.create({ parentType, parentId, note, type, billable, startedAt })
      await client.timeLogs.remove(id)
    },
  )
}
