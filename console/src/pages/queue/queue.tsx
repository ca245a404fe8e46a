import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { attentionQuery } from '../../app/attention.ts'
import { useKeys } from '../../app/keys.ts'
import type { QueueSearch } from '../../app/router.tsx'
import { FilterBar } from '../../parts/filter-bar.tsx'
import { count } from '../../parts/format.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { t } from '../../texts/texts.ts'
import { EntryList } from './entry-list.tsx'
import { EntryPane } from './entry-pane.tsx'
import { GroupList } from './group-list.tsx'

/** The whole state of the list stands in the address: every view of it is a link. */
export function useQueueSearch() {
  const search = useSearch({ from: '/inside/queue' })
  const navigate = useNavigate({ from: '/queue' })
  return {
    search,
    change: (changes: { [Name in keyof QueueSearch]: QueueSearch[Name] | undefined }) =>
      void navigate({ search: (before) => clean({ ...before, ...changes }), replace: true }),
  }
}

const clean = (search: { [Name in keyof QueueSearch]: QueueSearch[Name] | undefined }): QueueSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))

const VIEWS = [undefined, 'retrying', 'all'] as const

export function Queue() {
  const { search, change } = useQueueSearch()
  const { data: attention } = useQuery(attentionQuery)
  useKeys({ Escape: () => change({ open: undefined }) })
  const { view, q = '', group, open } = search
  const { held, retrying } = attention?.counts ?? { held: null, retrying: null }
  const counts = [held, retrying, held === null || retrying === null ? null : held + retrying]
  // What is tried again by itself has no groups: they are of what is held.
  const grouped = view === undefined && group !== 'none' && q === ''
  return (
    <div className={open ? 'split popen' : 'split'}>
      <h1 className="skip">{t.nav.queue}</h1>
      <section className="listp" aria-label={t.nav.queue}>
        <div className="lh">
          <div className="tabs">
            {VIEWS.map((one, index) => (
              <button
                key={one ?? 'attention'}
                type="button"
                aria-current={view === one ? 'page' : undefined}
                onClick={() => change({ view: one, open: undefined })}
              >
                {one === undefined && <Glyph name="held" size={10} />}
                {t.queue.views[one ?? 'attention']}
                {counts[index] !== null && <span className="k">{count(counts[index]!)}</span>}
              </button>
            ))}
          </div>
          <div className="qrow">
            <FilterBar q={q} label={t.queue.filter} onFilter={(next) => change({ q: next })} />
            {view === undefined && q === '' && (
              <div className="seg ph0">
                <button type="button" aria-pressed={grouped} onClick={() => change({ group: undefined })}>
                  {t.queue.byCause}
                </button>
                <button type="button" aria-pressed={!grouped} onClick={() => change({ group: 'none' })}>
                  {t.queue.flat}
                </button>
              </div>
            )}
          </div>
        </div>
        <div className="gl">{grouped ? <GroupList /> : <EntryList view={view} q={q} />}</div>
      </section>
      {open && <EntryPane key={open} id={open} onClose={() => change({ open: undefined })} />}
    </div>
  )
}
