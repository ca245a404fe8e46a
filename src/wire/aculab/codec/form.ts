import type { IncomingHttpHeaders } from 'node:http'
import { readBodyPairs, readPairs } from '../../codec/form.ts'
import { maxParameters } from '../../codec/limits.ts'
import { MalformedRequest, tooManyParameters } from '../../codec/malformed.ts'
import { type Pair, readMultipartForm } from '../../codec/multipart-form.ts'
import { inPieces } from '../../codec/pieces.ts'
import { storableText } from '../../codec/text.ts'

/** Every value of each parameter, in the order in which they were sent. */
export type Form = ReadonlyMap<string, readonly string[]>

const VALUE_BYTES = 64 * 1024 * 1024

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
  if (essence === '' || essence === 'application/x-www-form-urlencoded') addPairs(form, await readBodyPairs(body))
  else if (essence === 'multipart/form-data')
    addPairs(form, storable(await readMultipartForm(type, inPieces(body), VALUE_BYTES)))
  else throw unsupportedType()
  return form
}

const unsupportedType = () =>
  new MalformedRequest('Unsupported content type: expected application/x-www-form-urlencoded or multipart/form-data')

/** Nothing is trimmed and nothing is cut: what is too much is refused. */
function addUrlencoded(form: Map<string, string[]>, text: string): void {
  if (text !== '') addPairs(form, readPairs(text))
}

function storable(pairs: readonly Pair[]): Pair[] {
  if (pairs.length > maxParameters) throw tooManyParameters()
  return pairs.map(([name, value]) => (name === '' ? ['', ''] : [storableText(name), storableText(value)]))
}

function addPairs(form: Map<string, string[]>, pairs: readonly Pair[]): void {
  for (const [name, value] of pairs) {
    if (name === '') continue
    const known = form.get(name)
    if (known) known.push(value)
    else form.set(name, [value])
  }
}
