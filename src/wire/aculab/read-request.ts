import type { FastifyRequest } from 'fastify'
import { MalformedRequest } from '../codec/malformed.ts'
import { storableText, utf8Text } from '../codec/text.ts'
import { type Form, readForm } from './codec/form.ts'
import type { Endpoint } from './endpoint.ts'
import { httpError } from './errors.ts'

type Request = Pick<FastifyRequest, 'url' | 'headers' | 'body'>

/** The query string, and the form in the body of those that are posted. */
export function readParameters({ methods }: Endpoint, { url, headers, body }: Request): Promise<Form> {
  const mark = url.indexOf('?')
  const query = mark < 0 ? '' : url.slice(mark + 1)
  return readForm(query, headers, methods.includes('POST') ? (body as Buffer | undefined) : undefined)
}

/** The JSON of the body, whatever type is said of it: curl and Python say that it is a form, or nothing. */
export function readJson({ body }: Request): unknown {
  const bytes = body as Buffer | undefined
  if (!bytes || bytes.length === 0) throw httpError(400, 'The body is missing: expected a configuration as JSON')
  const text = utf8Text(bytes)
  try {
    return JSON.parse(text, text.includes('\\u') ? storable : undefined)
  } catch (failure) {
    throw failure instanceof MalformedRequest ? failure : httpError(400, 'The body is not JSON')
  }
}

/** Escapes are the only way to NUL and halves of characters: bytes that are UTF-8 have no others. */
const storable = (_name: string, value: unknown) => (typeof value === 'string' ? storableText(value) : value)
