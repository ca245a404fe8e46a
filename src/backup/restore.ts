import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { ContentPlace } from '../files/content.ts'
import { piecesOf } from '../files/pieces.ts'
import { type BackupHead, type BackupManifest, damaged, lineOf, makeTableDigest } from './archive/parts.ts'
import { readArchive } from './archive/read.ts'
import type { BackupProgress, CreatedBackup } from './create.ts'
import type { BackupStorage, BackupTable, Cell, Filling } from './store.ts'

export type RestoreTarget = {
  storage: BackupStorage
  /** Where files go; undefined for into the database. */
  folder: Pick<ContentPlace, 'write' | 'delete'> | undefined
  onProgress?: ((progress: BackupProgress) => void) | undefined
}

export type RestoredBackup = CreatedBackup & {
  /** As it was sealed. */
  sealedKey: Uint8Array | undefined
}

/**
 * Brings a backup into an empty database of either kind, and holds what stands there then to what was written, table by
 * table. Nothing opens the database before that. With a schema older than this program's it is brought to this one's by
 * the next start.
 */
export async function restoreBackup(target: RestoreTarget, source: Readable): Promise<RestoredBackup> {
  const { storage, folder, onProgress } = target
  let head: BackupHead | undefined
  let sealedKey: Uint8Array | undefined
  let filling: Filling | undefined
  const files = makeFileCheck()
  try {
    const manifest = await readArchive(source, {
      async head(given) {
        head = given
        filling = await storage.fill(head.schema.number)
      },
      secretKey: async (sealed) => {
        sealedKey = sealed
      },
      async file(key, bytes) {
        onProgress?.({ step: 'files', share: 0 })
        await putFile(filling!, folder, key, files.watched(key, bytes))
      },
      async rows(table, rows) {
        const index = head!.tables.findIndex(({ name }) => name === table.name)
        onProgress?.({ step: table.name, share: (index + 1) / (head!.tables.length + 1) })
        files.look(table, rows)
        await filling!.insert(table, rows)
      },
    })
    files.compare(manifest)
    await filling!.finish(head!.tables)
    await filling!.close()
    onProgress?.({ step: 'comparing', share: 1 })
    await compareStored(storage, head!, manifest)
    return { head: head!, manifest, sealedKey }
  } finally {
    await filling?.close().catch(() => {})
  }
}

async function putFile(
  filling: Filling,
  folder: RestoreTarget['folder'],
  key: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  if (folder) {
    // What an earlier restore left, that did not end.
    await folder.delete(key)
    return folder.write(key, bytes)
  }
  let position = 0
  for await (const piece of piecesOf(bytes)) await filling.addPiece(key, position++, piece)
}

/** Whether each content that rows tell of came, and as it was stored. */
function makeFileCheck() {
  const came = new Map<string, string>()
  const wanted = new Map<string, string>()
  return {
    async *watched(key: string, bytes: AsyncIterable<Uint8Array>) {
      const sha256 = createHash('sha256')
      for await (const piece of bytes) {
        sha256.update(piece)
        yield piece
      }
      came.set(key, sha256.digest('hex'))
    },
    look({ name, columns }: BackupTable, rows: readonly (readonly Cell[])[]) {
      if (name !== 'contents') return
      const [key, sha256] = [columns.indexOf('storage_key'), columns.indexOf('sha256')]
      for (const row of rows) wanted.set(String(row[key]), String(row[sha256]))
    },
    compare({ lost }: BackupManifest) {
      const known = new Set(lost)
      for (const [key, sha256] of wanted)
        if (came.get(key) !== sha256 && !known.has(key))
          throw damaged(came.has(key) ? `the file ${key} is another than was written` : `the file ${key} is missing`)
    },
  }
}

/** What the database says of itself now, against what was written. */
async function compareStored(storage: BackupStorage, head: BackupHead, manifest: BackupManifest): Promise<void> {
  const snapshot = await storage.snapshot()
  try {
    for (const table of head.tables) {
      const digest = makeTableDigest()
      for await (const rows of snapshot.rows(table)) digest.add(rows.map(lineOf).join(''), rows.length)
      const { rows, sha256 } = digest.end()
      const meant = manifest.tables[table.name]!
      if (rows !== meant.rows || sha256 !== meant.sha256)
        throw new Error(
          `Restored, ${table.name} has ${rows} rows (${sha256}) instead of ${meant.rows} (${meant.sha256})`,
        )
    }
  } finally {
    await snapshot.close()
  }
}
