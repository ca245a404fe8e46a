import type { OutboundQueue } from '@provisor/client'
import { Link } from '@tanstack/react-router'
import { age, count, length, moment } from '../../parts/format.ts'
import { State } from '../../parts/glyph.tsx'
import { ListTable } from '../../parts/list-table.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { LOOKS, whyOf } from './queue-table.tsx'
import { useRowKeys } from './row-keys.ts'
import type { Service } from './service-query.ts'

const { list } = t.outbound

const COLUMNS = [
  { word: t.outbound.service },
  { word: list.account, isWidest: true },
  { word: list.kind, isWidest: true },
  { word: list.state, isWide: true },
  { word: t.lanes.waiting, isNumber: true },
  { word: list.ofMost, isNumber: true, isWide: true },
  { word: t.outbound.perSecond, isNumber: true, isWidest: true },
  { word: list.emptyAt, isNumber: true, isWide: true },
  { word: list.lastPoll, isNumber: true, isWidest: true },
]

/** Services with whose they are, how each goes, and when it is through. */
export function ServiceTable({ services }: { services: readonly Service[] }) {
  useRowKeys()
  return (
    <ListTable columns={COLUMNS}>
      {services.map((service) => (
        <Row key={service.id} service={service} />
      ))}
    </ListTable>
  )
}

function Row({ service }: { service: Service }) {
  const { id, name, account, kind, queue, startsPerSecond, concurrency, emptyAt, lastPollAt } = service
  const isEmpty = queue.waiting === 0
  return (
    <tr>
      <td className="el">
        <Link className="b" to="/outbound/$id" params={{ id: String(id) }} data-row={id}>
          {name}
        </Link>
        <div className="only-phone s">
          <HowItGoes queue={queue} />
        </div>
      </td>
      <td className="el">{account}</td>
      <td className="q">{kind}</td>
      <td>
        <HowItGoes queue={queue} />
      </td>
      <td className="n b">{count(queue.waiting)}</td>
      <td className="n q">
        {count(queue.running)} / {concurrency === null ? '∞' : count(concurrency)}
      </td>
      <td className="n q">{startsPerSecond ?? '∞'}</td>
      <td className="n">{emptyAt && !isEmpty ? <EmptyAt at={emptyAt} /> : '—'}</td>
      <td className="n q">{lastPollAt ? list.ago(age(lastPollAt)) : '—'}</td>
    </tr>
  )
}

function HowItGoes({ queue }: { queue: OutboundQueue }) {
  const [glyph, tone] = LOOKS[queue.stopped ?? 'running']
  return (
    <State glyph={glyph} tone={tone}>
      {queue.stopped ? whyOf(queue) : t.outbound.on}
    </State>
  )
}

const EmptyAt = ({ at }: { at: string }) => {
  const left = Math.max(0, Date.parse(at) - Date.now())
  return list.inTime(moment(at), length(left))
}
