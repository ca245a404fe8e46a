export const CONTACT_ROLES = ['registrant', 'admin', 'tech', 'billing'] as const
export type ContactRole = (typeof CONTACT_ROLES)[number]

/** Field names are the registrar's own. */
export type RegistrarContacts = { readonly [role in ContactRole]?: Readonly<Record<string, string | null>> }

/** What is asked of a registrar about a name beside its life. */
export type RegistrarAsk =
  | { readonly what: 'nameservers' }
  | { readonly what: 'set_nameservers'; readonly nameservers: readonly string[] }
  | { readonly what: 'lock' }
  | { readonly what: 'set_lock'; readonly locked: boolean }
  | { readonly what: 'contacts' }
  | { readonly what: 'set_contacts'; readonly contacts: RegistrarContacts }
  | { readonly what: 'epp_code' }
  | { readonly what: 'set_id_protection'; readonly on: boolean }
  | { readonly what: 'release'; readonly tag: string }

export const REGISTRAR_ASKS = [
  'nameservers',
  'set_nameservers',
  'lock',
  'set_lock',
  'contacts',
  'set_contacts',
  'epp_code',
  'set_id_protection',
  'release',
] as const satisfies readonly RegistrarAsk['what'][]

/** What was asked for; the authorisation code is missing where the registrar sends it to the holder. */
export type RegistrarAnswer = {
  readonly nameservers?: readonly string[]
  readonly locked?: boolean
  readonly contacts?: RegistrarContacts
  readonly eppCode?: string
}
