import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import { decodeBrackets, decodePairs } from '../codec/brackets.ts'
import { maxNameLength, maxParameters, maxSerialisedLength } from '../codec/limits.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import type { ParamMap } from '../codec/php-value.ts'
import { utf8Text } from '../codec/text.ts'

export const unsupportedType = () =>
  new MalformedRequest('Unsupported content type: expected application/x-www-form-urlencoded or multipart/form-data')

/** Reads a form body. The charset suffix and, where nothing was said, the type itself are not insisted on. */
export async function readBody(headers: IncomingHttpHeaders, body: Buffer): Promise<ParamMap> {
  if (body.length === 0) return new Map()
  const encoding = headers['content-encoding']?.trim().toLowerCase()
  if (encoding && encoding !== 'identity')
    throw new MalformedRequest('Unsupported content encoding: expected a body that is not compressed')
  const contentType = headers['content-type'] ?? ''
  const type = contentType.split(';', 1).join().trim().toLowerCase()
  if (type === 'multipart/form-data') return readMultipart(contentType, body)
  if (!type || type === 'application/x-www-form-urlencoded') return decodeBrackets(utf8Text(body))
  throw unsupportedType()
}

const utf8 = (latin1: string): string => utf8Text(Buffer.from(latin1, 'latin1'))

/** Fields only; the content of an uploaded file becomes the value of its field. */
function readMultipart(contentType: string, body: Buffer): Promise<ParamMap> {
  return new Promise((resolve, reject) => {
    const pairs: [string, string][] = []
    const fail = (cause: unknown) =>
      reject(
        cause instanceof MalformedRequest
          ? cause
          : new MalformedRequest('Invalid multipart body: expected parts with a name each', { cause }),
      )
    const attempt = (work: () => void) => {
      try {
        work()
      } catch (cause) {
        fail(cause)
      }
    }
    attempt(() => {
      const parser = new Busboy({
        headers: { 'content-type': contentType },
        // Bytes as they are: `utf8Text` refuses what is not UTF-8 where the parser would put replacement characters.
        defCharset: 'latin1',
        limits: {
          fields: maxParameters + 1,
          files: 20,
          parts: maxParameters + 21,
          fieldNameSize: maxNameLength + 1,
          fieldSize: maxSerialisedLength * 4,
          headerPairs: 20,
        },
      })
      parser.on('field', (name, value, nameCut, valueCut) => {
        if (nameCut || valueCut) fail(new MalformedRequest(`Parameter too long: ${nameCut ? 'name' : 'value'}`))
        else attempt(() => pairs.push([utf8(name), utf8(value)]))
      })
      parser.on('file', (name, stream) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => attempt(() => pairs.push([utf8(name), utf8Text(Buffer.concat(chunks))])))
        stream.on('error', fail)
      })
      for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const)
        parser.on(limit, () => fail(new MalformedRequest(`Too many parameters: expected at most ${maxParameters}`)))
      parser.on('error', fail)
      parser.on('finish', () => attempt(() => resolve(decodePairs(pairs))))
      Readable.from([body]).pipe(parser)
    })
  })
}
