import { ALPHANUMERIC, randomToken } from '../base/ids.ts'
import type { ServiceStore } from './store.ts'

const LENGTH = 8
const RESERVED = 'test'
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/**
 * The first eight letters and digits of the domain, beginning with a letter, which is what the oldest panels take. Random
 * where the name itself has no letter, and where it begins as those that cPanel keeps for its own tests.
 */
export function usernameOf(domain: string): string {
  const [label = ''] = domain
    .toLowerCase()
    .replace(/^www\./, '')
    .split('.')
  if (!/[a-z]/.test(label)) return randomToken(LENGTH, LETTERS)
  const plain = domain
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^\d+/, '')
  return plain.startsWith(RESERVED) ? randomToken(LENGTH, LETTERS) : plain.slice(0, LENGTH)
}

/** The domain's user name, or where a service has it the same with another end. It stays free until it is written. */
export async function freeUsername(tx: { services: ServiceStore }, domain: string): Promise<string> {
  await tx.services.holdUsernames()
  const wanted = usernameOf(domain)
  for (let tried = 0; ; tried++) {
    // A name that nine others wanted may be wanted by thousands; random ends find a free one at once.
    const end = tried === 0 ? '' : tried < 10 ? String(tried) : randomToken(4, LETTERS)
    const username = wanted.slice(0, LENGTH - end.length) + end
    if (!(await tx.services.isUsernameTaken(username))) return username
  }
}

/** Ten characters, with a capital, a small letter and a digit among them: panels ask for one of each. */
export function newPassword(): string {
  while (true) {
    const password = randomToken(10, ALPHANUMERIC)
    if (/[A-Z]/.test(password) && /[a-z]/.test(password) && /\d/.test(password)) return password
  }
}
