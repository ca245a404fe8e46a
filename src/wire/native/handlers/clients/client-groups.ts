import { clientGroups } from '../../contract/clients/client-groups.ts'
import { handle } from '../../handler.ts'

export const clientGroupHandlers = [
  handle(clientGroups.list, async ({ actor, domain }) => ({ items: await domain.clients.groups.list(actor) })),
  handle(clientGroups.create, ({ actor, domain }, { body }) => domain.clients.groups.create(actor, body)),
  handle(clientGroups.update, ({ actor, domain }, { params, body }) =>
    domain.clients.groups.update(actor, params.id, body),
  ),
]
