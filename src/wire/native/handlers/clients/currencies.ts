import { currencies } from '../../contract/clients/currencies.ts'
import { handle } from '../../handler.ts'

export const currencyHandlers = [
  handle(currencies.list, async ({ actor, domain }) => ({ items: await domain.clients.currencies.list(actor) })),
  handle(currencies.create, ({ actor, domain }, { body }) => domain.clients.currencies.create(actor, body)),
  handle(currencies.update, ({ actor, domain }, { params, body }) =>
    domain.clients.currencies.update(actor, params.id, body),
  ),
]
