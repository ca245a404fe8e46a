import { clientGroups } from '../../contract/clients/client-groups.ts'
import { handle } from '../../handler.ts'

export const clientGroupHandlers = [
  handle(clientGroups.list, async ({ actor, domain }) => ({ items: await domain.clients.groups.list(actor) })),
  handle(clientGroups.get, ({ actor, domain }, { params }) => domain.clients.groups.get(actor, params.id)),
  handle(clientGroups.create, ({ actor, domain }, { body }) => domain.clients.groups.create(actor, body)),
  handle(clientGroups.update, ({ actor, domain }, { params, body }) =>
    domain.clients.groups.update(actor, params.id, body),
  ),
  handle(clientGroups.delete, async ({ actor, domain }, { params }) => {
    await domain.clients.groups.delete(actor, params.id)
    return params
  }),
]
