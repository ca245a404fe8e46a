import { productGroups } from '../../contract/catalog/product-groups.ts'
import { handle } from '../../handler.ts'

export const productGroupHandlers = [
  handle(productGroups.list, async ({ actor, domain }) => ({ items: await domain.catalog.productGroups.list(actor) })),
  handle(productGroups.get, ({ actor, domain }, { params }) => domain.catalog.productGroups.get(actor, params.id)),
  handle(productGroups.create, ({ actor, domain }, { body }) => domain.catalog.productGroups.create(actor, body)),
  handle(productGroups.update, ({ actor, domain }, { params, body }) =>
    domain.catalog.productGroups.update(actor, params.id, body),
  ),
  handle(productGroups.delete, async ({ actor, domain }, { params }) => {
    await domain.catalog.productGroups.delete(actor, params.id)
    return params
  }),
]
