import type { Patch } from '../base/merge.ts'

/** A person who signs in, for one client or for several. */
export type User = {
  id: number
  uuid: string
  firstName: string
  lastName: string
  email: string
  language: string
  securityQuestionId: number | null
  createdAt: number
}

/** The start of the e-mail address, first, last or full name, without regard to case. */
export type UserFilter = { search?: string | undefined }

/** What is left out stays as it is. */
export type UserChanges = Patch<Pick<User, 'firstName' | 'lastName' | 'email' | 'language'>>

/** A user, and for whom it may sign in. */
export type UserOfClients = User & { clients: readonly { id: number; isOwner: boolean }[] }

/** A null password hash lets nobody in until a password is set. */
export type NewUser = Omit<User, 'id' | 'createdAt'> & {
  id?: number | undefined
  passwordHash: string | null
  securityAnswerSealed: string | null
}

/** What a user who is not the owner may do for a client, beside signing in. */
export const USER_PERMISSIONS = [
  'profile',
  'contacts',
  'services',
  'services.manage',
  'services.sign_on',
  'domains',
  'domains.manage',
  'invoices',
  'quotes',
  'tickets',
  'affiliates',
  'emails',
  'orders',
] as const
export type UserPermission = (typeof USER_PERMISSIONS)[number]

/** A user among those of one client; an owner has every permission. */
export type ClientUser = Pick<User, 'id' | 'firstName' | 'lastName' | 'email'> & {
  isOwner: boolean
  permissions: readonly UserPermission[]
}

/** As it is shown: nothing has to be said about an owner. */
export const withPermissions = (user: ClientUser): ClientUser =>
  user.isOwner ? { ...user, permissions: USER_PERMISSIONS } : user
