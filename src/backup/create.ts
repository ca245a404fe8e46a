import { createHash, hash } from 'node:crypto'
import type { Writable } from 'node:stream'
import {
  type BackupHead,
  type BackupManifest,
  FORMAT,
  fileEntry,
  HEAD,
  lineOf,
  MANIFEST,
  makeTableDigest,
  SECRET_KEY,
  tableEntry,
} from './archive/parts.ts'
import { type ArchiveWriter, writeArchive } from './archive/write.ts'
import { noSchema } from './refused.ts'
import type { BackupStorage, BackupTable, Snapshot, StoredContent } from './store.ts'

export type BackupProgress = { readonly step: string /** Of 1. */; readonly share: number }

export type BackupSource = {
  storage: BackupStorage
  /** Files that lie in a folder. */
  folder: { read(key: string): AsyncIterable<Uint8Array> }
  facts: Pick<BackupHead, 'version' | 'timezone' | 'settings'>
  /** The secret key for whoever may open it; none is in the backup without. */
  sealedKey?: Uint8Array | undefined
  now: Date
  onProgress?: ((progress: BackupProgress) => void) | undefined
}

export type CreatedBackup = { head: BackupHead; manifest: BackupManifest }

/** A part of a table that is larger ends behind the row at hand. */
const PART_CHARACTERS = 1024 * 1024

/**
 * Everything as it is at one instant, while everybody works on, to one file. Files first: what is deleted while they are
 * copied cannot be copied any more, and the sooner they are, the less that is.
 */
export async function createBackup(source: BackupSource, sink: Writable): Promise<CreatedBackup> {
  const { storage, sealedKey, now, onProgress } = source
  const snapshot = await storage.snapshot()
  try {
    if (!snapshot.schema) throw noSchema()
    const head = await headOf(source, snapshot)
    return await writeArchive(sink, now, async (archive) => {
      const first = json(head)
      await archive.add(HEAD, first)
      if (sealedKey) await archive.add(SECRET_KEY, sealedKey)
      onProgress?.({ step: 'files', share: 0 })
      const { lost, ...files } = await writeFiles(archive, snapshot, source)
      const tables: BackupManifest['tables'] = {}
      for (const [index, table] of head.tables.entries()) {
        onProgress?.({ step: table.name, share: (index + 1) / (head.tables.length + 1) })
        tables[table.name] = await writeTable(archive, snapshot, table)
      }
      const manifest = { headSha256: hash('sha256', first), tables, files, lost }
      await archive.add(MANIFEST, json(manifest))
      return { head, manifest }
    })
  } finally {
    await snapshot.close().catch(() => {}) // it wrote nothing
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const headOf = async ({ facts, now }: BackupSource, snapshot: Snapshot): Promise<BackupHead> => ({
  format: FORMAT,
  ...facts,
  database: snapshot.database,
  schema: snapshot.schema!,
  takenAt: now.toISOString(),
  secretKey: (await snapshot.setting('secret_key')) ?? null,
  tables: snapshot.tables.map((table) => ({ ...table, columns: [...table.columns] })),
})

async function writeTable(archive: ArchiveWriter, snapshot: Snapshot, table: BackupTable) {
  const digest = makeTableDigest()
  let part = 0
  let text = ''
  let count = 0
  const flush = async () => {
    if (count === 0) return
    digest.add(text, count)
    await archive.add(tableEntry(table.name, part++), text)
    text = ''
    count = 0
  }
  for await (const rows of snapshot.rows(table))
    for (const row of rows) {
      text += lineOf(row)
      count += 1
      if (text.length >= PART_CHARACTERS) await flush()
    }
  await flush()
  return digest.end()
}

async function writeFiles(archive: ArchiveWriter, snapshot: Snapshot, { folder }: BackupSource) {
  const lost: string[] = []
  let count = 0
  let bytes = 0
  for await (const contents of snapshot.contents())
    for (const content of contents) {
      const { key, place, size } = content
      const begun = await begin(place === 'database' ? snapshot.pieces(key) : folder.read(key))
      if (!begun) {
        lost.push(key)
        continue
      }
      const copy = exactly(begun, content)
      await archive.stream(fileEntry(key), size, copy.bytes)
      if (!copy.isWhole()) lost.push(key)
      count += 1
      bytes += size
    }
  return { count, bytes, lost }
}

/** Undefined where there is nothing to read: it was deleted since, or is lost. */
async function begin(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array> | undefined> {
  const pieces = bytes[Symbol.asyncIterator]()
  let first: IteratorResult<Uint8Array>
  try {
    first = await pieces.next()
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return undefined
    throw failure
  }
  return {
    async *[Symbol.asyncIterator]() {
      for (let step = first; !step.done; step = await pieces.next()) yield step.value
    },
  }
}

/** As many bytes as were stored once, whatever is there now; whether they are those is known at the end. */
function exactly(bytes: AsyncIterable<Uint8Array>, { size, sha256 }: StoredContent) {
  const digest = createHash('sha256')
  let left = size
  async function* cut(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      digest.update(piece)
      const taken = piece.subarray(0, left)
      left -= taken.length
      if (taken.length > 0) yield taken
    }
    for (; left > 0; left -= FILLER.length) yield FILLER.subarray(0, left)
  }
  return { bytes: cut(), isWhole: () => digest.digest('hex') === sha256 }
}

const FILLER = new Uint8Array(65_536)
