import type { SavedView } from '../../../../access/saved-views/saved-view.ts'
import { savedViews } from '../../contract/access/saved-views.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { listByKeyset } from '../../keyset.ts'

export const savedViewHandlers = [
  handle(savedViews.list, async ({ actor, domain }, { query: { page, ...asked } }) => {
    const { rows, beside } = await listByKeyset(asked, {
      list: (part) => domain.access.savedViews.list(actor, { page }, part),
      sort: 'page',
      placeOf: (view) => [view.page, view.name, view.id],
    })
    return { items: rows.map(encodeView), ...beside }
  }),
  handle(savedViews.get, async ({ actor, domain }, { params }) =>
    encodeView(await domain.access.savedViews.get(actor, params.id)),
  ),
  handle(savedViews.create, async ({ actor, domain }, { body }) =>
    encodeView(await domain.access.savedViews.create(actor, body)),
  ),
  handle(savedViews.update, async ({ actor, domain }, { params, body }) =>
    encodeView(await domain.access.savedViews.update(actor, params.id, body)),
  ),
  handle(savedViews.delete, async ({ actor, domain }, { params }) => {
    await domain.access.savedViews.delete(actor, params.id)
    return params
  }),
]

const encodeView = (view: SavedView): AnswerOf<typeof savedViews.get> => ({
  id: view.id,
  staffId: view.staffId,
  page: view.page,
  name: view.name,
  query: view.query,
  columns: [...view.columns],
  sort: view.sort,
  shared: view.shared,
  createdAt: instantText(view.createdAt),
  updatedAt: instantText(view.updatedAt),
  version: view.version,
})
