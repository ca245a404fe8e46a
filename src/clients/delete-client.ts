import type { Actor } from '../access/actor.ts'
import { NotFound } from '../base/refusal.ts'
import type { Tx } from '../base/transaction.ts'
import { record } from '../events/event.ts'
import { fullName } from './client.ts'
import type { ClientStores } from './create-client.ts'

/** What other rooms have of a client, done with it in the same transaction. */
export type HeldByClient<S extends ClientStores> = {
  /** The account is closed: what it holds ends. */
  end(tx: Tx<S>, actor: Actor, clientId: number): Promise<void>
  /** The client is about to be deleted: all that is its alone goes. Refuses where something still runs. */
  delete(tx: Tx<S>, actor: Actor, clientId: number): Promise<void>
}

/** For good. Its users stay for other clients, and go where there is none and that is asked for; events stay. */
export async function deleteClient<S extends ClientStores>(
  tx: Tx<S>,
  holdings: HeldByClient<S>,
  actor: Actor,
  id: number,
  { withUsers = false }: { withUsers?: boolean | undefined },
): Promise<void> {
  const client = await tx.clients.lock(id)
  if (!client) throw new NotFound('Client', id)
  await holdings.delete(tx, actor, id)
  for (const contact of await tx.clients.contacts.ofClient(id)) await tx.clients.contacts.delete(contact.id)
  const users = await tx.clients.users.ofClient(id)
  for (const user of users) await tx.clients.users.unlink(id, user.id)
  await tx.clients.forget(id)
  await tx.clients.delete(id)
  await record(tx, actor, {
    kind: 'client.deleted',
    subjectId: id,
    clientId: id,
    description: `Client ${id} deleted: ${fullName(client)} <${client.email}>`,
  })
  if (!withUsers) return
  const others = await tx.clients.users.clientsOf(users.map((user) => user.id))
  for (const user of users) {
    if (others.get(user.id)!.length > 0) continue
    await tx.clients.users.delete(user.id)
    await record(tx, actor, {
      kind: 'user.deleted',
      subjectId: user.id,
      clientId: id,
      description: `User ${user.id} deleted with client ${id}: ${fullName(user)} <${user.email}>`,
    })
  }
}
