import { expect, test } from 'vitest'
import { ada } from '../../test/support/world.ts'
import {
  type ContactDetails,
  checkContactDetails,
  isEmail,
  isPhoneNumber,
  REQUIRED_CONTACT_DETAILS,
  tidyContactDetails,
} from './contact-details.ts'
import { CALLING_CODES, callingCode, countryName, isCountry } from './countries.ts'

const form = tidyContactDetails(ada)
const refusalOf = (given: Partial<ContactDetails>, required = REQUIRED_CONTACT_DETAILS) => {
  try {
    checkContactDetails(given, required)
  } catch (why) {
    const { code, facts } = why as { code: string; facts: object }
    return { code, ...facts }
  }
}

test.each([...REQUIRED_CONTACT_DETAILS.filter((field) => field !== 'country')])(
  'a form without %s names it',
  (field) => {
    expect(refusalOf({ ...form, [field]: '' })).toEqual({ code: 'client_field_required', field })
  },
)

test('a whole form passes, with and without what is optional', () => {
  expect(refusalOf(form)).toBeUndefined()
  expect(refusalOf({ ...form, companyName: '', address2: '', taxId: '' })).toBeUndefined()
})

test('the first thing wrong is the one that is told', () => {
  expect(refusalOf({ ...form, lastName: '', email: 'nobody' })).toMatchObject({ field: 'lastName' })
  expect(refusalOf({ ...form, email: 'nobody', city: '' })).toEqual({ code: 'email_invalid' })
})

test('what is not required may be missing but not malformed', () => {
  expect(refusalOf({ email: 'ada@example.com' }, ['email'])).toBeUndefined()
  expect(refusalOf({ email: 'ada@example.com', phoneNumber: 'none' }, ['email'])).toEqual({ code: 'phone_invalid' })
})

test('a country that is missing and one that does not exist are the same refusal', () => {
  expect(refusalOf({ ...form, country: '' })).toEqual({ code: 'country_invalid' })
  expect(refusalOf({ ...form, country: 'XX' })).toEqual({ code: 'country_invalid' })
})

test('a text that no index could hold is refused', () => {
  expect(refusalOf({ ...form, firstName: 'a'.repeat(255) })).toBeUndefined()
  expect(refusalOf({ ...form, firstName: 'a'.repeat(256) })).toMatchObject({ code: 'invalid', field: 'firstName' })
})

test('blanks around a text go, and a country is written in capitals', () => {
  expect(tidyContactDetails({ firstName: ' Ada ', country: 'gb' })).toEqual({ firstName: 'Ada', country: 'GB' })
})

test.each([
  'ada@example.com',
  'a.d+a@mail.example.co.uk',
  "o'neil@example.com",
  'ädä@bücher.example',
  `${'a'.repeat(64)}@example.com`,
])('%s is an e-mail address', (text) => {
  expect(isEmail(text)).toBe(true)
})

test.each([
  '',
  'ada',
  '@example.com',
  'ada@',
  'ada@localhost',
  'ada@@example.com',
  'ada lovelace@example.com',
  'Ada <ada@example.com>',
  '.ada@example.com',
  'a..da@example.com',
  'ada@-example.com',
  'ada@example..com',
  'ada@example.com\nBcc: all@example.com',
  `${'a'.repeat(65)}@example.com`,
  `ada@${'example.'.repeat(40)}com`,
])('%j is no e-mail address', (text) => {
  expect(isEmail(text)).toBe(false)
})

test.each(['800-555-1234', '+44 (0)20 7946.0000', '+1.8005551234', '112', '5551234x22'])(
  '%s can be dialled',
  (text) => {
    expect(isPhoneNumber(text)).toBe(true)
  },
)

test.each(['', '--', '12', 'call me', '+', '1'.repeat(25), '555\n1234', '555+1234'])('%j cannot be dialled', (text) => {
  expect(isPhoneNumber(text)).toBe(false)
})

test('the countries are the 249 of ISO 3166, each with a name and a calling code', () => {
  expect(CALLING_CODES.size).toBe(249)
  for (const code of CALLING_CODES.keys()) {
    expect(countryName(code)).not.toBe(code)
    expect(callingCode(code)).toMatch(/^[1-9]\d{0,3}$/)
  }
  expect([countryName('US'), callingCode('US')]).toEqual(['United States', '1'])
})

test.each(['UK', 'EU', 'XK', 'us', 'USA', '', 'ZZ'])('%j is no country', (code) => {
  expect(isCountry(code)).toBe(false)
  expect(countryName(code)).toBe(code)
  expect(callingCode(code)).toBe('')
})
