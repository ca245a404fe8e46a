import { join as joinPath } from 'node:path'
import SQLite from 'better-sqlite3'
import { StorageFault } from '../../../base/fault.ts'
import { troubleOf } from '../../../base/trouble/trouble.ts'
import { FolderInUse } from '../database.ts'
import { makePrivate } from '../private-file.ts'

/**
 * One folder belongs to one server: its name is in it, and with SQLite counts, lanes and leases too, which are kept for one
 * process. The lock is a transaction held on a file of its own: the system lets go of it when the process dies, however it dies.
 */
export function ownFolder(dataDir: string): () => void {
  const path = joinPath(dataDir, 'owner.lock')
  makePrivate(path)
  const lock = new SQLite(path, { timeout: 0 })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    if (cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY') throw new FolderInUse(dataDir)
    throw new StorageFault(`Opening ${dataDir}`, troubleOf(cause) ?? 'refused', {
      cause,
      hint: 'can the user of the server write there?',
    })
  }
  return () => lock.close()
}
