import type { Bytes } from './content.ts'

/** Large enough to be few, small enough for any number of uploads at once. */
const PIECE = 256 * 1024

/** Bytes as the database keeps them: pieces of one size, and what is left. */
export async function* piecesOf(bytes: Bytes): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = []
  let length = 0
  for await (const part of bytes) {
    for (let start = 0; start < part.length; ) {
      const taken = part.subarray(start, start + PIECE - length)
      waiting.push(taken)
      length += taken.length
      start += taken.length
      if (length < PIECE) continue
      yield Buffer.concat(waiting)
      waiting = []
      length = 0
    }
  }
  if (length > 0) yield Buffer.concat(waiting)
}
