import { useQuery } from '@tanstack/react-query'
import { client } from '../../../app/api.ts'
import { usePlace } from '../../../app/place.ts'
import { moment, since } from '../../../parts/format.ts'
import { ListTable } from '../../../parts/list-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/texts.ts'

const COLUMNS = [
  { word: t.about.node },
  { word: t.about.version },
  { word: t.about.since, isWide: true },
  { word: t.about.seen, isNumber: true },
]

/** What runs: the processes that have the database open. */
export function About() {
  usePlace(t.about.title)
  const nodes = useQuery({ queryKey: ['nodes'], queryFn: ({ signal }) => client.nodes.list({ signal }) })
  return (
    <Page title={t.about.title} sentence={t.about.sentence}>
      <Read query={nodes}>
        {({ items }) => (
          <ListTable columns={COLUMNS}>
            {items.map(({ name, version, startedAt, seenAt }) => (
              <tr key={name}>
                <td className="mono">{name}</td>
                <td>{version}</td>
                <td className="ph0">{moment(startedAt)}</td>
                <td className="n">{since(seenAt)}</td>
              </tr>
            ))}
          </ListTable>
        )}
      </Read>
    </Page>
  )
}
