import type { OutboundQueue } from '@provisor/client'
import { queryOptions } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { client } from '../../app/api.ts'
import { age, count, moment } from '../../parts/format.ts'
import { type GlyphName, State, type Tone } from '../../parts/glyph.tsx'
import { ListTable } from '../../parts/list-table.tsx'
import { t } from '../../texts/texts.ts'

const COLUMNS = [
  { word: t.outbound.service },
  { word: t.lanes.waiting, isNumber: true },
  { word: t.outbound.running, isNumber: true, isWide: true },
  { word: t.outbound.rate, isNumber: true, isWide: true },
]

export const LOOKS: Record<NonNullable<OutboundQueue['stopped']> | 'running', [GlyphName, Tone]> = {
  running: ['active', 'good'],
  paused: ['paused', 'neutral'],
  disabled: ['cancelled', 'neutral'],
  held: ['paused', 'neutral'],
  'calling-window': ['window', 'neutral'],
  breaker: ['broken', 'bad'],
}

export const queuesQuery = queryOptions({
  queryKey: ['outbound-queues'],
  queryFn: async ({ signal }) => {
    const { items } = await client.outbound.queues.list({}, { signal })
    return items.toSorted((a, b) => b.waiting - a.waiting || (a.name < b.name ? -1 : 1))
  },
})

/** Why nothing begins, and until when; else who asked for work last. */
export function whyOf({ stopped, opensAt, lastPollAt }: OutboundQueue): string {
  if (stopped === null) return lastPollAt ? t.outbound.polled(age(lastPollAt)) : ''
  const why = t.outbound.stopped[stopped]
  return opensAt && stopped === 'calling-window' ? `${why} ${moment(opensAt)}` : why
}

/** Outbound services with what waits for them. */
export const QueueTable = ({ queues }: { queues: readonly OutboundQueue[] }) =>
  queues.length === 0 ? (
    <p className="quiet">{t.outbound.empty}</p>
  ) : (
    <ListTable columns={COLUMNS}>
      {queues.map((queue) => (
        <Row key={queue.serviceId} queue={queue} />
      ))}
    </ListTable>
  )

function Row({ queue }: { queue: OutboundQueue }) {
  const { name, waiting, startsPerSecond, stopped } = queue
  const [glyph, tone] = LOOKS[stopped ?? 'running']
  return (
    <tr>
      <td className="el">
        <State glyph={glyph} tone={tone}>
          <Link className="b" to="/outbound/$id" params={{ id: String(queue.serviceId) }}>
            {name}
          </Link>
        </State>
        <br />
        <span className="s qq sub">{whyOf(queue)}</span>
      </td>
      <td className="n b">{count(waiting)}</td>
      <td className="n q">{count(queue.running)}</td>
      <td className="n q">{startsPerSecond === null ? '—' : `${startsPerSecond}/s`}</td>
    </tr>
  )
}
