import { maxNameLength, maxParameters } from './limits.ts'
import { MalformedRequest, tooManyParameters } from './malformed.ts'
import { readParts } from './multipart.ts'
import { inPieces } from './pieces.ts'
import { utf8Text } from './text.ts'

export type Pair = readonly [name: string, value: string]

/** An uploaded file: its field, the name that the sender gave it, and its bytes. */
export type UploadedFile = { field: string; filename: string; bytes: Buffer }

const MOST_FILES = 20

/** The usual one: the content of an uploaded file becomes the value of its field. */
const asText = ({ field, bytes }: UploadedFile): Pair[] => [[field, utf8Text(bytes)]]

/** The fields of a whole multipart body in their order, of `valueBytes` each at most; `pairsOf` says what a file becomes. */
export async function readMultipartForm(
  contentType: string,
  body: AsyncIterable<Uint8Array>,
  valueBytes: number,
  pairsOf: (upload: UploadedFile) => Pair[] = asText,
): Promise<Pair[]> {
  const pairs: Pair[] = []
  let files = 0
  let fields = 0
  for await (const { name, filename, charset, content } of readParts(contentType, body)) {
    if (filename === undefined ? ++fields > maxParameters : ++files > MOST_FILES) throw tooManyParameters()
    if (name.length > maxNameLength) throw tooLong('name')
    if (filename === undefined) pairs.push([name, fieldText(await bytesOf(content, valueBytes), charset)])
    else pairs.push(...pairsOf({ field: name, filename, bytes: await bytesOf(content) }))
  }
  return pairs
}

/** The fields, as texts, that end within the first bytes of a longer body. */
export async function firstFields(contentType: string, beginning: Uint8Array): Promise<Pair[]> {
  const pairs: Pair[] = []
  try {
    for await (const { name, filename, charset, content } of readParts(contentType, inPieces(beginning)))
      if (filename === undefined) pairs.push([name, fieldText(await bytesOf(content), charset)])
  } catch (failure) {
    // The part in which it is cut; and what is wrong with the whole is found when that is read.
    if (!(failure instanceof MalformedRequest)) throw failure
  }
  return pairs
}

export const tooLong = (what: 'name' | 'value') => new MalformedRequest(`Parameter too long: ${what}`)

/** The whole content of a part. */
export async function bytesOf(content: AsyncIterable<Uint8Array>, most = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of content) {
    size += piece.length
    if (size > most) throw tooLong('value')
    pieces.push(piece)
  }
  return Buffer.concat(pieces, size)
}

/** UTF-8, unless the sender names another encoding that is known here. */
export function fieldText(bytes: Uint8Array, charset = 'utf-8'): string {
  if (/^(utf-?8|us-ascii)$/i.test(charset) || !isEncoding(charset)) return utf8Text(bytes)
  return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes)
}

function isEncoding(label: string): boolean {
  try {
    new TextDecoder(label)
    return true
  } catch {
    return false
  }
}
