import { type Actor, authorize } from '../access/actor.ts'
import { md5Hex, type Passwords } from '../access/sign-in/passwords.ts'
import { merge } from '../base/merge.ts'
import type { KeysetPage, Listed } from '../base/page.ts'
import { NotFound } from '../base/refusal.ts'
import type { Transaction } from '../base/transaction.ts'
import { changesBetween, record } from '../events/event.ts'
import { fullName } from './client.ts'
import { checkContactDetails, tidyContactDetails } from './contact-details.ts'
import type { ClientStores } from './create-client.ts'
import { ClientRefused } from './refused.ts'
import type { User, UserChanges, UserFilter, UserOfClients } from './user.ts'
import { createUser, type NewUserInput } from './users.ts'

type Parts = {
  read: ClientStores
  transaction: Transaction<ClientStores>
  passwords: Pick<Passwords, 'hash'>
}

/** Users by themselves, whomever they sign in for. */
export function makePeople({ read, transaction, passwords }: Parts) {
  async function withClients(users: readonly User[]): Promise<UserOfClients[]> {
    const clients = await read.clients.users.clientsOf(users.map(({ id }) => id))
    return users.map((user) => ({ ...user, clients: clients.get(user.id) ?? [] }))
  }

  return {
    /** By id. */
    async list(
      actor: Actor,
      filter: UserFilter,
      page: KeysetPage,
      { descending = false }: { descending?: boolean } = {},
    ): Promise<Listed<UserOfClients>> {
      authorize(actor, 'clients.read')
      const { total, rows } = await read.clients.users.list(filter, page, descending)
      return { total, rows: await withClients(rows) }
    },

    async get(actor: Actor, id: number): Promise<UserOfClients> {
      authorize(actor, 'clients.read')
      return (await withClients([existing(await read.clients.users.get(id), id)]))[0]!
    },

    /** Who may sign in for nobody yet. */
    async create(actor: Actor, input: NewUserInput): Promise<UserOfClients> {
      authorize(actor, 'clients.write')
      const { password = '' } = input
      const passwordHash = password === '' ? null : await passwords.hash(md5Hex(password))
      return transaction(async (tx) => {
        const id = await createUser(tx, actor, null, input, passwordHash)
        return { ...(await tx.clients.users.get(id))!, clients: [] }
      })
    },

    async update(actor: Actor, id: number, changes: UserChanges): Promise<UserOfClients> {
      authorize(actor, 'clients.write')
      const user = await transaction(async (tx) => {
        const before = existing(await tx.clients.users.lock(id), id)
        const { firstName, lastName, email } = changes
        const details = tidyContactDetails({ firstName, lastName, email })
        checkContactDetails(details, details.email === undefined ? [] : ['email'])
        const after = merge(before, { ...details, language: changes.language })
        const differences = changesBetween(before, after)
        if (Object.keys(differences).length === 0) return before
        if (differences.email) {
          const holder = await tx.clients.users.reserveEmail(after.email)
          if (holder !== undefined && holder !== id)
            throw new ClientRefused('user_email_taken', 'A user with this e-mail address exists')
        }
        await tx.clients.users.update(id, after)
        await record(tx, actor, {
          kind: 'user.updated',
          subjectId: id,
          description: `User ${id} updated: ${fullName(after)} (${Object.keys(differences).join(', ')})`,
          changes: differences,
        })
        return after
      })
      return (await withClients([user]))[0]!
    },

    /** Only one who signs in for nobody. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'clients.write')
      await transaction(async (tx) => {
        const before = existing(await tx.clients.users.lock(id), id)
        if ((await tx.clients.users.clientsOf([id])).get(id)!.length > 0)
          throw new ClientRefused('user_linked', `User ${id} may sign in for clients: take that away first`)
        await tx.clients.users.delete(id)
        await record(tx, actor, {
          kind: 'user.deleted',
          subjectId: id,
          description: `User ${id} deleted: ${fullName(before)} <${before.email}>`,
        })
      })
    },
  }
}

function existing(user: User | undefined, id: number): User {
  if (!user) throw new NotFound('User', id)
  return user
}
