import type { SavedViewsCreateBody } from '@provisor/client'
import { client } from '../../app/api.ts'
import { queries } from '../../app/live.ts'
import { said } from '../../app/toasts.tsx'
import { Check, Field } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { t } from '../../texts/texts.ts'
import { savedViewsQuery, UNCHANGED, useQueueSearch, VIEWS } from './search.ts'

type Props = { now: Pick<SavedViewsCreateBody, 'query' | 'sort' | 'columns'>; onClose: () => void }

/** Asks under which name the list is kept as it stands, and for whom. */
export function SaveView({ now, onClose }: Props) {
  const { search, list, change } = useQueueSearch()

  async function create(form: FormData): Promise<void> {
    const name = String(form.get('name') ?? '').trim()
    if ((VIEWS as readonly string[]).includes(name)) throw new Error(t.views.taken(name))
    await client.savedViews.create({ page: 'queue', name, ...now, shared: form.has('shared') })
    await queries.invalidateQueries({ queryKey: savedViewsQuery.queryKey })
    change({ ...UNCHANGED, view: name })
    said(t.views.saved(name))
  }

  return (
    <FormDialog title={t.views.saveAs} submit={t.save} onSubmit={create} onClose={onClose}>
      <Field
        name="name"
        label={t.views.name}
        required
        maxLength={60}
        defaultValue={list.saved ? '' : (search.q ?? '')}
      />
      <Check name="shared" label={t.views.shared} />
    </FormDialog>
  )
}
