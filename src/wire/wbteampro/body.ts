import type { IncomingHttpHeaders } from 'node:http'
import { decodeBracketsBody, decodePairs, tooDeep } from '../codec/brackets.ts'
import { tooManyParameters } from '../codec/form.ts'
import { type JsonLimits, parseJson, UnreadableJson } from '../codec/json.ts'
import { maxDepth, maxParameters } from '../codec/limits.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import type { ParamMap } from '../codec/php-value.ts'
import { type PlainValue, paramsOf } from '../codec/plain-values.ts'
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
  const whole = await readWhole(headers, bytes, limitBytes)
  return { params: isJson || isObject(whole) ? await jsonParams(whole, 'body') : await decodeBracketsBody(whole) }
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

/** Whether it begins like an object of JSON, as no form does. */
const isObject = (bytes: Buffer): boolean => /^\s*\{/.test(bytes.toString('utf8', 0, 1024))

/** Those of `paramsOf`; the object itself is a level more. */
const LIMITS: JsonLimits = { depth: maxDepth + 1, values: maxParameters }

/** An object of JSON as parameters. PHP writes an empty array for an empty object. */
export async function jsonParams(bytes: Buffer, field: string): Promise<ParamMap> {
  const value = await parsed(bytes, field)
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

async function parsed(bytes: Buffer, field: string): Promise<PlainValue> {
  try {
    return (await parseJson(bytes, LIMITS)) as PlainValue
  } catch (failure) {
    throw failure instanceof UnreadableJson ? malformed(field, wordsOf(failure)) : failure
  }
}

/** As it is said of a form. */
function wordsOf({ fault, reason }: UnreadableJson): string {
  if (fault === 'depth') return tooDeep().reason
  return fault === 'count' ? tooManyParameters().reason : reason
}
