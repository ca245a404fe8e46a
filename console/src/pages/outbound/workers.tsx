import type { OutboundWorkerSeen } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { Empty } from '../../parts/empty.tsx'
import { age, count, moment } from '../../parts/format.ts'
import { State } from '../../parts/glyph.tsx'
import { ListTable } from '../../parts/list-table.tsx'
import { More } from '../../parts/more.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/outbound-texts.ts'
import type { Service } from './service-query.ts'

const { workersOf } = t.outbound
const COLUMNS = [
  { word: workersOf.worker },
  { word: workersOf.state },
  { word: workersOf.lastSign, isNumber: true, isWide: true },
  { word: workersOf.holds, isNumber: true },
  { word: workersOf.runs, isNumber: true },
]
const SHOWN = 100

/** Who asks for work: each by its name, when last, and what it has. */
export function Workers({ service: { id, kind, runner } }: { service: Service }) {
  const isForWorkers = kind === 'uas' && runner === 'worker'
  const workers = useQuery({
    queryKey: ['outbound-workers', id],
    queryFn: ({ signal }) => client.outbound.services.workers(id, { signal }),
    enabled: isForWorkers,
  })
  if (!isForWorkers) return <Empty text={t.outbound.noWorkers[runner === 'http' ? 'http' : 'demonstration']} />
  return (
    <Read query={workers}>
      {({ items }) => (
        <>
          {!items.some(({ alive }) => alive) && <Empty text={t.outbound.nobodyPolls} />}
          {items.length > 0 && (
            <ListTable columns={COLUMNS}>
              {items.slice(0, SHOWN).map((worker) => (
                <Row key={worker.name} worker={worker} />
              ))}
            </ListTable>
          )}
          {items.length > SHOWN && <More shown={SHOWN} of={items.length} />}
        </>
      )}
    </Read>
  )
}

const Row = ({ worker: { name, alive, lastPollAt, inHand, running } }: { worker: OutboundWorkerSeen }) => (
  <tr>
    <td className="el b">{name}</td>
    <td>
      <State glyph={alive ? 'active' : 'cancelled'} tone={alive ? 'good' : 'neutral'}>
        {alive ? workersOf.here : workersOf.gone}
      </State>
    </td>
    <td className="n q">
      {moment(lastPollAt)}, {t.outbound.list.ago(age(lastPollAt))}
    </td>
    <td className="n">{count(inHand)}</td>
    <td className="n b">{count(running)}</td>
  </tr>
)
