import type { AttentionItem } from '@provisor/client'
import { Link } from '@tanstack/react-router'
import { FixButton } from '../../parts/fix-button.tsx'
import { count, moment } from '../../parts/format.ts'
import { Glyph, State } from '../../parts/glyph.tsx'
import { t } from '../../texts/texts.ts'
import { CauseMenu, partsOf } from './cause-menu.tsx'

/** One cause, what it means, and the one thing that mends it. */
export function CauseCard({ item, primary }: { item: AttentionItem; primary: boolean }) {
  const { kind, title, explanation, since, last, fix } = item
  const counted = kind === 'cause' || kind === 'brake'
  return (
    <article className={counted ? 'cause' : 'cause note'} aria-label={title}>
      <div className="num">
        {counted ? count(item.count) : <Glyph name="broken" size={20} />}
        {counted && <small>{t.overview.entries(item.count)}</small>}
      </div>
      <div>
        <h2>{title}</h2>
        <p className="ex">{explanation}</p>
        <div className="meta">
          {counted && (
            <State glyph="held" tone="warn">
              {t.queue.held}
            </State>
          )}
          {item.class && <span>{t.classes[item.class]}</span>}
          <span>
            {moment(since)}
            {last !== since && ` – ${moment(last)}`}
          </span>
          {counted && (
            <Link className="acc b" to="/queue" search={{ view: 'all', q: queryOf(item) }}>
              {t.overview.seeAll(count(item.count))}
            </Link>
          )}
        </div>
      </div>
      <div className="fix">
        <div>
          <FixButton fix={fix} about={title} primary={primary} />
          {counted && <CauseMenu item={item} />}
        </div>
        {fix.call && <small>{fix.effect}</small>}
      </div>
    </article>
  )
}

/** Its entries, as the search of the queue takes it. */
function queryOf(item: AttentionItem): string {
  const quoted = (text: string) => (/^[\w-]+$/.test(text) ? text : `"${text.replaceAll('"', '')}"`)
  return Object.entries(partsOf(item))
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}:${quoted(value)}`)
    .join(' ')
}
