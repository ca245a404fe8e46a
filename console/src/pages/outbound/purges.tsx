import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { count, moment } from '../../parts/format.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'

const COLUMNS = [
  { word: t.outbound.took, isNumber: true },
  { word: t.outbound.at },
  { word: t.outbound.why },
  { word: t.undo, isQuiet: true },
]

/** What was taken back, by whom and why; for a day each can be undone. */
export function Purges({ serviceId }: { serviceId: number }) {
  const may = useMay()
  const purges = useQuery({
    queryKey: ['outbound-purges', serviceId],
    queryFn: ({ signal }) => client.outbound.queues.purges(serviceId, { signal }),
  })
  return (
    <Read query={purges}>
      {({ items }) =>
        items.length > 0 && (
          <section className="sec">
            <h2>{t.outbound.purges}</h2>
            <ListTable columns={COLUMNS}>
              {items.slice(0, 10).map(({ id, count: took, at, by, why, undoUntil, undoneAt }) => (
                <tr key={id}>
                  <td className="n b">{count(took)}</td>
                  <td>
                    {moment(at)}
                    <br />
                    <span className="s qq">{by}</span>
                  </td>
                  <td>{why}</td>
                  <td className="n">
                    {undoneAt
                      ? t.outbound.undone(moment(undoneAt))
                      : may('outbound.write') &&
                        undoUntil &&
                        Date.parse(undoUntil) > Date.now() && (
                          <button
                            type="button"
                            className="btn sm"
                            onClick={() => void act(() => client.outbound.queues.undo(id), t.undone)}
                          >
                            {t.undo}
                          </button>
                        )}
                  </td>
                </tr>
              ))}
            </ListTable>
          </section>
        )
      }
    </Read>
  )
}
