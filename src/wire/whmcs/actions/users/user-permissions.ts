import { Invalid, Refusal } from '../../../../base/refusal.ts'
import { USER_PERMISSIONS, type UserPermission } from '../../../../clients/user.ts'

const WORDS: Record<UserPermission, string> = {
  profile: 'profile',
  contacts: 'contacts',
  services: 'products',
  'services.manage': 'manageproducts',
  'services.sign_on': 'productsso',
  domains: 'domains',
  'domains.manage': 'managedomains',
  invoices: 'invoices',
  quotes: 'quotes',
  tickets: 'tickets',
  affiliates: 'affiliates',
  emails: 'emails',
  orders: 'orders',
}

export const ALL_PERMISSION_WORDS = USER_PERMISSIONS.map((permission) => WORDS[permission])

export const permissionWords = (permissions: readonly UserPermission[]): string[] =>
  permissions.map((permission) => WORDS[permission])

/** A comma list; a word that is none is refused by name, and nothing at all in the words that are given. */
export function permissionsOf(sent: string | undefined, missing: string): string[] {
  const words = (sent ?? '').split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim().toLowerCase()]))
  if (words.length === 0) throw new Refusal('permissions_required', missing)
  return words.map((word) => {
    const known = USER_PERMISSIONS.find((permission) => WORDS[permission] === word)
    if (!known) throw new Invalid('permissions', `some of ${ALL_PERMISSION_WORDS.join(', ')}`, word)
    return known
  })
}
