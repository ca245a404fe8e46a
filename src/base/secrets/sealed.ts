import type { SecretBox } from './secrets.ts'

/** A value that may be a secret, as it is kept: in clear, or sealed. What a text looks like never decides which. */
export type Kept = string | Sealed

export type Sealed = { readonly sealed: string }

/** What stands where a secret is not shown. */
export const MASK = '***'

/** An empty text is no secret. */
export const sealText = (secrets: SecretBox, plain: string): Kept =>
  plain === '' ? '' : { sealed: secrets.seal(plain) }

/** `before` where it says the same already: the same secret sealed anew would look like a change. */
export function sealChange(secrets: SecretBox, plain: string, before: Kept | undefined): Kept {
  if (before !== undefined && isSealed(before) && openKept(secrets, before) === plain) return before
  return sealText(secrets, plain)
}

export const isSealed = (kept: Kept): kept is Sealed => typeof kept !== 'string'

/** In clear, for whoever may know it. */
export const openKept = (secrets: SecretBox, kept: Kept): string => (isSealed(kept) ? secrets.open(kept.sealed) : kept)

/** For everybody. */
export const maskKept = (kept: Kept): string => (isSealed(kept) ? MASK : kept)

/** A record, list or value without what is sealed in it, at any depth. */
export function maskSealed<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if ('sealed' in value) return MASK as T
  if (Array.isArray(value)) return value.map(maskSealed) as T
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskSealed(inner)])) as T
}

/** The values of a record, each by its name. */
export const mapValues = <From, To>(
  values: Readonly<Record<string, From>>,
  to: (value: From, name: string) => To,
): Record<string, To> => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, to(value, name)]))
