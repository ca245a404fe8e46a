import type { Patch } from '../base/merge.ts'
import { Invalid } from '../base/refusal.ts'
import { isCountry } from './countries.ts'
import { ClientRefused } from './refused.ts'

/** Who and where somebody is: a client's, and a contact's. Unset texts are empty. */
export type ContactDetails = {
  firstName: string
  lastName: string
  companyName: string
  email: string
  address1: string
  address2: string
  city: string
  state: string
  postcode: string
  /** ISO 3166-1 alpha-2. */
  country: string
  phoneNumber: string
  taxId: string
}

/** In the order in which they are checked, so that the first thing wrong is the first one on the form. */
const CONTACT_DETAILS = [
  'firstName',
  'lastName',
  'companyName',
  'email',
  'address1',
  'address2',
  'city',
  'state',
  'postcode',
  'country',
  'phoneNumber',
  'taxId',
] as const satisfies readonly (keyof ContactDetails)[]

/** What a client must have; a contact needs none of it. */
export const REQUIRED_CONTACT_DETAILS: readonly (keyof ContactDetails)[] = CONTACT_DETAILS.filter(
  (field) => !['companyName', 'address2', 'taxId'].includes(field),
)

/** Several of these are indexed, and PostgreSQL refuses to index a text of more than about 2,700 bytes. */
const LONGEST = 255

const RULES: { [field in keyof ContactDetails]?: (text: string) => void } = {
  email(text) {
    if (!isEmail(text)) throw new ClientRefused('email_invalid', 'The e-mail address is not valid')
  },
  country(text) {
    if (!isCountry(text)) throw new ClientRefused('country_invalid', 'A valid country is needed')
  },
  phoneNumber(text) {
    if (!isPhoneNumber(text)) throw new ClientRefused('phone_invalid', 'The telephone number is not valid')
  },
}

/** Refuses the first of the given texts that is malformed, and the first required one that is not there. */
export function checkContactDetails(given: Patch<ContactDetails>, required: readonly (keyof ContactDetails)[]): void {
  for (const field of CONTACT_DETAILS) {
    const text = given[field] ?? ''
    if (text !== '') {
      if (text.length > LONGEST) throw new Invalid(field, `at most ${LONGEST} characters`)
      RULES[field]?.(text)
    } else if (required.includes(field)) {
      // The trade has one word for a country that is missing and one that does not exist.
      if (field === 'country') RULES.country?.(text)
      throw new ClientRefused('client_field_required', `The client needs ${NAMES[field]}`, { field })
    }
  }
}

/** The given ones, without the blanks around them; countries in capitals. */
export function tidyContactDetails(given: Patch<ContactDetails>): Partial<ContactDetails> {
  const tidy: Partial<ContactDetails> = {}
  for (const field of CONTACT_DETAILS) {
    const text = given[field]?.trim()
    if (text !== undefined) tidy[field] = field === 'country' ? text.toUpperCase() : text
  }
  return tidy
}

const NAMES: Record<keyof ContactDetails, string> = {
  firstName: 'a first name',
  lastName: 'a last name',
  companyName: 'a company name',
  email: 'an e-mail address',
  address1: 'the first line of an address',
  address2: 'the second line of an address',
  city: 'a city',
  state: 'a state',
  postcode: 'a postcode',
  country: 'a country',
  phoneNumber: 'a telephone number',
  taxId: 'a tax number',
}

/** One address that a mail server could take: no display name, no quoted local part, a domain with a dot. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  const domain = text.slice(at + 1)
  return (
    text.length <= 254 &&
    at <= 64 &&
    /^[^\s\p{Cc}@."(),:;<>[\\\]]+(?:\.[^\s\p{Cc}@."(),:;<>[\\\]]+)*$/u.test(text.slice(0, Math.max(at, 0))) &&
    domain.includes('.') &&
    domain.split('.').every((label) => /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u.test(label))
  )
}

/** Digits and the marks people write between them; an extension after `x`. */
export function isPhoneNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '').length
  return /^\+?[\d ()./-]+(?:x\d+)?$/.test(text) && digits >= 3 && digits <= 24
}
