import { InvalidArgumentError } from 'commander'
import { parseDate } from '../base/calendar.ts'
import { parseAddress, parseCidr } from '../base/ip-addresses.ts'

/** A reader of a word of the command line, which tells in a misuse what was expected instead. */
const reader =
  <T>(expected: string, read: (text: string) => T | undefined) =>
  (text: string): T => {
    const value = read(text)
    if (value === undefined) throw new InvalidArgumentError(`Expected ${expected}.`)
    return value
  }

const matching = (expected: string, pattern: RegExp) =>
  reader(expected, (text) => (pattern.test(text) ? text : undefined))

export const positiveNumber = reader('a whole number, 1 or more', (text) =>
  /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined,
)

export const address = reader('an IP address', (text) => (parseAddress(text) === undefined ? undefined : text))

export const banOrAddress = reader('the number of a ban or an IP address', (text) =>
  /^\d{1,15}$/.test(text) || parseAddress(text) !== undefined ? text : undefined,
)

export const addressOrNetwork = reader('an IP address or a network (CIDR)', (text) =>
  parseAddress(text) === undefined && parseCidr(text) === undefined ? undefined : text,
)

export const day = reader('a day such as 2030-01-31', (text) => (parseDate(text) === undefined ? undefined : text))

export const expiry = reader('a day such as 2030-01-31, a time, or days such as 90d', (text) =>
  /^\d{1,5}d$/.test(text) || parseDate(text.slice(0, 10)) !== undefined ? text : undefined,
)

export const outboundService = matching('cloud/user/service', /^[^/]+\/[^/]+\/[^/]+$/)

/** A number, or null for none. */
export const limit = reader('a number, or none', (text) => {
  if (text === 'none') return null
  return /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined
})
