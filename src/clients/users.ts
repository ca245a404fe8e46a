import { type Actor, authorize } from '../access/actor.ts'
import { md5Hex, type Passwords } from '../access/sign-in/passwords.ts'
import { uuid } from '../base/ids.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import { changesBetween, record } from '../events/event.ts'
import { fullName } from './client.ts'
import { checkContactDetails, tidyContactDetails } from './contact-details.ts'
import type { ClientStores } from './create-client.ts'
import { ClientRefused } from './refused.ts'
import { type ClientUser, USER_PERMISSIONS, type UserPermission, withPermissions } from './user.ts'

/** A new person, who has an e-mail address that no user has; an empty password lets nobody in until one is set. */
export type NewUserInput = {
  email: string
  firstName?: string | undefined
  lastName?: string | undefined
  language?: string | undefined
  password?: string | undefined
}

/** Somebody who is known already, or somebody new. */
export type UserAdded = ({ userId: number } | NewUserInput) & { permissions?: readonly string[] | undefined }

type Parts = {
  read: ClientStores
  transaction: Transaction<ClientStores>
  passwords: Pick<Passwords, 'hash'>
}

export function makeClientUsers({ read, transaction, passwords }: Parts) {
  return {
    /** Who may sign in for a client, the owner first. */
    async list(actor: Actor, clientId: number): Promise<ClientUser[]> {
      authorize(actor, 'clients.read')
      if (!(await read.clients.get(clientId))) throw new NotFound('Client', clientId)
      return (await read.clients.users.ofClient(clientId)).map(withPermissions)
    },

    async create(actor: Actor, clientId: number, { permissions = [], ...who }: UserAdded): Promise<ClientUser> {
      authorize(actor, 'clients.write')
      const checked = checkedPermissions(permissions)
      const password = 'email' in who ? (who.password ?? '') : ''
      const passwordHash = password === '' ? null : await passwords.hash(md5Hex(password))
      return transaction(async (tx) => {
        if (!(await tx.clients.lock(clientId))) throw new NotFound('Client', clientId)
        const userId = 'userId' in who ? who.userId : await createUser(tx, actor, clientId, who, passwordHash)
        if (!(await tx.clients.users.get(userId))) throw new NotFound('User', userId)
        if (await found(tx, clientId, userId))
          throw new ClientRefused('user_linked', `User ${userId} may sign in for client ${clientId} already`)
        await tx.clients.users.link(clientId, userId, false, checked)
        await record(tx, actor, {
          kind: 'client_user.created',
          subjectId: userId,
          clientId,
          description: `User ${userId} may sign in for client ${clientId}`,
          changes: { permissions: [null, checked] },
        })
        return (await found(tx, clientId, userId))!
      })
    },

    /** What the user may do for this client, instead of what it was. */
    async update(actor: Actor, clientId: number, userId: number, permissions: readonly string[]): Promise<ClientUser> {
      authorize(actor, 'clients.write')
      const checked = checkedPermissions(permissions)
      return transaction(async (tx) => {
        const before = await lockMember(tx, clientId, userId)
        const changes = changesBetween(before, { permissions: checked })
        if (Object.keys(changes).length === 0) return before
        await tx.clients.users.setPermissions(clientId, userId, checked)
        await record(tx, actor, {
          kind: 'client_user.updated',
          subjectId: userId,
          clientId,
          description: `What user ${userId} may do for client ${clientId} changed`,
          changes,
        })
        return { ...before, permissions: checked }
      })
    },

    /** The user stays, for other clients. */
    async delete(actor: Actor, clientId: number, userId: number): Promise<void> {
      authorize(actor, 'clients.write')
      await transaction(async (tx) => {
        await lockMember(tx, clientId, userId)
        await tx.clients.users.unlink(clientId, userId)
        await record(tx, actor, {
          kind: 'client_user.deleted',
          subjectId: userId,
          clientId,
          description: `User ${userId} may not sign in for client ${clientId} any more`,
        })
      })
    },
  }
}

/** In their own order, each once. */
function checkedPermissions(given: readonly string[]): readonly UserPermission[] {
  const unknown = given.find((name) => !(USER_PERMISSIONS as readonly string[]).includes(name))
  if (unknown !== undefined) throw new Invalid('permissions', `some of ${USER_PERMISSIONS.join(', ')}`, unknown)
  return USER_PERMISSIONS.filter((name) => given.includes(name))
}

export async function createUser(
  tx: Tx<ClientStores>,
  actor: Actor,
  clientId: number | null,
  { language = '', ...given }: NewUserInput,
  passwordHash: string | null,
): Promise<number> {
  const {
    firstName = '',
    lastName = '',
    email = '',
  } = tidyContactDetails({
    firstName: given.firstName,
    lastName: given.lastName,
    email: given.email,
  })
  checkContactDetails({ firstName, lastName, email }, ['email'])
  if ((await tx.clients.users.reserveEmail(email)) !== undefined)
    throw new ClientRefused('user_email_taken', 'A user with this e-mail address exists')
  const details = { firstName, lastName, email, language }
  const id = await tx.clients.users.insert(
    { ...details, uuid: uuid(), securityQuestionId: null, passwordHash, securityAnswerSealed: null },
    tx.at,
  )
  await record(tx, actor, {
    kind: 'user.created',
    subjectId: id,
    clientId,
    description: `User ${id} added: ${fullName(details)} <${email}>`,
    changes: changesBetween({}, { firstName, lastName, email }),
  })
  return id
}

const found = async (tx: ClientStores, clientId: number, userId: number): Promise<ClientUser | undefined> =>
  (await tx.clients.users.ofClient(clientId)).find(({ id }) => id === userId)

/** One who is not the owner, under the lock of the client. */
async function lockMember(tx: Tx<ClientStores>, clientId: number, userId: number): Promise<ClientUser> {
  if (!(await tx.clients.lock(clientId))) throw new NotFound('Client', clientId)
  const user = await found(tx, clientId, userId)
  if (!user) throw new NotFound('User', userId)
  if (user.isOwner)
    throw new ClientRefused('user_is_owner', `User ${userId} owns client ${clientId}, and may do everything for it`)
  return user
}
