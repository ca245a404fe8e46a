import type { CalendarDate } from '../../base/calendar.ts'
import type { BackendSettings } from './settings.ts'

/** Whom an account or domain is for. */
export type Holder = {
  id: number
  email: string
  firstName: string
  lastName: string
  companyName: string
  address1: string
  address2: string
  city: string
  state: string
  postcode: string
  /** ISO 3166, two letters. */
  country: string
  phoneNumber: string
}

type Held = {
  id: number
  /**
   * The same at every try for this account, and never another's, also not of another installation. A backend puts it
   * where its panel has room for it, and knows its own accounts by it.
   */
  marker: string
  /** As we hold it now, such as `Active`. */
  status: string
  client: Holder
  /** What a verb asked us to remember about it. */
  remembered: BackendSettings
}

/** A service or add-on as a backend sees it. The user name is chosen before the first call and kept at every retry. */
export type Account = Held & {
  kind: 'service' | 'addon'
  username: string
  password: string
  domain: string
  /** What it shall be: after a change of package the new one. Every setting that the backend defines has a value. */
  product: { name: string; settings: BackendSettings }
  /** Configurable options by name; what was chosen by its name, or the quantity. */
  options: BackendSettings
  /** By name. */
  customFields: BackendSettings
  /** Names of those custom fields whose values are secrets: they are masked wherever they come back. */
  secretFields?: readonly string[]
}

/** A domain name as a registrar sees it. */
export type RegisteredName = Held & {
  kind: 'domain'
  name: string
  years: number
  /** In order, at most five. */
  nameservers: readonly string[]
  /** The authorisation code of a transfer; empty for none. */
  eppCode: string
  expiresOn: CalendarDate | null
  dnsManagement: boolean
  emailForwarding: boolean
  idProtection: boolean
}

/** `installation` tells ours from those of another Provisor that works on the same panel. */
export const markerOf = (installation: string, kind: Account['kind'] | 'domain', id: number): string =>
  `${installation}-${kind}-${id}`

/** The same at every try, and never another's: receivers answer one that they know as they did before. */
export const operationName = (installation: string, id: number): string => `${installation}-operation-${id}`

/** Undefined for what is no name of ours. */
export function operationNamed(installation: string, name: string): number | undefined {
  const digits = name.startsWith(operationName(installation, 0).slice(0, -1)) ? name.split('-').at(-1)! : ''
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : undefined
}
