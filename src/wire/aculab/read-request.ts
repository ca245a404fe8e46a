import type { FastifyRequest } from 'fastify'
import { type JsonLimits, parseJson, UnreadableJson } from '../codec/json.ts'
import { storableText } from '../codec/text.ts'
import { pathAndQuery } from '../path-and-query.ts'
import { type Form, readForm } from './codec/form.ts'
import type { Endpoint } from './endpoint.ts'
import { httpError } from './errors.ts'

type Request = Pick<FastifyRequest, 'url' | 'headers' | 'body'>

/** The query string, and the form in the body of those that are posted. */
export function readParameters({ methods }: Endpoint, { url, headers, body }: Request): Promise<Form> {
  const [, query] = pathAndQuery(url)
  return readForm(query, headers, methods.includes('POST') ? (body as Buffer | undefined) : undefined)
}

/** The JSON of the body, whatever type is said of it: curl and Python say that it is a form, or nothing. */
export async function readJson({ body }: Request): Promise<unknown> {
  const bytes = body as Buffer | undefined
  if (!bytes || bytes.length === 0) throw httpError(400, 'The body is missing: expected a configuration as JSON')
  try {
    const value = await parseJson(bytes, LIMITS)
    if (bytes.includes('\\u')) checkStorable(value)
    return value
  } catch (failure) {
    throw failure instanceof UnreadableJson && failure.fault === 'syntax'
      ? httpError(400, 'The body is not JSON')
      : failure
  }
}

/** No configuration has as many. */
const LIMITS: JsonLimits = { depth: 64, values: 10_000 }

/** Escapes are the only way to NUL and halves of characters: bytes that are UTF-8 have no others. */
function checkStorable(value: unknown): void {
  if (typeof value === 'string') storableText(value)
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) checkStorable(inner)
}
