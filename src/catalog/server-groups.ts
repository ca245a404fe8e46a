import { type Actor, authorize } from '../access/actor.ts'
import { changesBetween, record } from '../access/event.ts'
import { Invalid, NotFound } from '../refusal.ts'
import type { Moment } from '../within.ts'
import { type CatalogParts, type CatalogStores, nameOf, oneOf } from './parts.ts'
import { FILLS, type ServerGroup } from './server.ts'

export type NewServerGroupInput = Omit<ServerGroup, 'id'> & { id?: number | undefined }

export function makeServerGroups({ read, within }: Pick<CatalogParts, 'read' | 'within'>) {
  return {
    async addServerGroup(actor: Actor, input: NewServerGroupInput): Promise<ServerGroup> {
      authorize(actor, 'catalog.write')
      return within((s) => formServerGroup(s, actor, input))
    },

    /** By id. */
    async listServerGroups(actor: Actor): Promise<ServerGroup[]> {
      authorize(actor, 'catalog.read')
      return read.catalog.serverGroups.list()
    },
  }
}

/** Step. */
export async function formServerGroup(
  s: CatalogStores & Moment,
  actor: Actor,
  { id: prescribed, name, fill, serverIds }: NewServerGroupInput,
): Promise<ServerGroup> {
  const row = { name: nameOf(name), fill: oneOf('fill', fill, FILLS), serverIds: [...new Set(serverIds)] }
  if ((await s.catalog.serverGroups.reserveNames()).has(row.name))
    throw new Invalid('name', 'a name that no server group has', row.name)
  for (const id of row.serverIds) if (!(await s.catalog.servers.get(id))) throw new NotFound('Server', id)
  const id = await s.catalog.serverGroups.insert({ ...row, id: prescribed })
  await record(s, actor, {
    kind: 'server-group.added',
    subject: 'server-group',
    subjectId: id,
    description: `Server group ${id} added: ${row.name}`,
    changes: changesBetween({}, row),
  })
  return (await s.catalog.serverGroups.get(id))!
}
