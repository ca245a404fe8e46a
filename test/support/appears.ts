import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'

/** Resolves when the folder has a file of this name: at once where it came before anybody watched. */
export function appears(folder: string, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const watcher = watch(folder)
    const look = () => {
      if (!existsSync(join(folder, name))) return
      watcher.close()
      resolve()
    }
    watcher.on('change', look).on('error', reject)
    look()
  })
}
