import { useQuery } from '@tanstack/react-query'
import Bookmark from 'lucide-react/icons/bookmark'
import { lazy, Suspense, useState } from 'react'
import { client } from '../../app/api.ts'
import { queries } from '../../app/live.ts'
import { meQuery } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { count } from '../../parts/format.ts'
import { Menu } from '../../parts/menu.tsx'
import { t } from '../../texts/texts.ts'
import { filterOf, savedViewsQuery, UNCHANGED, useQueueSearch } from './search.ts'

const SaveView = lazy(async () => ({ default: (await import('./save-view.tsx')).SaveView }))

const readAnew = () => queries.invalidateQueries({ queryKey: savedViewsQuery.queryKey })

/** A tab for each saved view, with how many entries it has. */
export function SavedViewTabs() {
  const { search, list, change } = useQueueSearch()
  const { data } = useQuery(savedViewsQuery)
  return (data?.items ?? []).map(({ id, name, query }) => (
    <button
      key={id}
      type="button"
      aria-current={search.view === name ? 'page' : undefined}
      onClick={() => change({ ...UNCHANGED, view: name, open: undefined })}
    >
      {name}
      {search.view === name && list.isEdited && <i className="dot" title={t.views.edited} />}
      <Matching query={query} />
    </button>
  ))
}

function Matching({ query }: { query: string }) {
  const { data } = useQuery({
    queryKey: ['queue', 'count', query],
    queryFn: ({ signal }) => client.moduleQueue.list({ ...filterOf({ base: 'all', q: query }), limit: 1 }, { signal }),
  })
  return data ? <span className="k">{count(data.total)}</span> : null
}

/** Keeps the list as it stands under a name, for oneself or for all. */
export function SavedViewMenu() {
  const [isSaving, setSaving] = useState(false)
  const { list, change } = useQueueSearch()
  const { data: me } = useQuery(meQuery)
  const { saved, isEdited, q, sort, columns } = list
  const isOwn = saved !== undefined && saved.staffId === me?.staffId
  const now = { query: list.base === 'attention' && q === '' ? 'attention:true' : q, sort, columns: [...columns] }

  const update = () =>
    act(async () => {
      await client.savedViews.update(saved!.id, now)
      await readAnew()
      change(UNCHANGED)
    }, t.views.saved(saved!.name))
  const remove = () => {
    const { page, name, query, sort: by, columns: shown, shared } = saved!
    void act(
      async () => {
        await client.savedViews.delete(saved!.id)
        change({ ...UNCHANGED, view: undefined })
        await readAnew()
      },
      t.views.deleted(name),
      () => client.savedViews.create({ page, name, query, sort: by, columns: shown, shared }).then(readAnew),
    )
  }

  return (
    <>
      <Menu label={t.views.title} icon={<Bookmark size={16} />} className="btn g ic sm">
        {(close) => (
          <>
            <button
              type="button"
              onClick={() => {
                close()
                setSaving(true)
              }}
            >
              {t.views.saveAs}
            </button>
            {isOwn && isEdited && (
              <button type="button" onClick={() => void update().then(close)}>
                {t.views.save(saved.name)}
              </button>
            )}
            {isEdited && (
              <button type="button" onClick={() => change(UNCHANGED)}>
                {t.views.revert}
              </button>
            )}
            {isOwn && (
              <button type="button" onClick={remove}>
                {t.views.delete(saved.name)}
              </button>
            )}
          </>
        )}
      </Menu>
      <Suspense>{isSaving && <SaveView now={now} onClose={() => setSaving(false)} />}</Suspense>
    </>
  )
}
