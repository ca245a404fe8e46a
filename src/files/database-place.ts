import type { Transaction } from '../base/transaction.ts'
import type { Bytes, ContentPlace } from './content.ts'
import type { FileStore } from './store.ts'

type Stores = { files: FileStore }

/** Large enough to be few, small enough for any number of uploads at once. */
const PIECE = 256 * 1024

/** In pieces, each written by a transaction of its own, so that neither side ever holds a whole file. */
export function databasePlace({ read, transaction }: { read: Stores; transaction: Transaction<Stores> }): ContentPlace {
  return {
    async write(key, bytes) {
      let position = 0
      for await (const piece of piecesOf(bytes)) {
        const place = position++
        await transaction((tx) => tx.files.addPiece(key, place, piece))
      }
    },
    async *read(key) {
      for (let position = 0; ; position++) {
        const piece = await read.files.piece(key, position)
        if (!piece) return
        yield piece
      }
    },
    delete: (key) => transaction((tx) => tx.files.deletePieces(key)),
  }
}

async function* piecesOf(bytes: Bytes): AsyncGenerator<Uint8Array> {
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
