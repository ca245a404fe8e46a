import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty } from '../../parts/empty.tsx'
import { count, moment } from '../../parts/format.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { More } from '../../parts/more.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { purgesQuery } from './purges-query.ts'
import type { Service } from './service-query.ts'
import { UndoPurge } from './undo-purge.tsx'

const COLUMNS = [
  { word: t.outbound.took, isNumber: true },
  { word: t.outbound.at },
  { word: t.outbound.by, isWide: true },
  { word: t.outbound.why },
  { word: t.undo, isQuiet: true },
]
const FIRST = 50

/** What was taken back, by whom and why; for a day each can be undone. */
export function Purges({ service: { id } }: { service: Service }) {
  const [shown, setShown] = useState(FIRST)
  const purges = useQuery(purgesQuery(id))
  return (
    <Read query={purges}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty text={t.outbound.noPurge} />
        ) : (
          <>
            <ListTable columns={COLUMNS}>
              {items.slice(0, shown).map((purge) => (
                <tr key={purge.id}>
                  <td className="n b">
                    <Link
                      to="/outbound/$id/purges/$purge"
                      params={{ id: String(id), purge: String(purge.id) }}
                      aria-label={t.outbound.purgeNumber(purge.id, count(purge.count))}
                    >
                      {count(purge.count)}
                    </Link>
                  </td>
                  <td>{moment(purge.at)}</td>
                  <td className="q">{purge.by}</td>
                  <td>{purge.why}</td>
                  <td className="n">
                    <UndoPurge purge={purge} />
                  </td>
                </tr>
              ))}
            </ListTable>
            <More shown={Math.min(shown, items.length)} of={items.length} onMore={() => setShown(shown * 2)} />
          </>
        )
      }
    </Read>
  )
}
