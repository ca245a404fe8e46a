import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readlink, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'
import type { Engine, Template } from './databases.ts'

/** A folder per database. Templates are folders too. */
export const sqlite: Engine = {
  name: 'sqlite',
  async fresh(template) {
    const dataDir = await mkdtemp(join(inject('databases').folder, 'sqlite-'))
    if (template) await cp(await prepared(template), dataDir, { recursive: true })
    return { dataDir, drop: () => dropFolder(dataDir) }
  },
}

/** Fails when this process still has a file of the folder open, where the system can tell. */
export async function dropFolder(folder: string): Promise<void> {
  const open = await openFilesIn(folder)
  await rm(folder, { recursive: true, force: true })
  if (open.length > 0)
    throw new Error(`Still open at the end of its test: ${[...new Set(open)].join(', ')}. Close it first.`)
}

async function prepared(template: Template): Promise<string> {
  const folder = join(inject('databases').folder, `sqlite_${template.name}`)
  await onceAcrossWorkers(folder, async () => {
    const draft = await emptyFolder(`${folder}.draft`)
    await template.prepare({ dataDir: draft })
    await rename(draft, folder)
  })
  return folder
}

/** Without what an attempt that failed left in it. */
export async function emptyFolder(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  return folder
}

/** Test files run in several processes; the first one makes `result`, the others wait for it. */
export async function onceAcrossWorkers(result: string, make: () => Promise<void>): Promise<void> {
  const lock = `${result}.lock`
  while (!existsSync(result)) {
    const mine = await mkdir(lock).then(
      () => true,
      () => false,
    )
    if (!mine) await pause(20)
    else {
      try {
        if (!existsSync(result)) await make()
      } finally {
        await rm(lock, { recursive: true })
      }
    }
  }
}

async function openFilesIn(folder: string): Promise<string[]> {
  const descriptors = await readdir('/proc/self/fd').catch(() => [])
  const files = await Promise.all(descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')))
  return files.filter((file) => file.startsWith(`${folder}/`)).map((file) => file.replace(/ \(deleted\)$/, ''))
}
