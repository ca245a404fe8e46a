import { createReadStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ContentPlace } from './content.ts'

/** A file for each content, in 256 folders, so that none of them holds too many. */
export function folderPlace(folder: string): ContentPlace {
  const pathOf = (key: string) => join(folder, key.slice(0, 2), key)
  return {
    async write(key, bytes) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const file = await open(path, 'wx', 0o600)
      try {
        for await (const piece of bytes) await file.writeFile(piece)
        await file.sync()
      } finally {
        await file.close()
      }
      await syncFolder(dirname(path))
    },
    read: (key) => createReadStream(pathOf(key), { highWaterMark: 256 * 1024 }),
    delete: (key) => rm(pathOf(key), { force: true }),
  }
}

/** The name of a new file is on disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
