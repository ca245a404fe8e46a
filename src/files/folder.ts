import { createReadStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { refuseTrouble } from '../base/fault.ts'
import type { ContentPlace } from './content.ts'

/** A file for each content, in 256 folders, so that none of them holds too many. */
export function folderPlace(folder: string): ContentPlace {
  const pathOf = (key: string) => join(folder, key.slice(0, 2), key)
  return {
    async write(key, bytes) {
      const path = pathOf(key)
      const file = await kept(mkdir(dirname(path), PRIVATE).then(() => open(path, 'wx', 0o600)))
      try {
        // What goes wrong with the sender is not trouble of ours.
        for await (const piece of bytes) await kept(file.writeFile(piece))
        await kept(file.sync())
      } finally {
        await file.close()
      }
      await kept(syncFolder(dirname(path)))
    },
    read: (key) => createReadStream(pathOf(key), { highWaterMark: 256 * 1024 }),
    delete: (key) => kept(rm(pathOf(key), { force: true })),
  }
}

const PRIVATE = { recursive: true, mode: 0o700 } as const

/** A full disk and its like invite another try. */
const kept = <T>(doing: Promise<T>): Promise<T> => doing.catch((cause) => refuseTrouble('Keeping a file', cause))

/** The name of a new file is on disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
