import type { Spool } from '../bodies/spool.ts'
import { maxNameLength, maxParameters } from '../codec/limits.ts'
import { MalformedRequest, tooManyParameters } from '../codec/malformed.ts'
import { type Part, readParts } from '../codec/multipart.ts'
import { bytesOf, fieldText, tooLong } from '../codec/multipart-form.ts'

/** A file that comes with a request. Its content is read while it arrives, and fails where the sender is cut off. */
export type RemoteUpload = {
  /** As the sender gave it; undefined where none was given. */
  readonly filename: string | undefined
  readonly type: string | undefined
  readonly content: AsyncIterable<Uint8Array>
}

export type Multipart = { readonly pairs: [name: string, value: string][]; readonly upload: RemoteUpload | undefined }

/** So much of a file is held until the fields after it are known; what is larger is passed on as it comes. */
const HELD_BYTES = 1024 * 1024
const FILE_FIELD = 'file'

/**
 * Reads a multipart body with at most one file, as soon as it can be acted on: after the last part, or at a file that is
 * too large to hold, after which no field may come.
 */
export async function readMultipart(
  contentType: string,
  body: AsyncIterable<Uint8Array>,
  valueBytes: number,
): Promise<Multipart> {
  const pairs: [string, string][] = []
  let upload: RemoteUpload | undefined
  const parts = readParts(contentType, body)
  for (let next = await parts.next(); !next.done; next = await parts.next()) {
    const part = next.value
    if (part.filename === undefined) {
      await addField(pairs, part, valueBytes)
      continue
    }
    const { pieces, isWhole } = await hold(part.content)
    if (isOfNobody(part, pieces.length)) continue
    upload = uploadOf(part, upload, isWhole ? inOrder(pieces) : passedOn(pieces, part, parts))
    if (!isWhole) break
  }
  return { pairs, upload }
}

/** The same of a body that lies here whole: its fields may stand anywhere. */
export async function readKeptMultipart(
  contentType: string,
  body: Pick<Spool, 'read'>,
  valueBytes: number,
): Promise<Multipart> {
  const pairs: [string, string][] = []
  let upload: RemoteUpload | undefined
  let count = 0
  for await (const part of readParts(contentType, body.read())) {
    const place = count++
    if (part.filename === undefined) await addField(pairs, part, valueBytes)
    else if (!isOfNobody(part, await sizeOf(part.content)))
      upload = uploadOf(part, upload, contentAt(place, readParts(contentType, body.read())))
  }
  return { pairs, upload }
}

async function addField(pairs: [string, string][], part: Part, valueBytes: number): Promise<void> {
  if (pairs.length === maxParameters) throw tooManyParameters()
  pairs.push(await fieldOf(part, valueBytes))
}

function uploadOf(part: Part, before: RemoteUpload | undefined, content: AsyncIterable<Uint8Array>): RemoteUpload {
  if (part.name !== FILE_FIELD || before)
    throw new MalformedRequest(`Invalid multipart body: expected one file, in the part ${FILE_FIELD}`)
  return { filename: part.filename || undefined, type: part.mediaType, content }
}

async function fieldOf({ name, charset, content }: Part, valueBytes: number): Promise<[string, string]> {
  if (name.length > maxNameLength) throw tooLong('name')
  return [name, fieldText(await bytesOf(content, valueBytes), charset)]
}

/** What a form sends for a file that nobody chose. */
const isOfNobody = ({ filename }: Part, size: number): boolean => filename === '' && size === 0

/** All of a file, or the first of one that is large. */
async function hold(content: AsyncIterable<Uint8Array>): Promise<{ pieces: Uint8Array[]; isWhole: boolean }> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of content) {
    pieces.push(piece)
    size += piece.length
    if (size > HELD_BYTES) return { pieces, isWhole: false }
  }
  return { pieces, isWhole: true }
}

async function* inOrder(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

/** Half a body is no file, and a field that came too late changes what was asked. */
async function* passedOn(
  pieces: readonly Uint8Array[],
  { content }: Part,
  parts: AsyncGenerator<Part>,
): AsyncGenerator<Uint8Array> {
  yield* pieces
  yield* content
  for await (const part of parts)
    if (part.filename === undefined || !isOfNobody(part, await sizeOf(part.content)))
      throw new MalformedRequest('Invalid multipart body: expected the fields before a large file')
}

async function sizeOf(content: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0
  for await (const piece of content) size += piece.length
  return size
}

async function* contentAt(place: number, parts: AsyncGenerator<Part>): AsyncGenerator<Uint8Array> {
  let count = 0
  for await (const part of parts) if (count++ === place) yield* part.content
}
