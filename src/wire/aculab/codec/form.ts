import type { IncomingHttpHeaders } from 'node:http'
import { maxNameLength, maxParameters } from '../../codec/limits.ts'
import { MalformedRequest } from '../../codec/malformed.ts'
import { type Pair, readMultipartForm } from '../../codec/multipart-form.ts'
import { inPieces } from '../../codec/pieces.ts'
import { storableText, utf8Text } from '../../codec/text.ts'

/** Every value of each parameter, in the order in which they were sent. */
export type Form = ReadonlyMap<string, readonly string[]>

const LIMITS = { parameters: maxParameters, nameLength: maxNameLength, valueBytes: 64 * 1024 * 1024 }

/** Query string and body together: what stands in both was given twice. */
export async function readForm(query: string, headers: IncomingHttpHeaders, body: Buffer | undefined): Promise<Form> {
  const form = new Map<string, string[]>()
  addUrlencoded(form, query)
  if (!body || body.length === 0) return form
  const encoding = headers['content-encoding']?.trim().toLowerCase()
  if (encoding && encoding !== 'identity')
    throw new MalformedRequest('Unsupported content encoding: expected a body that is not compressed')
  const type = headers['content-type'] ?? ''
  const essence = type.split(';', 1)[0]!.trim().toLowerCase()
  if (essence === '' || essence === 'application/x-www-form-urlencoded') addUrlencoded(form, utf8Text(body))
  else if (essence === 'multipart/form-data') addPairs(form, await readMultipartForm(type, inPieces(body), LIMITS))
  else throw unsupportedType()
  return form
}

export const unsupportedType = () =>
  new MalformedRequest('Unsupported content type: expected application/x-www-form-urlencoded or multipart/form-data')

/** Nothing is trimmed and nothing is cut: what is too much is refused. */
export function addUrlencoded(form: Map<string, string[]>, text: string): void {
  if (text === '') return
  const parts = text.split('&', maxParameters + 1)
  if (parts.length > maxParameters) throw tooMany()
  for (const part of parts) {
    const equals = part.indexOf('=')
    if (equals < 0) add(form, unescapeText(part), '')
    else add(form, unescapeText(part.slice(0, equals)), unescapeText(part.slice(equals + 1)))
  }
}

function addPairs(form: Map<string, string[]>, pairs: readonly Pair[]): void {
  if (pairs.length > maxParameters) throw tooMany()
  for (const [name, value] of pairs) add(form, name, value)
}

function add(form: Map<string, string[]>, name: string, value: string): void {
  if (name === '') return
  const known = form.get(name)
  if (known) known.push(storableText(value))
  else form.set(storableText(name), [storableText(value)])
}

const tooMany = () => new MalformedRequest(`Too many parameters: expected at most ${maxParameters}`)

function unescapeText(text: string): string {
  try {
    return decodeURIComponent(text.includes('+') ? text.replaceAll('+', ' ') : text)
  } catch (cause) {
    throw new MalformedRequest('Invalid encoding: expected percent-encoded UTF-8', { cause })
  }
}
