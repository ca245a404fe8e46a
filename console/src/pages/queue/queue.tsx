import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { client } from '../../app/api.ts'
import { attentionQuery } from '../../app/attention.ts'
import { useKeys } from '../../app/keys.ts'
import { ColumnsMenu } from '../../parts/columns-menu.tsx'
import { count } from '../../parts/format.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { QueryBar } from '../../parts/query-bar.tsx'
import { t } from '../../texts/texts.ts'
import { COLUMNS } from './columns.tsx'
import { EntryList } from './entry-list.tsx'
import { useRowKeys } from './entry-rows.tsx'
import { GroupList } from './group-list.tsx'
import { useQueueKeys } from './queue-keys.ts'
import { SavedViewMenu, SavedViewTabs } from './saved-views.tsx'
import { filterOf, useQueueSearch, VIEWS } from './search.ts'
import { SelectionContext, useSelectionState } from './selection.ts'
import '../../style/queue.page.css'

const EntryPane = lazy(async () => ({ default: (await import('./entry-pane.tsx')).EntryPane }))

export function Queue() {
  const { search, list, change } = useQueueSearch()
  const selection = useSelectionState()
  const { open } = search
  // What is tried again by itself has no causes to mend.
  const grouped = list.base === 'attention' && search.group !== 'none'
  useKeys({ Escape: () => change({ open: undefined }) })
  return (
    <SelectionContext value={selection}>
      <div className={open ? 'split popen' : 'split'}>
        <h1 className="skip">{t.nav.queue}</h1>
        <section className="listp" aria-label={t.nav.queue}>
          <RowKeys />
          <div className="lh">
            <Views />
            <Tools grouped={grouped} />
          </div>
          <div className="gl">
            {grouped ? (
              <GroupList q={list.q} />
            ) : (
              <EntryList
                filter={filterOf(list)}
                sort={list.sort}
                why={list.q || list.saved?.name || t.queue.views[list.base]}
                isAlone
              />
            )}
          </div>
        </section>
        {open && (
          <Suspense fallback={<section className="pane" />}>
            <EntryPane key={open} id={open} onClose={() => change({ open: undefined })} />
          </Suspense>
        )}
      </div>
    </SelectionContext>
  )
}

/** Below what it needs to know: what is chosen. */
function RowKeys() {
  useRowKeys()
  return null
}

function Views() {
  const { search, change } = useQueueSearch()
  const { data: attention } = useQuery(attentionQuery)
  const { held, retrying } = attention?.counts ?? { held: null, retrying: null }
  const { data: settled } = useQuery({
    queryKey: ['queue', 'settled-today'],
    queryFn: ({ signal }) => client.moduleQueue.list({ ...filterOf({ base: 'settled', q: '' }), limit: 1 }, { signal }),
  })
  const open = held === null || retrying === null ? null : held + retrying
  const counts = [held, retrying, open, settled?.total ?? null]
  const { view: current = 'attention' } = search
  return (
    <div className="tabs">
      {VIEWS.map((view, index) => (
        <button
          key={view}
          type="button"
          aria-current={current === view ? 'page' : undefined}
          onClick={() =>
            change({
              ...{ view: view === 'attention' ? undefined : view, open: undefined },
              ...{ q: undefined, sort: undefined, cols: undefined },
            })
          }
        >
          {view === 'attention' && <Glyph name="held" size={10} />}
          {t.queue.views[view]}
          {counts[index] !== null && <span className="k">{count(counts[index]!)}</span>}
        </button>
      ))}
      <SavedViewTabs />
      <span className="end">
        <SavedViewMenu />
      </span>
    </div>
  )
}

function Tools({ grouped }: { grouped: boolean }) {
  const { list, change } = useQueueSearch()
  const keys = useQueueKeys()
  return (
    <div className="qrow">
      <QueryBar
        query={list.q}
        keys={keys}
        label={t.queue.filter}
        onChange={(q) => change({ q: q === '' && !list.saved ? undefined : q })}
      />
      {list.base === 'attention' && (
        <div className="seg ph0">
          <button type="button" aria-pressed={grouped} onClick={() => change({ group: undefined })}>
            {t.queue.byCause}
          </button>
          <button type="button" aria-pressed={!grouped} onClick={() => change({ group: 'none' })}>
            {t.queue.flat}
          </button>
        </div>
      )}
      <span className="ph0">
        <ColumnsMenu all={COLUMNS} shown={list.columns} onChange={(names) => change({ cols: names?.join(',') })} />
      </span>
    </div>
  )
}
