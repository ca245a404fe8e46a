import { createHash, randomBytes } from 'node:crypto'
import { begun } from './begun.ts'
import type { Bytes, Content, ContentPlace, PlaceName } from './content.ts'
import { type FileParts, type FileStores, PATIENCE_MS } from './parts.ts'
import { FileRefused } from './refused.ts'
import { makeSweeper } from './sweep.ts'

/**
 * Stores bytes beside the records that refer to them. The bytes come first, outside any transaction, under a row that
 * says they are arriving; the record's own transaction keeps them with `keepContents`. Whatever happens in between, a
 * sweep finds the row and takes the bytes away.
 */
export function makeFiles(parts: FileParts) {
  const { read, transaction, clock, places, newIn, largest } = parts
  const sweeper = makeSweeper(parts)

  async function receive(bytes: Bytes): Promise<Content> {
    const key = randomBytes(16).toString('hex')
    const id = await transaction((tx) => tx.files.announce(newIn, key, tx.at))
    try {
      const hash = createHash('sha256')
      let size = 0
      let saidAt = clock.now()
      const watched = async function* () {
        for await (const piece of bytes) {
          size += piece.length
          if (size > largest) throw tooLarge(largest)
          if (clock.now() - saidAt > PATIENCE_MS / 4) {
            saidAt = clock.now()
            if (!(await transaction((tx) => tx.files.touch(id, tx.at)))) throw abandoned()
          }
          hash.update(piece)
          yield piece
        }
      }
      await place(newIn).write(key, watched())
      const facts = { size, sha256: hash.digest('hex') }
      if (!(await transaction((tx) => tx.files.complete(id, facts, tx.at)))) throw abandoned()
      return { id, ...facts }
    } catch (failure) {
      await giveUp([id])
      throw failure
    }
  }

  /** The failure that made us give up is the one to tell; what cannot be removed now is swept later. */
  async function giveUp(ids: readonly number[]): Promise<void> {
    try {
      await transaction((tx) => tx.files.drop(ids))
      await sweeper.sweep()
    } catch {}
  }

  function place(name: PlaceName): ContentPlace {
    const found = places[name]
    if (!found) throw new Error(`Content lies in the ${name}, which this node does not have: is --files-dir missing?`)
    return found
  }

  return {
    largest,
    types: parts.types,

    /**
     * Stores all of these and then does `work`, whose transaction keeps them. When that fails, or a sender is cut off
     * half way, nothing stays.
     */
    async receiving<T>(all: readonly Bytes[], work: (contents: Content[]) => Promise<T>): Promise<T> {
      const contents: Content[] = []
      try {
        for (const bytes of all) contents.push(await receive(bytes))
        return await work(contents)
      } catch (failure) {
        if (contents.length > 0) await giveUp(contents.map(({ id }) => id))
        throw failure
      }
    },

    /** The bytes of a content that is kept, a piece at a time. Refused where they are gone, before anything is answered. */
    async open(contentId: number): Promise<{ content: Content; bytes: AsyncIterable<Uint8Array> } | undefined> {
      const row = await read.files.get(contentId)
      if (row?.state !== 'kept') return undefined
      const { id, size, sha256, key } = row
      const bytes = await begun(place(row.place).read(key), size, key)
      return { content: { id, size, sha256 }, bytes }
    },

    ...sweeper,
  }
}

export type Files = ReturnType<typeof makeFiles>

/** From the end of this transaction on, something refers to them. */
export async function keepContents(tx: FileStores, contents: readonly Content[]): Promise<void> {
  if (contents.length === 0) return
  const kept = await tx.files.keep(contents.map(({ id }) => id))
  if (kept !== contents.length) throw abandoned()
}

/** Nothing refers to them any more; their bytes go soon after. */
export async function dropContents(tx: FileStores, contentIds: readonly number[]): Promise<void> {
  if (contentIds.length > 0) await tx.files.drop(contentIds)
}

const tooLarge = (limit: number) =>
  new FileRefused('file_too_large', `The file is too large: expected at most ${limit} bytes`, { limit })

const abandoned = () => new FileRefused('upload_abandoned', 'The upload took too long and was given up')
