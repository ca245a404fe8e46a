import type { Nodes } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { usePlace } from '../../../app/place.ts'
import { CopyText } from '../../../parts/copy-text.tsx'
import { count } from '../../../parts/format.ts'
import { State } from '../../../parts/glyph.tsx'
import { ListTable } from '../../../parts/list-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/settings-texts.ts'
import { nodesQuery } from '../nodes-query.ts'

const COLUMNS = [{ word: t.about.node }, { word: t.keys.sealsWith }, { word: t.keys.has, isWide: true }]

/** The keys that secrets are sealed with: who has which, and how far a change is. */
export function Keys() {
  usePlace(t.titles.keys)
  const nodes = useQuery(nodesQuery)
  return (
    <Page title={t.titles.keys} sentence={t.keys.sentence}>
      <Read query={nodes}>
        {(shown) => (
          <>
            <Rotation nodes={shown} />
            <section className="sec" aria-label={t.about.nodes}>
              <ListTable columns={COLUMNS}>
                {shown.items.map(({ name, sealsWith, secretKeys }) => (
                  <tr key={name}>
                    <td className="mono">{name}</td>
                    <td className="mono">{sealsWith}</td>
                    <td className="mono q">{secretKeys.join(', ')}</td>
                  </tr>
                ))}
              </ListTable>
            </section>
          </>
        )}
      </Read>
      <section className="sec how" aria-label={t.keys.change}>
        <h2>{t.keys.change}</h2>
        <p className="q">{t.keys.changeHint}</p>
        <CopyText text="provisor key rotate" />
        <p className="q">{t.keys.listHint}</p>
        <CopyText text="provisor key list" />
      </section>
    </Page>
  )
}

function Rotation({ nodes: { secretKey, rotation, lacking } }: { nodes: Nodes }) {
  return (
    <div className="proof">
      <p>
        {t.keys.current} <code className="mono">{secretKey}</code>
      </p>
      {rotation === null ? (
        <p className="q">{t.keys.noRotation}</p>
      ) : (
        <>
          <State
            glyph={rotation.state === 'done' ? 'done' : 'active'}
            tone={rotation.state === 'done' ? 'good' : 'acc'}
          >
            {t.keys.states[rotation.state]}
          </State>
          <p className="s q">
            <span className="mono">
              {rotation.from} → {rotation.to}
            </span>{' '}
            · {t.keys.renewed(count(rotation.renewed))}
          </p>
          {rotation.damaged > 0 && <p className="bad">{t.keys.damaged(count(rotation.damaged))}</p>}
        </>
      )}
      {lacking.length > 0 && <p className="failure">{t.keys.lacking(lacking.join(', '))}</p>}
    </div>
  )
}
