import type { TimeLog } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { count } from '../../parts/format.ts'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'
import { Ticking } from './ticking.tsx'
import { runningQuery, useWork } from './timers-query.ts'

/** Who works on what right now. */
export function Timers() {
  const running = useQuery(runningQuery)
  return (
    <section>
      <header className="sh">
        <h2>{t.timers.title}</h2>
      </header>
      <Read query={running}>
        {({ items, total }) => (
          <>
            {items.length === 0 && <p className="q">{t.timers.none}</p>}
            <ul className="timers">
              {items.map((log) => (
                <Timer key={log.id} log={log} />
              ))}
            </ul>
            {total > items.length && <p className="s qq">{t.timers.more(count(total - items.length))}</p>}
          </>
        )}
      </Read>
    </section>
  )
}

function Timer({ log }: { log: TimeLog }) {
  const may = useMay()
  const { data } = useQuery({
    queryKey: ['staff'],
    queryFn: ({ signal }) => client.staff.list({ signal }),
    enabled: may('access.read'),
    staleTime: 'static',
  })
  const person = data?.items.find(({ id }) => id === log.staffId)
  const name = person ? `${person.firstName} ${person.lastName}`.trim() || person.username : ''
  const work = useWork(log)
  return (
    <li>
      <span className="el">
        <b className="b">{work}</b>{' '}
        <span className="qq">{[name, log.note !== work && log.note].filter(Boolean).join(' · ')}</span>
      </span>
      <b className="acc">
        <Ticking since={log.startedAt} />
      </b>
    </li>
  )
}
