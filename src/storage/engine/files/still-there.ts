import { statSync } from 'node:fs'
import { StorageFault } from '../../../base/fault.ts'

/**
 * Whoever deletes or replaces the files of an open database leaves us writing into what nobody will find again, and SQLite
 * says nothing of it. So they are looked at after each commit, before anybody is told of success: some microseconds.
 */
export function makeStillThere(file: string): () => void {
  // The other file stays as long as the database is open.
  const paths = [file, `${file}-wal`]
  let known: bigint[] | undefined
  return () => {
    const now = paths.map(inodeOf)
    known ??= now.includes(GONE) ? undefined : now
    const at = now.findIndex((inode, index) => inode === GONE || inode !== known?.[index])
    if (at >= 0)
      throw new StorageFault('Writing to the database', 'gone', {
        cause: new Error(`${paths[at]} was deleted or replaced while the server has it open`),
      })
  }
}

const GONE = -1n

function inodeOf(path: string): bigint {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? GONE
}
