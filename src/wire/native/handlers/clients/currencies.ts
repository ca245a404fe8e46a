import { currencies } from '../../contract/clients/currencies.ts'
import { handle } from '../../handler.ts'

export const currencyHandlers = [
  handle(currencies.list, async ({ actor, domain }) => ({ items: await domain.clients.currencies.list(actor) })),
  handle(currencies.get, ({ actor, domain }, { params }) => domain.clients.currencies.get(actor, params.id)),
  handle(currencies.create, ({ actor, domain }, { body }) => domain.clients.currencies.create(actor, body)),
  handle(currencies.update, ({ actor, domain }, { params, body }) =>
    domain.clients.currencies.update(actor, params.id, body),
  ),
  handle(currencies.delete, async ({ actor, domain }, { params }) => {
    await domain.clients.currencies.delete(actor, params.id)
    return params
  }),
]
