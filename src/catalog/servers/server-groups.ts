import { type Actor, authorize } from '../../access/actor.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { Invalid, NotFound, refuseHeld } from '../../base/refusal.ts'
import type { Tx } from '../../base/transaction.ts'
import { createNoun, deleteNoun, type TellsDeletionOf, type TellsOf, updateNoun } from '../../events/record-noun.ts'
import { nameOf, oneOf } from '../checks.ts'
import type { CatalogParts, CatalogStores } from '../parts.ts'
import { FILLS, type ServerGroup } from './server.ts'

export type NewServerGroupInput = Omit<ServerGroup, 'id'> & { id?: number | undefined }

/** What is left out stays as it is; the servers are all or nothing. */
export type ServerGroupChanges = Patch<Omit<ServerGroup, 'id'>>

export function makeServerGroups({ read, transaction }: Pick<CatalogParts, 'read' | 'transaction'>) {
  return {
    async create(actor: Actor, input: NewServerGroupInput): Promise<ServerGroup> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => createServerGroup(tx, actor, input))
    },

    async update(actor: Actor, id: number, changes: ServerGroupChanges): Promise<ServerGroup> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => updateServerGroup(tx, actor, id, changes))
    },

    /** Only one that no product and no add-on names; its servers stay. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => deleteServerGroup(tx, actor, id))
    },

    async get(actor: Actor, id: number): Promise<ServerGroup> {
      authorize(actor, 'catalog.read')
      return existing(await read.catalog.serverGroups.get(id), id)
    },

    /** By id. */
    async list(actor: Actor): Promise<ServerGroup[]> {
      authorize(actor, 'catalog.read')
      return read.catalog.serverGroups.list()
    },
  }
}

const SERVER_GROUP: TellsOf<Omit<ServerGroup, 'id'>> & TellsDeletionOf<Omit<ServerGroup, 'id'>> = {
  created: 'server_group.created',
  updated: 'server_group.updated',
  deleted: 'server_group.deleted',
  title: (id) => `Server group ${id}`,
  detail: ({ name }) => `: ${name}`,
}

async function createServerGroup(
  tx: Tx<CatalogStores>,
  actor: Actor,
  { id: prescribed, name, fill, serverIds }: NewServerGroupInput,
): Promise<ServerGroup> {
  const taken = await tx.catalog.serverGroups.reserveNames()
  const row = await fillForm(tx, { name, fill, serverIds }, taken)
  const insert = (it: typeof row) => tx.catalog.serverGroups.insert({ ...it, id: prescribed })
  const { id } = await createNoun(tx, actor, SERVER_GROUP, row, insert)
  return (await tx.catalog.serverGroups.get(id))!
}

async function updateServerGroup(
  tx: Tx<CatalogStores>,
  actor: Actor,
  id: number,
  changes: ServerGroupChanges,
): Promise<ServerGroup> {
  const taken = new Set(await tx.catalog.serverGroups.reserveNames())
  const before = existing(await tx.catalog.serverGroups.get(id), id)
  taken.delete(before.name)
  const after = { id, ...(await fillForm(tx, merge(before, changes), taken)) }
  return updateNoun(tx, actor, SERVER_GROUP, before, after, (it) => tx.catalog.serverGroups.update(id, it))
}

async function deleteServerGroup(tx: Tx<CatalogStores>, actor: Actor, id: number): Promise<void> {
  const { serverGroups } = tx.catalog
  const holders = await serverGroups.holders(id)
  const before = existing(await serverGroups.get(id), id)
  refuseHeld('Server group', id, holders, 'Give them another server group first')
  await deleteNoun(tx, actor, SERVER_GROUP, before, serverGroups.delete)
}

function existing(group: ServerGroup | undefined, id: number): ServerGroup {
  if (!group) throw new NotFound('Server group', id)
  return group
}

async function fillForm(
  tx: CatalogStores,
  { name, fill, serverIds }: Omit<ServerGroup, 'id'>,
  taken: ReadonlySet<string>,
): Promise<Omit<ServerGroup, 'id'>> {
  const row = {
    name: nameOf(name),
    fill: oneOf('fill', fill, FILLS),
    serverIds: [...new Set(serverIds)].sort((a, b) => a - b),
  }
  if (taken.has(row.name)) throw new Invalid('name', 'a name that no server group has', row.name)
  for (const id of row.serverIds) if (!(await tx.catalog.servers.get(id))) throw new NotFound('Server', id)
  return row
}
