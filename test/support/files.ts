import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Content, PlaceName } from '../../src/files/content.ts'
import { databasePlace } from '../../src/files/database-place.ts'
import { keepContents, makeFiles } from '../../src/files/files.ts'
import { folderPlace } from '../../src/files/folder.ts'
import type { TicketWorld } from './ticket-world.ts'

export const MB = 1024 * 1024

/** Bytes that differ from piece to piece, in pieces as a network brings them. */
export function* stream(size: number, seed = 1): Generator<Uint8Array> {
  for (let sent = 0, piece = seed; sent < size; piece++) {
    const bytes = Buffer.alloc(Math.min(60_007, size - sent), `${piece} `)
    sent += bytes.length
    yield bytes
  }
}

export function digest(size: number, seed = 1): string {
  const hash = createHash('sha256')
  for (const bytes of stream(size, seed)) hash.update(bytes)
  return hash.digest('hex')
}

/** The verbs of files over one of the places, whatever the database. */
export function filesIn(
  place: PlaceName,
  { app, read, transaction, clock }: Pick<TicketWorld, 'app' | 'read' | 'transaction' | 'clock'>,
  largest = 500 * MB,
) {
  const folder = join(app.provisor.config.dataDir, 'elsewhere')
  const parts = { read, transaction, clock, largest, types: [], alone: false, newIn: place }
  const files = makeFiles({ ...parts, places: { folder: folderPlace(folder), database: databasePlace(parts) } })
  const keep = (bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Content> =>
    files.receiving([bytes], async ([content]) => {
      await transaction((tx) => keepContents(tx, [content!]))
      return content!
    })
  /** Pieces stay apart, so that nothing large is held. */
  async function comesDownAs(id: number): Promise<{ sha256: string; largestPiece: number }> {
    const { bytes } = (await files.open(id))!
    const hash = createHash('sha256')
    let largestPiece = 0
    for await (const piece of bytes) {
      hash.update(piece)
      largestPiece = Math.max(largestPiece, piece.length)
    }
    return { sha256: hash.digest('hex'), largestPiece }
  }
  return { files, keep, comesDownAs }
}
