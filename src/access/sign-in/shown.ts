import { hash, randomBytes } from 'node:crypto'

/** Digests of what callers show, to be remembered under: they mean nothing to anybody who has not this one's salt. */
export function makeShown(): (...shown: readonly string[]) => string {
  const salt = randomBytes(16).toString('hex')
  return (...shown) => hash('sha256', [salt, ...shown].join('\0'), 'base64')
}
