import type { Transaction } from '../base/transaction.ts'
import type { ContentPlace } from './content.ts'
import { piecesOf } from './pieces.ts'
import type { FileStore } from './store.ts'

type Stores = { files: FileStore }

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
