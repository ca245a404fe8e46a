import { useQuery } from '@tanstack/react-query'
import { client, serverPath } from '../../../app/api.ts'
import { attentionQuery } from '../../../app/attention.ts'
import { usePlace } from '../../../app/place.ts'
import { CopyText } from '../../../parts/copy-text.tsx'
import { FixButton } from '../../../parts/fix-button.tsx'
import { moment, since } from '../../../parts/format.ts'
import { State } from '../../../parts/glyph.tsx'
import { ListTable } from '../../../parts/list-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/settings-texts.ts'
import { nodesQuery } from '../nodes-query.ts'

const COLUMNS = [
  { word: t.about.node },
  { word: t.about.version },
  { word: t.about.since, isWide: true },
  { word: t.about.seen, isNumber: true },
]

/** What runs, and what of it needs a look. */
export function About() {
  usePlace(t.titles.about)
  const { data: server } = useQuery({
    queryKey: ['server'],
    queryFn: ({ signal }) => client.about({ signal }),
    staleTime: 60_000,
  })
  return (
    <Page
      title={t.titles.about}
      sentence={server && `${server.name} ${server.version}`}
      actions={
        server && (
          <a className="btn" href={serverPath(server.links.description)}>
            {t.about.api}
          </a>
        )
      }
    >
      <Findings />
      <Nodes />
      <section className="sec how" aria-label={t.about.check}>
        <h2>{t.about.check}</h2>
        <p className="q">{t.about.checkHint}</p>
        <CopyText text="provisor check" />
      </section>
    </Page>
  )
}

/** What concerns the installation itself; causes of the module queue have pages of their own. */
function Findings() {
  const attention = useQuery(attentionQuery)
  return (
    <section aria-label={t.about.findings}>
      <Read query={attention}>
        {({ items }) => {
          const found = items.filter(({ kind }) => kind !== 'cause' && kind !== 'lane' && kind !== 'brake')
          if (found.length === 0)
            return (
              <State glyph="done" tone="good">
                {t.about.fine}
              </State>
            )
          return (
            <ul className="findings">
              {found.map(({ id, title, explanation, since: began, fix }) => (
                <li key={id}>
                  <div>
                    <h2>{title}</h2>
                    <p className="q">{explanation}</p>
                    <p className="s qq">{moment(began)}</p>
                  </div>
                  <FixButton fix={fix} about={title} />
                </li>
              ))}
            </ul>
          )
        }}
      </Read>
    </section>
  )
}

function Nodes() {
  const nodes = useQuery(nodesQuery)
  return (
    <section className="sec" aria-label={t.about.nodes}>
      <header>
        <h2>{t.about.nodes}</h2>
      </header>
      <p className="q">{t.about.sentence}</p>
      <Read query={nodes}>
        {({ items }) => (
          <ListTable columns={COLUMNS}>
            {items.map(({ name, version, startedAt, seenAt }) => (
              <tr key={name}>
                <td className="mono">{name}</td>
                <td>{version}</td>
                <td>{moment(startedAt)}</td>
                <td className="n">{since(seenAt)}</td>
              </tr>
            ))}
          </ListTable>
        )}
      </Read>
    </section>
  )
}
