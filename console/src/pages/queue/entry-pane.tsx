import type { QueueEntryShown } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { Info, X } from 'lucide-react'
import { client } from '../../app/api.ts'
import { moment } from '../../parts/format.ts'
import { Pill } from '../../parts/glyph.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'
import { Attempts } from './attempts.tsx'
import { EntryActions } from './entry-actions.tsx'
import { nameOf } from './entry-list.tsx'
import { EntryPath } from './entry-path.tsx'

/** One entry: what it is, what was tried, and what can be done about it. */
export function EntryPane({ id, onClose }: { id: number; onClose: () => void }) {
  const entry = useQuery({
    queryKey: ['queue-entry', id],
    queryFn: ({ signal }) => client.moduleQueue.get(id, { signal }),
  })
  return (
    <section className="pane" aria-label={t.queue.entry(id)}>
      <Read query={entry}>{(shown) => <Shown entry={shown} onClose={onClose} />}</Read>
    </section>
  )
}

function Shown({ entry, onClose }: { entry: QueueEntryShown; onClose: () => void }) {
  const { action, productName, clientName, module, serverName, lastError, explanation } = entry
  return (
    <>
      <header className="ph">
        <div className="el">
          <div className="pt">
            <h2>{action}</h2>
            <StateOf entry={entry} />
          </div>
          <p className="q el">
            <b className="b">{nameOf(entry)}</b>
            {[productName, clientName, serverName ? `${module} · ${serverName}` : module]
              .filter(Boolean)
              .map((part) => ` · ${part}`)}
          </p>
        </div>
        <div className="pa">
          <button type="button" className="btn g ic sm" aria-label={t.close} onClick={onClose}>
            <X size={16} />
          </button>
        </div>
      </header>
      <EntryActions entry={entry} />
      <div className="pb">
        <p className="words" lang="">
          {lastError}
        </p>
        {explanation !== '' && (
          <p className="ours">
            <Info size={15} />
            <span>{explanation}</span>
          </p>
        )}
        <EntryPath entry={entry} />
        <Attempts attempts={entry.attempts} />
      </div>
    </>
  )
}

function StateOf({ entry: { settled, held, nextAttemptAt } }: { entry: QueueEntryShown }) {
  if (settled)
    return (
      <Pill glyph={settled.resolution === 'cancelled' ? 'cancelled' : 'done'} tone="good">
        {t.queue.states[settled.resolution]}
      </Pill>
    )
  if (held)
    return (
      <Pill glyph="held" tone="warn">
        {t.queue.held}
      </Pill>
    )
  return (
    <Pill glyph="retrying">{nextAttemptAt ? t.queue.triedAgain(moment(nextAttemptAt)) : t.queue.views.retrying}</Pill>
  )
}
