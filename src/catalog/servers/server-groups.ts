import { type Actor, authorize } from '../../access/actor.ts'
import { overlay } from '../../base/merge.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import type { Moment } from '../../base/transaction.ts'
import { changesBetween, record } from '../../events/event.ts'
import { nameOf, oneOf } from '../checks.ts'
import type { CatalogParts, CatalogStores } from '../parts.ts'
import { FILLS, type ServerGroup } from './server.ts'

export type NewServerGroupInput = Omit<ServerGroup, 'id'> & { id?: number | undefined }

/** What is left out stays as it is; the servers are all or nothing. */
export type ServerGroupChanges = { [field in keyof Omit<ServerGroup, 'id'>]?: ServerGroup[field] | undefined }

export function makeServerGroups({ read, within }: Pick<CatalogParts, 'read' | 'within'>) {
  return {
    async addServerGroup(actor: Actor, input: NewServerGroupInput): Promise<ServerGroup> {
      authorize(actor, 'catalog.write')
      return within((s) => formServerGroup(s, actor, input))
    },

    async changeServerGroup(actor: Actor, id: number, changes: ServerGroupChanges): Promise<ServerGroup> {
      authorize(actor, 'catalog.write')
      return within((s) => changeServerGroup(s, actor, id, changes))
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
  const taken = await s.catalog.serverGroups.reserveNames()
  const row = await fillForm(s, { name, fill, serverIds }, taken)
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

/** Step. */
export async function changeServerGroup(
  s: CatalogStores & Moment,
  actor: Actor,
  id: number,
  changes: ServerGroupChanges,
): Promise<ServerGroup> {
  const taken = new Set(await s.catalog.serverGroups.reserveNames())
  const before = await s.catalog.serverGroups.get(id)
  if (!before) throw new NotFound('Server group', id)
  taken.delete(before.name)
  const after = await fillForm(s, overlay(before, changes), taken)
  const differences = changesBetween<object>(before, after)
  if (Object.keys(differences).length === 0) return before
  await s.catalog.serverGroups.update(id, after)
  await record(s, actor, {
    kind: 'server-group.updated',
    subject: 'server-group',
    subjectId: id,
    description: `Server group ${id} updated: ${after.name} (${Object.keys(differences).join(', ')})`,
    changes: differences,
  })
  return (await s.catalog.serverGroups.get(id))!
}

async function fillForm(
  s: CatalogStores,
  { name, fill, serverIds }: Omit<ServerGroup, 'id'>,
  taken: ReadonlySet<string>,
): Promise<Omit<ServerGroup, 'id'>> {
  const row = {
    name: nameOf(name),
    fill: oneOf('fill', fill, FILLS),
    serverIds: [...new Set(serverIds)].sort((a, b) => a - b),
  }
  if (taken.has(row.name)) throw new Invalid('name', 'a name that no server group has', row.name)
  for (const id of row.serverIds) if (!(await s.catalog.servers.get(id))) throw new NotFound('Server', id)
  return row
}
