import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import { maxNameLength, maxParameters } from '../codec/limits.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import { utf8Text } from '../codec/text.ts'

/** A file that comes with a request. Its content is read while it arrives, and fails where the sender is cut off. */
export type Upload = {
  readonly filename: string
  readonly type: string
  readonly content: AsyncIterable<Uint8Array>
  /** Must be called when the request is answered: what nobody wants of the body is let go by. */
  discard(): void
}

export type Multipart = { readonly pairs: [name: string, value: string][]; readonly upload: Upload | undefined }

/** So much of a file is held until the fields after it are known; what is larger is passed on as it comes. */
const HELD_BYTES = 1024 * 1024
const FILE_FIELD = 'file'

const utf8 = (latin1: string): string => utf8Text(Buffer.from(latin1, 'latin1'))

/**
 * Reads a multipart body with at most one file, as soon as it can be acted on: after the last part, or at a file that is
 * too large to hold, after which no field may come.
 */
export function readMultipart(request: IncomingMessage, contentType: string, valueBytes: number): Promise<Multipart> {
  return new Promise((resolve, reject) => {
    const pairs: [string, string][] = []
    const end = Promise.withResolvers<void>()
    end.promise.catch(() => undefined)
    let stream: Readable | undefined
    let upload: Upload | undefined
    let held: Promise<void> | undefined
    let isActedOn = false

    const fail = (cause: unknown) => {
      const failure =
        cause instanceof MalformedRequest
          ? cause
          : new MalformedRequest('Invalid multipart body: expected parts with a name each', { cause })
      stream?.destroy(failure)
      end.reject(failure)
      reject(failure)
    }
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
        // The name is made harmless where it is stored.
        preservePath: true,
        limits: {
          fields: maxParameters + 1,
          files: 2,
          parts: maxParameters + 3,
          fieldNameSize: maxNameLength + 1,
          fieldSize: valueBytes,
          headerPairs: 20,
        },
      })
      parser.on('field', (name, value, nameCut, valueCut) => {
        if (nameCut || valueCut) fail(new MalformedRequest(`Parameter too long: ${nameCut ? 'name' : 'value'}`))
        else if (isActedOn)
          fail(new MalformedRequest('Invalid multipart body: expected the fields before a large file'))
        else attempt(() => pairs.push([utf8(name), utf8(value)]))
      })
      parser.on('file', (name, file, filename, _encoding, type) => {
        // What a form sends for a file that nobody chose.
        if (!filename) file.resume()
        else if (name !== FILE_FIELD || stream)
          fail(new MalformedRequest(`Invalid multipart body: expected one file, in the part ${FILE_FIELD}`))
        else
          attempt(() => {
            stream = file
            const named = { filename: utf8(filename), type }
            held = hold(file, end.promise).then(({ isWhole, ...rest }) => {
              upload = { ...named, ...rest }
              isActedOn = !isWhole
              if (isActedOn) resolve({ pairs, upload })
            }, fail)
          })
      })
      for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const)
        parser.on(limit, () => fail(new MalformedRequest(`Too many parameters: expected at most ${maxParameters}`)))
      pipeline(request, parser, (failure) => {
        if (failure) return fail(failure)
        end.resolve()
        Promise.resolve(held).then(() => resolve({ pairs, upload }))
      })
    })
  })
}

/** The first of a file, or all of it; the rest is read when somebody asks for the content. */
async function hold(file: Readable, end: Promise<void>) {
  const pieces: Uint8Array[] = []
  let size = 0
  const rest = file.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>
  let isWhole = false
  while (!isWhole && size <= HELD_BYTES) {
    const next = await rest.next()
    if (next.done) isWhole = true
    else {
      pieces.push(next.value)
      size += next.value.length
    }
  }
  async function* content(): AsyncGenerator<Uint8Array> {
    yield* pieces
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
    // Half a body is no file, and a field that came too late changes what was asked.
    await end
  }
  /** By the same iterator: while there is one, nothing else makes the stream flow. */
  async function discard(): Promise<void> {
    while (!(await rest.next()).done);
  }
  return { isWhole, content: content(), discard: () => void discard().catch(() => undefined) }
}
