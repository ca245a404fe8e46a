import type { CalendarDate } from '../base/calendar.ts'
import { merge, type Patch } from '../base/merge.ts'
import type { Minor } from '../base/money.ts'
import type { SortOrder } from '../base/page.ts'
import type { ContactDetails } from './contact-details.ts'
import type { StoredCustomFields } from './custom-field.ts'

export const CLIENT_STATUSES = ['Active', 'Inactive', 'Closed'] as const
export type ClientStatus = (typeof CLIENT_STATUSES)[number]

export const isClientStatus = (text: string): text is ClientStatus =>
  (CLIENT_STATUSES as readonly string[]).includes(text)

/** Which kinds of e-mail a client or a contact receives. */
export type EmailSwitches = {
  general: boolean
  product: boolean
  domain: boolean
  invoice: boolean
  support: boolean
  affiliate: boolean
}

export type Preferences = {
  emails: EmailSwitches
  /** Has asked for marketing e-mail. */
  marketing: boolean
  noLateFees: boolean
  noOverdueNotices: boolean
  taxExempt: boolean
  separateInvoices: boolean
  noAutomaticCharge: boolean
  noAutomaticClosing: boolean
  singleSignOn: boolean
  emailVerified: boolean
}

/** What is left out stays as it is. */
export type PreferenceChanges = Patch<Omit<Preferences, 'emails'>> & { emails?: Patch<EmailSwitches> | undefined }

export type Client = ContactDetails & {
  id: number
  uuid: string
  currencyId: number
  groupId: number | null
  status: ClientStatus
  /** The name of a language such as `english`; empty for the server's own. */
  language: string
  notes: string
  /** A payment method's module; empty when the client has no favourite. */
  paymentMethod: string
  /** In the client's currency. */
  creditMinor: Minor
  preferences: Preferences
  customFields: StoredCustomFields
  createdOn: CalendarDate
  createdAt: number
  updatedAt: number
  lastLoginAt: number | null
  lastLoginAddress: string
  /** Moves with every change. */
  version: number
}

/** By what lists of them are sorted. */
export const CLIENT_SORTS = [
  'id',
  'firstName',
  'lastName',
  'companyName',
  'email',
  'groupId',
  'createdOn',
  'status',
] as const
export type ClientSort = (typeof CLIENT_SORTS)[number]
export type ClientOrder = SortOrder<ClientSort>

/** Filters combine with AND. */
export type ClientFilter = {
  /** The start of the e-mail address, first name, last name, full name or company, without regard to case. */
  search?: string | undefined
  /** Without regard to case. */
  status?: string | undefined
}

export type ClientGroup = {
  id: number
  name: string
  colour: string
  /** In per cent, with two decimals. */
  discount: Minor
  /** Its clients are not suspended for being late. */
  suspensionExempt: boolean
  separateInvoices: boolean
}

export const fullName = ({ firstName, lastName }: { firstName: string; lastName: string }): string =>
  `${firstName} ${lastName}`.trim()

export const ALL_EMAILS: EmailSwitches = {
  general: true,
  product: true,
  domain: true,
  invoice: true,
  support: true,
  affiliate: true,
}

export const NEW_PREFERENCES: Preferences = {
  emails: ALL_EMAILS,
  marketing: false,
  noLateFees: false,
  noOverdueNotices: false,
  taxExempt: false,
  separateInvoices: false,
  noAutomaticCharge: false,
  noAutomaticClosing: false,
  singleSignOn: true,
  emailVerified: false,
}

export function changePreferences(before: Preferences, { emails = {}, ...changes }: PreferenceChanges): Preferences {
  return { ...merge(before, changes), emails: merge(before.emails, emails) }
}
