import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { takenAt } from '../names.ts'
import { type BackupTarget, noSuchBackup, type StoredBackup, unusableTarget } from './target.ts'

/** What is being written ends so. */
const DRAFT = '.part'
/** Nobody writes that long: whoever began it was killed. */
const ABANDONED_MS = 24 * 3_600_000

export function folderTarget(folder: string): BackupTarget {
  const told = (cause: unknown): never => {
    throw unusableTarget(folder, cause instanceof Error ? cause.message : String(cause), cause)
  }
  return {
    where: folder,
    async list() {
      const names = await readdir(folder).catch((cause) => (isMissing(cause) ? [] : told(cause)))
      const found: StoredBackup[] = []
      for (const name of names.sort()) {
        const at = takenAt(name)
        const facts = at && (await stat(join(folder, name)).catch(() => undefined))
        if (at && facts?.isFile()) found.push({ name, takenAt: at, bytes: facts.size })
      }
      return found
    },
    async write(name, bytes) {
      bytes.on('error', () => {}) // the pipeline is told
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch(told)
      await dropAbandoned(folder).catch(told)
      const draft = join(folder, `${name}${DRAFT}`)
      try {
        await pipeline(bytes, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true })).catch((cause) =>
          isOfSystem(cause) ? told(cause) : Promise.reject(cause),
        )
        await rename(draft, join(folder, name))
        await syncFolder(folder)
      } catch (failure) {
        await rm(draft, { force: true })
        throw failure
      }
    },
    async read(name) {
      const path = join(folder, name)
      await access(path).catch((cause) => {
        throw isMissing(cause) ? noSuchBackup(name, folder) : unusableTarget(folder, cause.message, cause)
      })
      return createReadStream(path)
    },
    delete: (name) => rm(join(folder, name), { force: true }).catch(told),
  }
}

async function dropAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const at = name.endsWith(DRAFT) ? takenAt(name.slice(0, -DRAFT.length)) : undefined
    if (at && Date.now() - at.getTime() > ABANDONED_MS) await rm(join(folder, name), { force: true })
  }
}

const isOfSystem = (cause: unknown): boolean => cause instanceof Error && 'syscall' in cause
const isMissing = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'

async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}
