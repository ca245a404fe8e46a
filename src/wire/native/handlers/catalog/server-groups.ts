import type { ServerGroup } from '../../../../catalog/servers/server.ts'
import { serverGroups } from '../../contract/catalog/server-groups.ts'
import { handle } from '../../handler.ts'

export const serverGroupHandlers = [
  handle(serverGroups.list, async ({ actor, domain }) => ({
    items: (await domain.catalog.serverGroups.list(actor)).map(encodeGroup),
  })),
  handle(serverGroups.get, async ({ actor, domain }, { params }) =>
    encodeGroup(await domain.catalog.serverGroups.get(actor, params.id)),
  ),
  handle(serverGroups.create, async ({ actor, domain }, { body }) =>
    encodeGroup(await domain.catalog.serverGroups.create(actor, body)),
  ),
  handle(serverGroups.update, async ({ actor, domain }, { params, body }) =>
    encodeGroup(await domain.catalog.serverGroups.update(actor, params.id, body)),
  ),
  handle(serverGroups.delete, async ({ actor, domain }, { params }) => {
    await domain.catalog.serverGroups.delete(actor, params.id)
    return params
  }),
]

const encodeGroup = ({ serverIds, ...group }: ServerGroup) => ({ ...group, serverIds: [...serverIds] })
