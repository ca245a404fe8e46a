import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { count, moment } from '../../parts/format.ts'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'

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
            <table className="list">
              <thead>
                <tr>
                  <th scope="col" className="n">
                    {t.outbound.took}
                  </th>
                  <th scope="col">{t.outbound.at}</th>
                  <th scope="col">{t.outbound.why}</th>
                  <th scope="col">
                    <span className="skip">{t.undo}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
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
              </tbody>
            </table>
          </section>
        )
      }
    </Read>
  )
}
