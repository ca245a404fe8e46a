import { type Options, type Parameter, type Parameters, parameter, type Values } from '../codec/parameter.ts'
import type { Form } from './codec/form.ts'
import { malformed, missing, repeated, zero } from './errors.ts'

/** A parameter of an endpoint: `decode` sees every value that was sent under any of its names, and none when none was. */
type Sent = readonly string[]
export type EndpointParameters = Parameters<Sent>

export const endpointParameter = <T>(
  kind: string,
  about: string,
  decode: Parameter<T, Sent>['decode'],
  options?: Options,
): Parameter<T, Sent> => parameter(kind, about, decode, options)

/** The one value of a parameter that is wanted once. */
export function single(sent: Sent, name: string): string | undefined {
  if (sent.length > 1) throw repeated(name)
  return sent[0]
}

export const text = (about: string, options?: Options) => endpointParameter('string', about, single, options)

/** Text that must be there; an empty one counts as missing. */
export const requiredText = (about: string) =>
  endpointParameter(
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
  endpointParameter('integer', about, (sent, name) => {
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
  endpointParameter('0 or 1', about, (sent, name) => {
    const value = single(sent, name)
    if (value === undefined || value === '' || value === '0' || value === 'false') return false
    if (value === '1' || value === 'true') return true
    throw malformed(name, '0 or 1')
  })

const NOTHING: Sent = []

/** Decodes what an endpoint declares and ignores the rest. */
export async function decodeParameters<P extends EndpointParameters>(parameters: P, form: Form): Promise<Values<P>> {
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
