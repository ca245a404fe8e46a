import type { OutboundQueue } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { age, count, moment } from '../../parts/format.ts'
import { type GlyphName, State, type Tone } from '../../parts/glyph.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'

const LOOKS: Record<NonNullable<OutboundQueue['stopped']> | 'running', [GlyphName, Tone]> = {
  running: ['active', 'good'],
  paused: ['paused', 'neutral'],
  disabled: ['cancelled', 'neutral'],
  held: ['paused', 'neutral'],
  'calling-window': ['window', 'neutral'],
  breaker: ['broken', 'bad'],
}

/** Outbound services with what waits for them, the longest queues first. */
export function OutboundTable() {
  const queues = useQuery({
    queryKey: ['outbound-queues'],
    queryFn: async ({ signal }) => {
      const { items } = await client.outbound.queues.list({}, { signal })
      return items.toSorted((a, b) => b.waiting - a.waiting).slice(0, 8)
    },
  })
  return (
    <section>
      <header className="sh">
        <h2>{t.overview.outbound}</h2>
      </header>
      <Read query={queues}>
        {(items) => (
          <table className="list">
            <thead>
              <tr>
                <th scope="col">{t.outbound.service}</th>
                <th scope="col" className="n">
                  {t.lanes.waiting}
                </th>
                <th scope="col" className="n ph0">
                  {t.outbound.rate}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((queue) => (
                <Row key={queue.serviceId} queue={queue} />
              ))}
            </tbody>
          </table>
        )}
      </Read>
    </section>
  )
}

function Row({ queue }: { queue: OutboundQueue }) {
  const { name, waiting, startsPerSecond, stopped, opensAt, lastPollAt } = queue
  const [glyph, tone] = LOOKS[stopped ?? 'running']
  const why = stopped ? t.outbound.stopped[stopped] : lastPollAt ? t.outbound.polled(age(lastPollAt)) : ''
  return (
    <tr>
      <td className="el">
        <State glyph={glyph} tone={tone}>
          <span className="b">{name}</span>
        </State>
        <br />
        <span className="s qq sub">{opensAt ? `${why} ${moment(opensAt)}` : why}</span>
      </td>
      <td className="n b">{count(waiting)}</td>
      <td className="n q ph0">{startsPerSecond === null ? '—' : `${startsPerSecond}/s`}</td>
    </tr>
  )
}
