import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { count, length, moment } from '../../parts/format.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'
import { callText } from './call-text.ts'

const COLUMNS = [
  { word: t.outbound.position, isNumber: true },
  { word: t.outbound.reference, isWide: true },
  { word: t.outbound.call },
  { word: t.outbound.age, isNumber: true, isWide: true },
  { word: t.outbound.begins, isNumber: true },
  { word: t.outbound.waitsFor, isWide: true },
]

const SHOWN = 25

/** What begins next, each with its place and when. */
export function Waiting({ serviceId }: { serviceId: number }) {
  const starts = useQuery({
    queryKey: ['outbound-waiting', serviceId],
    queryFn: ({ signal }) => client.outbound.starts.waiting(serviceId, { limit: SHOWN }, { signal }),
  })
  return (
    <section>
      <h2>{t.outbound.next}</h2>
      <Read query={starts}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t.outbound.nothingWaits}</p>
          ) : (
            <ListTable columns={COLUMNS}>
              {items.map(({ reference, position, call, ageMs, startsAt, waitsFor }) => (
                <tr key={reference}>
                  <td className="n">{position === 0 ? t.outbound.inHand : count(position)}</td>
                  <td className="mono q ph0">{reference}</td>
                  <td className="el">{callText(call)}</td>
                  <td className="n q ph0">{length(ageMs)}</td>
                  <td className="n b">{startsAt ? moment(startsAt) : '—'}</td>
                  <td className="q ph0">{t.outbound.waitsForOf[waitsFor]}</td>
                </tr>
              ))}
            </ListTable>
          )
        }
      </Read>
    </section>
  )
}
