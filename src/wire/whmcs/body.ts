import type { IncomingHttpHeaders } from 'node:http'
import { firstPairs } from '../codec/beginnings.ts'
import { decodeBracketsBody, decodePairs } from '../codec/brackets.ts'
import { maxSerialisedLength } from '../codec/limits.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import { firstFields, type Pair, readMultipartForm, type UploadedFile } from '../codec/multipart-form.ts'
import type { ParamMap } from '../codec/php-value.ts'
import { inPieces } from '../codec/pieces.ts'
import { shownInForm, shownInParts } from '../codec/shown-fields.ts'
import { utf8Text } from '../codec/text.ts'

export const unsupportedType = () =>
  new MalformedRequest('Unsupported content type: expected application/x-www-form-urlencoded or multipart/form-data')

const VALUE_BYTES = maxSerialisedLength * 4

/** Reads a form body. The charset suffix and, where nothing was said, the type itself are not insisted on. */
export async function readBody(headers: IncomingHttpHeaders, body: Buffer): Promise<ParamMap> {
  if (body.length === 0) return new Map()
  const contentType = formType(headers)
  if (isMultipart(contentType))
    return decodePairs(await readMultipartForm(contentType, inPieces(body), VALUE_BYTES, uploads()))
  return decodeBracketsBody(body)
}

/** What the first bytes of a longer body hold of it: the parameters that end there. */
export async function readBeginning(headers: IncomingHttpHeaders, beginning: Buffer): Promise<ParamMap> {
  const contentType = formType(headers)
  if (isMultipart(contentType)) return decodePairs(await firstFields(contentType, beginning))
  return decodeBracketsBody(firstPairs(beginning))
}

/** Who sends a body and what it asks, without making anything of the rest. */
export async function readShown(headers: IncomingHttpHeaders, body: AsyncIterable<Uint8Array>): Promise<ParamMap> {
  const contentType = formType(headers)
  const shownIn = isMultipart(contentType) ? shownInParts(contentType) : shownInForm
  return decodePairs(await shownIn(body, SHOWN))
}

const SHOWN = new Set(['identifier', 'secret', 'username', 'password', 'accesskey', 'action', 'responsetype'])

function formType(headers: IncomingHttpHeaders): string {
  const encoding = headers['content-encoding']?.trim().toLowerCase()
  if (encoding && encoding !== 'identity')
    throw new MalformedRequest('Unsupported content encoding: expected a body that is not compressed')
  const contentType = headers['content-type'] ?? ''
  const type = essenceOf(contentType)
  if (type && type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data') throw unsupportedType()
  return contentType
}

const essenceOf = (contentType: string): string => contentType.split(';', 1).join().trim().toLowerCase()

const isMultipart = (contentType: string): boolean => essenceOf(contentType) === 'multipart/form-data'

/**
 * What is attached to a ticket is any bytes: it becomes `attachments[0][name]` and `attachments[0][data]`, the same as
 * callers may send as fields. Every other file is the value of its field, as text.
 */
function uploads(): (upload: UploadedFile) => Pair[] {
  let attached = 0
  return ({ field, filename, bytes }) => {
    if (!/^attachments(\[\d*\])?$/.test(field)) return [[field, utf8Text(bytes)]]
    const place = `attachments[${attached++}]`
    return [
      [`${place}[name]`, filename],
      [`${place}[data]`, bytes.toString('base64')],
    ]
  }
}
