import { join } from 'node:path'
import { type Readable, Writable } from 'node:stream'
import { type CreatedBackup, createBackup } from '../../src/backup/create.ts'
import { type RestoredBackup, restoreBackup } from '../../src/backup/restore.ts'
import { makeLog } from '../../src/base/log.ts'
import { parseConfig } from '../../src/config.ts'
import { folderPlace } from '../../src/files/folder.ts'
import { type Opened, openProvisor } from '../../src/open.ts'
import { openBackupStorage } from '../../src/storage/backup/backup-storage.ts'
import type { Place } from './databases.ts'

export const storageOf = ({ dataDir, url = '' }: Place) =>
  openBackupStorage({ dataDir, databaseUrl: url, prepare: true, sharesFiles: false })

const folderOf = ({ dataDir }: Place) => folderPlace(join(dataDir, 'files'))

export async function backUp(place: Place): Promise<CreatedBackup & { bytes: Buffer }> {
  const pieces: Buffer[] = []
  const sink = new Writable({
    write(piece: Buffer, _, done) {
      pieces.push(piece)
      done()
    },
  })
  const made = await createBackup(
    {
      storage: storageOf(place),
      folder: folderOf(place),
      facts: { version: '1.2.3', timezone: 'UTC', settings: {} },
      now: new Date(),
    },
    sink,
  )
  return { ...made, bytes: Buffer.concat(pieces) }
}

export const restoreTo = (place: Place, source: Readable): Promise<RestoredBackup> =>
  restoreBackup({ storage: storageOf(place), folder: place.url === undefined ? folderOf(place) : undefined }, source)

/** The product over a place, closed again. */
export async function withProvisor<T>(
  { dataDir, url: databaseUrl = '' }: Place,
  work: (provisor: Opened) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> {
  const config = parseConfig({ dataDir, databaseUrl, logLevel: 'silent', ...settings }, {})
  const provisor = await openProvisor(config, makeLog({ level: 'silent' }))
  try {
    return await work(provisor)
  } finally {
    await provisor.domain.access.sealer.settle()
    await provisor.close()
  }
}
