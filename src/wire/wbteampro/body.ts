import type { IncomingHttpHeaders } from 'node:http'
import type { RequestBody, Sender } from '../bodies/bodies.ts'
import type { Spool } from '../bodies/spool.ts'
import { firstMembers, firstPairs } from '../codec/beginnings.ts'
import { decodeBracketsBody, decodePairs, tooDeep } from '../codec/brackets.ts'
import { type JsonLimits, parseJson, UnreadableJson } from '../codec/json.ts'
import { maxDepth, maxParameters } from '../codec/limits.ts'
import { MalformedRequest, tooManyParameters } from '../codec/malformed.ts'
import { firstFields } from '../codec/multipart-form.ts'
import type { ParamMap } from '../codec/php-value.ts'
import { type PlainValue, paramsOf } from '../codec/plain-values.ts'
import { type ShownFields, shownInForm, shownInJson, shownInParts } from '../codec/shown-fields.ts'
import { type RemoteUpload, readKeptMultipart, readMultipart } from './multipart.ts'
import { malformed, notAuthenticated } from './refuse.ts'

export type Body = { readonly params: ParamMap; readonly upload?: RemoteUpload | undefined }

/** Longest value of a field beside a file. */
const FIELD_BYTES = 4 * 1024 * 1024

/** Who sends the body, as far as these parameters of it tell; throws when that refuses them. */
export type SenderOf = (shown: ParamMap) => Promise<Sender>

/**
 * The parameters of a body: a form, JSON, or several parts with a file among them. A request of any method may have one.
 * JSON is also taken where it is called a form, as simple clients do. Of a body over 64 KiB the beginning says who sends
 * it. Where it does not, all of the body is looked through for that before anything is made of it.
 */
export async function readBody(headers: IncomingHttpHeaders, body: RequestBody, senderOf: SenderOf): Promise<Body> {
  const { contentType, type, isJson } = contentTypeOf(headers)
  const hasParts = type === 'multipart/form-data'
  const { bytes, isWhole } = await body.beginning(hasParts ? 'with files' : undefined)
  if (hasParts) {
    const isStream = isWhole || (await senderOf(decodePairs(await firstFields(contentType, bytes)))) === 'known'
    const { pairs, upload } = isStream
      ? await readMultipart(contentType, body, FIELD_BYTES)
      : await readKept(contentType, await body.kept('with files'), senderOf)
    return { params: decodePairs(pairs), upload }
  }
  const isObject = isJson || beginsObject(bytes)
  if (isWhole) return { params: await paramsIn(bytes, isObject) }
  if ((await senderOf(await paramsIn(isObject ? firstMembers(bytes) : firstPairs(bytes), isObject))) === 'stranger')
    await requireSender(isObject ? shownInJson : shownInForm, await body.kept(), senderOf)
  return { params: await paramsIn(await body.whole(), isObject) }
}

async function readKept(contentType: string, kept: Spool, senderOf: SenderOf) {
  await requireSender(shownInParts(contentType), kept, senderOf)
  return readKeptMultipart(contentType, kept, FIELD_BYTES)
}

const SHOWN = new Set(['username', 'password'])

async function requireSender(shownIn: ShownFields, kept: Spool, senderOf: SenderOf): Promise<void> {
  if ((await senderOf(decodePairs(await shownIn(kept.read(), SHOWN)))) === 'stranger') throw notAuthenticated()
}

function contentTypeOf(headers: IncomingHttpHeaders) {
  const encoding = headers['content-encoding']?.trim().toLowerCase()
  if (encoding && encoding !== 'identity') throw malformed('body', 'Expected a body that is not compressed')
  const contentType = headers['content-type'] ?? ''
  const type = contentType.split(';', 1).join().trim().toLowerCase()
  const isJson = /^(?:application|text)\/(?:[\w.-]+\+)?json$/.test(type)
  if (!isJson && !['', 'multipart/form-data', 'application/x-www-form-urlencoded'].includes(type))
    throw malformed('body', 'Expected application/x-www-form-urlencoded, application/json or multipart/form-data')
  return { contentType, type, isJson }
}

const paramsIn = (bytes: Buffer, isObject: boolean): Promise<ParamMap> =>
  isObject ? jsonParams(bytes, 'body') : decodeBracketsBody(bytes)

/** Whether it begins like an object of JSON, as no form does. */
const beginsObject = (bytes: Buffer): boolean => /^\s*\{/.test(bytes.toString('utf8', 0, 1024))

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
