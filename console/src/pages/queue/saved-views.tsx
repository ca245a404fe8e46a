import { useQuery } from '@tanstack/react-query'
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { queries } from '../../app/live.ts'
import { meQuery } from '../../app/session.ts'
import { act, said } from '../../app/toasts.tsx'
import { Check, Field } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { count } from '../../parts/format.ts'
import { Menu } from '../../parts/menu.tsx'
import { t } from '../../texts/texts.ts'
import { filterOf, savedViewsQuery, useQueueSearch, VIEWS } from './search.ts'

const readAnew = () => queries.invalidateQueries({ queryKey: savedViewsQuery.queryKey })
const UNCHANGED = { q: undefined, sort: undefined, cols: undefined }

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
  const { search, list, change } = useQueueSearch()
  const { data: me } = useQuery(meQuery)
  const { saved, isEdited, q, sort, columns } = list
  const isOwn = saved !== undefined && saved.staffId === me?.staffId
  const now = { query: list.base === 'attention' && q === '' ? 'attention:true' : q, sort, columns: [...columns] }

  async function create(form: FormData): Promise<void> {
    const name = String(form.get('name') ?? '').trim()
    if ((VIEWS as readonly string[]).includes(name)) throw new Error(t.views.taken(name))
    await client.savedViews.create({ page: 'queue', name, ...now, shared: form.has('shared') })
    await readAnew()
    change({ ...UNCHANGED, view: name })
    said(t.views.saved(name))
  }
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
      {isSaving && (
        <FormDialog title={t.views.saveAs} submit={t.save} onSubmit={create} onClose={() => setSaving(false)}>
          <Field
            name="name"
            label={t.views.name}
            required
            maxLength={60}
            defaultValue={saved ? '' : (search.q ?? '')}
          />
          <Check name="shared" label={t.views.shared} />
        </FormDialog>
      )}
    </>
  )
}
