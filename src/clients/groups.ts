import { type Actor, authorize } from '../access/actor.ts'
import { merge, type Patch } from '../base/merge.ts'
import { type Minor, toMinor } from '../base/money.ts'
import { Invalid, NotFound, refuseHeld } from '../base/refusal.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import { createNoun, deleteNoun, type TellsDeletionOf, type TellsOf, updateNoun } from '../events/record-noun.ts'
import type { ClientGroup } from './client.ts'
import type { ClientStores } from './create-client.ts'

export type NewClientGroupInput = ClientGroupChanges & { id?: number | undefined; name: string }

/** What is left out stays as it is. */
export type ClientGroupChanges = Patch<Omit<ClientGroup, 'id'>>

const NEW_GROUP = { colour: '', discount: toMinor(0), suspensionExempt: false, separateInvoices: false }
const WHOLE: Minor = toMinor(100_00)

export function makeClientGroups({
  read,
  transaction,
}: {
  read: ClientStores
  transaction: Transaction<ClientStores>
}) {
  return {
    async create(actor: Actor, input: NewClientGroupInput): Promise<ClientGroup> {
      authorize(actor, 'clients.write')
      return transaction((tx) => createClientGroup(tx, actor, input))
    },

    async update(actor: Actor, id: number, changes: ClientGroupChanges): Promise<ClientGroup> {
      authorize(actor, 'clients.write')
      return transaction((tx) => updateClientGroup(tx, actor, id, changes))
    },

    /** Only an empty one. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'clients.write')
      return transaction((tx) => deleteClientGroup(tx, actor, id))
    },

    async get(actor: Actor, id: number): Promise<ClientGroup> {
      authorize(actor, 'clients.read')
      return existing(await read.clients.groups.get(id), id)
    },

    /** By id. */
    async list(actor: Actor): Promise<ClientGroup[]> {
      authorize(actor, 'clients.read')
      return read.clients.groups.list()
    },
  }
}

const CLIENT_GROUP: TellsOf<Omit<ClientGroup, 'id'>> & TellsDeletionOf<Omit<ClientGroup, 'id'>> = {
  created: 'client_group.created',
  updated: 'client_group.updated',
  deleted: 'client_group.deleted',
  title: (_, { name }) => `Client group ${name}`,
}

async function createClientGroup(
  tx: Tx<ClientStores>,
  actor: Actor,
  { id: prescribed, name, ...given }: NewClientGroupInput,
): Promise<ClientGroup> {
  const row = fillForm({ name, ...merge(NEW_GROUP, given) }, await tx.clients.groups.reserve())
  return createNoun(tx, actor, CLIENT_GROUP, row, (it) => tx.clients.groups.insert({ ...it, id: prescribed }))
}

async function updateClientGroup(
  tx: Tx<ClientStores>,
  actor: Actor,
  id: number,
  changes: ClientGroupChanges,
): Promise<ClientGroup> {
  const known = await tx.clients.groups.reserve()
  const before = existing(
    known.find((group) => group.id === id),
    id,
  )
  const others = known.filter((group) => group !== before)
  const after = { id, ...fillForm(merge(before, changes), others) }
  return updateNoun(tx, actor, CLIENT_GROUP, before, after, (it) => tx.clients.groups.update(id, it))
}

async function deleteClientGroup(tx: Tx<ClientStores>, actor: Actor, id: number): Promise<void> {
  const { groups } = tx.clients
  const holders = await groups.holders(id)
  const before = existing(await groups.get(id), id)
  refuseHeld('Client group', id, holders, 'Move its clients to another group')
  await deleteNoun(tx, actor, CLIENT_GROUP, before, groups.delete)
}

function existing(group: ClientGroup | undefined, id: number): ClientGroup {
  if (!group) throw new NotFound('Client group', id)
  return group
}

function fillForm(form: Omit<ClientGroup, 'id'>, others: readonly ClientGroup[]): Omit<ClientGroup, 'id'> {
  const { name, colour, discount } = form
  const row = { ...form, name: name.trim() }
  if (row.name === '' || row.name.length > 255) throw new Invalid('name', 'a name of 1 to 255 characters', name)
  if (colour !== '' && !/^#[0-9a-f]{6}$/i.test(colour)) throw new Invalid('colour', 'a colour such as #AABBCC', colour)
  if (discount < 0 || discount > WHOLE) throw new Invalid('discount', 'a percentage from 0 to 100')
  if (others.some((other) => other.name === row.name)) throw new Invalid('name', 'a name that no group has', name)
  return row
}
