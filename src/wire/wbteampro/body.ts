import type { IncomingHttpHeaders } from 'node:http'
import { decodeBrackets, decodePairs } from '../codec/brackets.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import type { ParamMap } from '../codec/php-value.ts'
import { type PlainValue, paramsOf } from '../codec/plain-values.ts'
import { utf8Text } from '../codec/text.ts'
import { readMultipart, type Upload } from './multipart.ts'
import { malformed, tooLarge } from './refuse.ts'

export type Body = { readonly params: ParamMap; readonly upload?: Upload | undefined }

/** Longest value of a field beside a file. */
const FIELD_BYTES = 4 * 1024 * 1024

/**
 * The parameters of a body: a form, JSON, or several parts with a file among them. A request of any method may have one.
 * JSON is also taken where it is called a form, as simple clients do.
 */
export async function readBody(
  headers: IncomingHttpHeaders,
  bytes: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<Body> {
  const hasBody = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined
  if (!hasBody) return { params: new Map() }
  const encoding = headers['content-encoding']?.trim().toLowerCase()
  if (encoding && encoding !== 'identity') throw malformed('body', 'Expected a body that is not compressed')
  const contentType = headers['content-type'] ?? ''
  const type = contentType.split(';', 1).join().trim().toLowerCase()
  if (type === 'multipart/form-data') {
    const { pairs, upload } = await readMultipart(contentType, bytes, FIELD_BYTES)
    return { params: decodePairs(pairs), upload }
  }
  const isJson = /^(?:application|text)\/(?:[\w.-]+\+)?json$/.test(type)
  if (type && !isJson && type !== 'application/x-www-form-urlencoded')
    throw malformed('body', 'Expected application/x-www-form-urlencoded, application/json or multipart/form-data')
  const text = utf8Text(await readWhole(headers, bytes, limitBytes))
  return { params: isJson || /^\s*\{/.test(text) ? jsonParams(text, 'body') : decodeBrackets(text) }
}

async function readWhole(
  headers: IncomingHttpHeaders,
  bytes: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<Buffer> {
  const refusal = () => tooLarge('body', `Expected a body of at most ${limitBytes} bytes`)
  if (Number(headers['content-length'] ?? 0) > limitBytes) throw refusal()
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of bytes) {
    size += piece.length
    if (size > limitBytes) throw refusal()
    pieces.push(piece)
  }
  return Buffer.concat(pieces, size)
}

/** An object of JSON as parameters. PHP writes an empty array for an empty object. */
export function jsonParams(text: string, field: string): ParamMap {
  const value = parsed(text, field)
  const isEmptyList = Array.isArray(value) && value.length === 0
  if (typeof value !== 'object' || value === null || (Array.isArray(value) && !isEmptyList))
    throw malformed(field, 'Invalid JSON: expected an object')
  try {
    return paramsOf(isEmptyList ? {} : (value as Exclude<typeof value, readonly PlainValue[]>), { nothing: 'empty' })
  } catch (cause) {
    if (cause instanceof MalformedRequest) throw malformed(field, cause.reason)
    throw cause
  }
}

function parsed(text: string, field: string): PlainValue {
  try {
    return JSON.parse(text) as PlainValue
  } catch {
    // What the parser says may repeat what was sent, and what was sent may be a password.
    throw malformed(field, 'Invalid JSON: it cannot be read')
  }
}
