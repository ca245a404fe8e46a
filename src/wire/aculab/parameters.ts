import type { Form } from './codec/form.ts'
import { malformed, missing, repeated, zero } from './errors.ts'

/**
 * One parameter of an endpoint: what the sandbox and the tables show of it, and how its text becomes a value. `decode`
 * sees every value that was sent, and nothing when none was.
 */
export type Parameter<T> = {
  readonly kind: string
  readonly about: string
  readonly required: boolean
  /** Accepted under these names as well; given under two of its names it was given twice. */
  readonly aliases: readonly string[]
  decode(sent: readonly string[], name: string): T | Promise<T>
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>
export type Values<P extends Parameters> = { [Name in keyof P]: P[Name] extends Parameter<infer T> ? T : never }

type Options = { aliases?: readonly string[]; required?: boolean }

export function parameter<T>(
  kind: string,
  about: string,
  decode: Parameter<T>['decode'],
  { aliases = [], required = false }: Options = {},
): Parameter<T> {
  return { kind, about, required, aliases, decode }
}

/** The one value of a parameter that is wanted once. */
export function single(sent: readonly string[], name: string): string | undefined {
  if (sent.length > 1) throw repeated(name)
  return sent[0]
}

export const text = (about: string, options?: Options) => parameter('string', about, single, options)

/** Text that must be there; an empty one counts as missing. */
export const requiredText = (about: string) =>
  parameter(
    'string',
    about,
    (sent, name) => {
      const value = single(sent, name)
      if (!value) throw missing(name)
      return value
    },
    { required: true },
  )

/** A whole number from 1 to `most`. */
export const positive = (most: number, about: string) =>
  parameter('integer', about, (sent, name) => {
    const value = single(sent, name)
    if (value === undefined) return undefined
    const expected = `a whole number from 1 to ${most}`
    if (!/^\d{1,15}$/.test(value)) throw malformed(name, expected)
    const number = Number(value)
    if (number === 0) throw zero(name)
    if (number > most) throw malformed(name, expected)
    return number
  })

export const flag = (about: string) =>
  parameter('0 or 1', about, (sent, name) => {
    const value = single(sent, name)
    if (value === undefined || value === '' || value === '0' || value === 'false') return false
    if (value === '1' || value === 'true') return true
    throw malformed(name, '0 or 1')
  })

const NOTHING: readonly string[] = []

/** Decodes what an endpoint declares and ignores the rest. */
export async function decodeParameters<P extends Parameters>(parameters: P, form: Form): Promise<Values<P>> {
  const values: Record<string, unknown> = {}
  for (const name in parameters) {
    const { aliases, decode } = parameters[name]!
    let sent = form.get(name) ?? NOTHING
    for (const alias of aliases) {
      const more = form.get(alias)
      if (more) sent = sent.length === 0 ? more : [...sent, ...more]
    }
    values[name] = await decode(sent, name)
  }
  return values as Values<P>
}
