import { Invalid } from '../../base/refusal.ts'
import type { Param, ParamMap } from './php-value.ts'

/**
 * One parameter of a request: what the sandbox and the tables show of it, and how what was sent becomes a value. Where a
 * face takes one text, `decode` sees `undefined` for what was not sent, and for an empty text too where the kind says that
 * means absent; where it takes several, it sees all that were sent.
 */
export type Parameter<T, Sent = Param | undefined> = {
  readonly kind: string
  readonly about: string
  readonly required: boolean
  /** Documented and without effect: whoever sends it is told. */
  readonly unused: boolean
  /** Accepted under these names as well. */
  readonly aliases: readonly string[]
  decode(sent: Sent, name: string): T
}

export type Parameters<Sent = Param | undefined> = Readonly<Record<string, Parameter<unknown, Sent>>>
export type Values<P extends Parameters<never>> = {
  [Name in keyof P]: P[Name] extends Parameter<infer T, never> ? Awaited<T> : never
}

export type Options = { aliases?: readonly string[]; required?: boolean; unused?: boolean }

export function parameter<T, Sent = Param | undefined>(
  kind: string,
  about: string,
  decode: Parameter<T, Sent>['decode'],
  { aliases = [], required = false, unused = false }: Options = {},
): Parameter<T, Sent> {
  return { kind, about, required, unused, aliases, decode }
}

/** A map where a scalar belongs has no meaning; PHP would warn and go on, we say so. */
export function scalar(raw: Param | undefined, name: string, expected = 'one value'): string | undefined {
  if (raw instanceof Map) throw new Invalid(name, expected, [])
  return raw
}

/** 1, true, on, yes and 0, false, off, no, '' in any case. */
export function flagOf(raw: Param, name: string): boolean {
  const value = scalar(raw, name, 'a boolean')!.trim().toLowerCase()
  if (['1', 'true', 'on', 'yes'].includes(value)) return true
  if (['0', 'false', 'off', 'no', ''].includes(value)) return false
  throw new Invalid(name, 'a boolean (1, true, on, yes or 0, false, off, no)', value)
}

/** Marks a parameter as required in the tables; the action's own words refuse its absence. */
export const required = <T>(inner: Parameter<T>): Parameter<T> => ({ ...inner, required: true })

/** Decodes what an action declares, the first of its names that was sent, and ignores the rest: one client re-sends the parameters of its earlier calls. */
export function decodeParameters<P extends Parameters>(parameters: P, sent: ParamMap): Values<P> {
  const values: Record<string, unknown> = {}
  for (const name in parameters) {
    const { aliases, decode } = parameters[name]!
    let raw = sent.get(name)
    for (let index = 0; raw === undefined && index < aliases.length; index++) raw = sent.get(aliases[index]!)
    values[name] = decode(raw, name)
  }
  return values as Values<P>
}
