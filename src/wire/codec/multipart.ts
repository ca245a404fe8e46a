import { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import { MalformedRequest } from './malformed.ts'
import { utf8Text } from './text.ts'

export type MultipartLimits = { parameters: number; nameLength: number; valueBytes: number }

export type Pair = readonly [name: string, value: string]

const MOST_FILES = 20

const utf8 = (latin1: string): string => utf8Text(Buffer.from(latin1, 'latin1'))

/** An uploaded file: its field, the name that the sender gave it, and its bytes. */
export type Upload = { field: string; filename: string; bytes: Buffer }

/** The usual one: the content of an uploaded file becomes the value of its field. */
const asText = ({ field, bytes }: Upload): Pair[] => [[field, utf8Text(bytes)]]

/** The fields of a multipart body in their order; `pairsOf` says what an uploaded file becomes. */
export function readMultipart(
  contentType: string,
  body: Buffer,
  limits: MultipartLimits,
  pairsOf: (upload: Upload) => Pair[] = asText,
): Promise<Pair[]> {
  const { parameters, nameLength, valueBytes } = limits
  return new Promise((resolve, reject) => {
    const pairs: Pair[] = []
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
          fields: parameters + 1,
          files: MOST_FILES,
          parts: parameters + MOST_FILES + 1,
          fieldNameSize: nameLength + 1,
          fieldSize: valueBytes,
          headerPairs: 20,
        },
      })
      parser.on('field', (name, value, nameCut, valueCut) => {
        if (nameCut || valueCut) fail(new MalformedRequest(`Parameter too long: ${nameCut ? 'name' : 'value'}`))
        else attempt(() => pairs.push([utf8(name), utf8(value)]))
      })
      parser.on('file', (name, stream, filename) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () =>
          attempt(() => {
            const upload = { field: utf8(name), filename: utf8(filename ?? ''), bytes: Buffer.concat(chunks) }
            pairs.push(...pairsOf(upload))
          }),
        )
        stream.on('error', fail)
      })
      for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const)
        parser.on(limit, () => fail(new MalformedRequest(`Too many parameters: expected at most ${parameters}`)))
      parser.on('error', fail)
      parser.on('finish', () => resolve(pairs))
      Readable.from([body]).pipe(parser)
    })
  })
}
