import type { BulkAction } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, moment } from '../../parts/format.ts'
import { Pill } from '../../parts/glyph.tsx'
import { PaneHead } from '../../parts/pane-head.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/bulk-texts.ts'
import { BulkButtons } from './bulk-buttons.tsx'
import { BulkFailures } from './bulk-failures.tsx'
import { BulkProgress } from './bulk-progress.tsx'
import { bulkActionQuery } from './bulk-query.ts'
import { LOOKS, titleOf } from './looks.ts'
import '../../style/bulk.page.css'

/** One bulk action: how far it is, what failed and why, Stop and Undo. */
export function BulkPane({ id, isDrawer = false, onClose }: { id: number; isDrawer?: boolean; onClose: () => void }) {
  const action = useQuery(bulkActionQuery(id))
  return (
    <section className={isDrawer ? 'pane drawer' : 'pane'} aria-label={t.bulk.one(id)}>
      {action.data === undefined && <PaneHead title={<h1>{t.bulk.one(id)}</h1>} state="" about="" onClose={onClose} />}
      <Read query={action}>{(shown) => <Shown action={shown} onClose={onClose} />}</Read>
    </section>
  )
}

function Shown({ action, onClose }: { action: BulkAction; onClose: () => void }) {
  const { id, state, by, why, committedAt, createdAt, held, stoppedBecause, waiting, undoneBy, undoOf } = action
  const [glyph, tone] = LOOKS[state]
  return (
    <>
      <PaneHead
        title={<h1>{titleOf(action)}</h1>}
        state={
          <Pill glyph={glyph} tone={tone}>
            {t.bulk.states[state]}
          </Pill>
        }
        about={[t.bulk.one(id), by.name, t.bulk.began(moment(committedAt ?? createdAt)), why]
          .filter(Boolean)
          .join(' · ')}
        onClose={onClose}
      />
      <div className="pb bulk">
        <BulkProgress action={action} />
        {(held || stoppedBecause) && <p className="words">{held || stoppedBecause}</p>}
        <p className="actions">
          <BulkButtons action={action} />
          {state === 'running' && <span className="s q">{t.bulk.stopSays(count(waiting))}</span>}
        </p>
        {undoneBy !== null && <Other word={t.bulk.undoneBy} id={undoneBy} />}
        {undoOf !== null && <Other word={t.bulk.undoOf} id={undoOf} />}
        {action.failed > 0 && <BulkFailures action={action} />}
      </div>
    </>
  )
}

const Other = ({ word, id }: { word: string; id: number }) => (
  <p>
    {word}{' '}
    <Link to="/bulk/$id" params={{ id: String(id) }}>
      {t.bulk.one(id)}
    </Link>
  </p>
)
