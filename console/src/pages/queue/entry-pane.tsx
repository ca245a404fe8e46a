import type { QueueEntryShown } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import Copy from 'lucide-react/icons/copy'
import Info from 'lucide-react/icons/info'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { copyText } from '../../app/copy.ts'
import { useMay } from '../../app/session.ts'
import { Choices } from '../../parts/choices.tsx'
import { moment } from '../../parts/format.ts'
import { Pill } from '../../parts/glyph.tsx'
import { PaneHead } from '../../parts/pane-head.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/operate-texts.ts'
import { Attempts } from './attempts.tsx'
import { EntryAccount } from './entry-account.tsx'
import { EntryActions } from './entry-actions.tsx'
import { EntryEvents } from './entry-events.tsx'
import { EntryJobs } from './entry-jobs.tsx'
import { EntryNotes } from './entry-notes.tsx'
import { EntryPath } from './entry-path.tsx'
import { nameOf } from './entry-rows.tsx'
import '../../style/entry.page.css'

/** One entry: what it is, what was tried, and what can be done about it. */
export function EntryPane({ id, onClose }: { id: number; onClose: () => void }) {
  const entry = useQuery({
    queryKey: ['queue-entry', id],
    queryFn: ({ signal }) => client.moduleQueue.get(id, { signal }),
  })
  return (
    <section className="pane" aria-label={t.queue.entry(id)}>
      {entry.data === undefined && (
        <PaneHead title={<h2>{t.queue.entry(id)}</h2>} state="" about="" onClose={onClose} />
      )}
      <Read query={entry}>{(shown) => <Shown entry={shown} onClose={onClose} />}</Read>
    </section>
  )
}

function Shown({ entry, onClose }: { entry: QueueEntryShown; onClose: () => void }) {
  const { action, productName, clientName, module, serverName, lastError, explanation } = entry
  return (
    <>
      <PaneHead
        title={<h2>{action}</h2>}
        state={<StateOf entry={entry} />}
        about={
          <>
            <b className="b">{nameOf(entry)}</b>
            {[productName, clientName, serverName ? `${module} · ${serverName}` : module]
              .filter(Boolean)
              .map((part) => ` · ${part}`)}
          </>
        }
        onClose={onClose}
      />
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
        <Evidence entry={entry} />
        <Numbers entry={entry} />
      </div>
    </>
  )
}

const TABS = ['attempts', 'jobs', 'events', 'account', 'notes'] as const
type EvidenceTab = (typeof TABS)[number]

/** What was said to the panel, what happened around it, what became of the account, and what people know of it. */
function Evidence({ entry }: { entry: QueueEntryShown }) {
  const may = useMay()
  const [tab, setTab] = useState<EvidenceTab>('attempts')
  const tabs = TABS.filter((one) => one !== 'events' || may('activity.read'))
  const counts: Partial<Record<EvidenceTab, number>> = { attempts: entry.attempts.length, notes: entry.notes.length }
  return (
    <section>
      <Choices
        className="sm"
        tabs={tabs.map((value) => ({
          ...{ value, word: t.queue[value] },
          ...(counts[value] && { count: counts[value] }),
        }))}
        current={tab}
        onChange={(next) => setTab(next ?? 'attempts')}
      />
      {tab === 'attempts' && <Attempts entry={entry} />}
      {tab === 'jobs' && <EntryJobs id={entry.id} />}
      {tab === 'events' && <EntryEvents entry={entry} />}
      {tab === 'account' && <EntryAccount id={entry.id} />}
      {tab === 'notes' && <EntryNotes entry={entry} />}
    </section>
  )
}

/** By which a machine finds it again. */
const Numbers = ({ entry: { id, serviceType, serviceId } }: { entry: QueueEntryShown }) => (
  <p className="numbers">
    {[
      [t.queue.id, id],
      [serviceType, serviceId],
    ].map(([what, number]) => (
      <span key={what}>
        {what} <span className="mono">{number}</span>
        <button
          type="button"
          className="btn g ic sm"
          aria-label={t.copy(`${what} ${number}`)}
          onClick={() => copyText(String(number))}
        >
          <Copy size={12} />
        </button>
      </span>
    ))}
  </p>
)

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
