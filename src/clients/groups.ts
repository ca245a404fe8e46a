import { type Actor, authorize } from '../access/actor.ts'
import { changesBetween, record } from '../access/event.ts'
import { Invalid } from '../refusal.ts'
import type { Moment, Within } from '../within.ts'
import type { ClientGroup } from './client.ts'
import type { ClientStores } from './enrol.ts'

export type NewClientGroupInput = { id?: number | undefined; name: string; colour?: string | undefined }

export function makeClientGroups({ read, within }: { read: ClientStores; within: Within<ClientStores> }) {
  return {
    async addGroup(actor: Actor, input: NewClientGroupInput): Promise<ClientGroup> {
      authorize(actor, 'clients.write')
      return within((s) => formGroup(s, actor, input))
    },

    /** By id. */
    async listGroups(actor: Actor): Promise<ClientGroup[]> {
      authorize(actor, 'clients.read')
      return read.clients.groups.list()
    },
  }
}

/** Step. */
export async function formGroup(
  s: ClientStores & Moment,
  actor: Actor,
  { id: prescribed, name, colour = '' }: NewClientGroupInput,
): Promise<ClientGroup> {
  const row = { name: name.trim(), colour }
  if (row.name === '' || row.name.length > 255) throw new Invalid('name', 'a name of 1 to 255 characters', name)
  if (colour !== '' && !/^#[0-9a-f]{6}$/i.test(colour)) throw new Invalid('colour', 'a colour such as #AABBCC', colour)
  const known = await s.clients.groups.reserve()
  if (known.some((other) => other.name === row.name)) throw new Invalid('name', 'a name that no group has', name)
  const id = await s.clients.groups.insert({ ...row, id: prescribed })
  await record(s, actor, {
    kind: 'client-group.added',
    subject: 'client-group',
    subjectId: id,
    description: `Client group ${row.name} added`,
    changes: changesBetween({}, row),
  })
  return { id, ...row }
}
