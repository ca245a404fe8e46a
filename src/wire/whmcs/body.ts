import type { IncomingHttpHeaders } from 'node:http'
import { decodeBrackets, decodePairs } from '../codec/brackets.ts'
import { maxNameLength, maxParameters, maxSerialisedLength } from '../codec/limits.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import { readMultipart } from '../codec/multipart.ts'
import type { ParamMap } from '../codec/php-value.ts'
import { utf8Text } from '../codec/text.ts'

export const unsupportedType = () =>
  new MalformedRequest('Unsupported content type: expected application/x-www-form-urlencoded or multipart/form-data')

const LIMITS = { parameters: maxParameters, nameLength: maxNameLength, valueBytes: maxSerialisedLength * 4 }

/** Reads a form body. The charset suffix and, where nothing was said, the type itself are not insisted on. */
export async function readBody(headers: IncomingHttpHeaders, body: Buffer): Promise<ParamMap> {
  if (body.length === 0) return new Map()
  const encoding = headers['content-encoding']?.trim().toLowerCase()
  if (encoding && encoding !== 'identity')
    throw new MalformedRequest('Unsupported content encoding: expected a body that is not compressed')
  const contentType = headers['content-type'] ?? ''
  const type = contentType.split(';', 1).join().trim().toLowerCase()
  if (type === 'multipart/form-data') return decodePairs(await readMultipart(contentType, body, LIMITS))
  if (!type || type === 'application/x-www-form-urlencoded') return decodeBrackets(utf8Text(body))
  throw unsupportedType()
}
