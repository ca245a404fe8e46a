import type { Actor } from '../../../../access/actor.ts'
import { Refusal } from '../../../../base/refusal.ts'
import type { ClientUser } from '../../../../clients/user.ts'
import type { Domain } from '../../../../domain.ts'
import { action } from '../../action.ts'
import { id, required, text } from '../../parameters.ts'
import { ALL_PERMISSION_WORDS, permissionsOf, permissionWords } from './user-permissions.ts'

const target = { user_id: required(id('The user')), client_id: required(id('The client')) }

type Sent = { user_id: number; client_id: number }

/** The user among those of the client, or the documented words for what of the two is not there. */
async function userOfClient(actor: Actor, { clients }: Domain, { user_id, client_id }: Sent): Promise<ClientUser> {
  const orElse = (words: string) => (failure: unknown) => {
    throw failure instanceof Refusal && failure.code === 'not_found' ? new Refusal('not_there', words) : failure
  }
  await clients.people.get(actor, user_id).catch(orElse('Invalid user id'))
  const users = await clients.users.list(actor, client_id).catch(orElse('Invalid client id'))
  const user = users.find((each) => each.id === user_id)
  if (!user) throw new Refusal('user_not_linked', 'User is not associated with client')
  return user
}

/** Part A6 of the reference. */
export const deleteUserClient = action({
  name: 'DeleteUserClient',
  reads: false,
  permission: 'clients.write',
  about: 'The user may not sign in for this client any more, and stays for others',
  parameters: target,
  refusals: { user_is_owner: 'You cannot remove the account owner' },
  async answer({ actor, domain }, sent) {
    const { id: userId } = await userOfClient(actor, domain, sent)
    await domain.clients.users.delete(actor, sent.client_id, userId)
    return {}
  },
})

/** Part A6 of the reference. The sample shows `result` alone; the list is as in GetPermissionsList. */
export const getUserPermissions = action({
  name: 'GetUserPermissions',
  reads: true,
  permission: 'clients.read',
  about: 'What a user may do for a client; an owner everything',
  parameters: target,
  async answer({ actor, domain }, sent) {
    const user = await userOfClient(actor, domain, sent)
    return { permissions: { permission: permissionWords(user.permissions) } }
  },
})

/** Part A6 of the reference. */
export const updateUserPermissions = action({
  name: 'UpdateUserPermissions',
  reads: false,
  permission: 'clients.write',
  about: 'Says what a user may do for a client, instead of what it was',
  parameters: { ...target, permissions: required(text('Comma list of names from GetPermissionsList')) },
  refusals: { user_is_owner: 'Permissions cannot be set on a client owner' },
  async answer({ actor, domain }, { permissions, ...sent }) {
    const user = await userOfClient(actor, domain, sent)
    if (user.isOwner) throw new Refusal('user_is_owner', 'Permissions cannot be set on a client owner')
    const given = permissionsOf(permissions, 'Missing permissions definition')
    await domain.clients.users.update(actor, sent.client_id, user.id, given)
    return {}
  },
})

/** Part A6 of the reference, whose sample says `status` where all others say `result`: both are sent. */
export const getPermissionsList = action({
  name: 'GetPermissionsList',
  reads: true,
  permission: 'clients.read',
  about: 'What users may be allowed for a client',
  parameters: {},
  answer: async () => ({ status: 'success', permissions: { permission: [...ALL_PERMISSION_WORDS] } }),
})
