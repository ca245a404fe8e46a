import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { uuid } from '../../base/ids.ts'
import { Misuse } from '../failure.ts'

/** The file to send: its whole path, whatever it is. What comes over standard input lies in a folder of ours meanwhile. */
export async function withFile<T>(path: string, work: (path: string) => Promise<T>): Promise<T> {
  if (path !== '-') return work(resolve(path))
  return withFolder(async (folder) => {
    const file = join(folder, 'input')
    await pipeline(process.stdin, createWriteStream(file, { mode: 0o600 }))
    return work(file)
  })
}

/** Its name, for who does not give it another one. */
export const fileName = (path: string): string | undefined => (path === '-' ? undefined : basename(path))

/** A file is put where it was said when it is whole, and over what was there. Never on a terminal. */
export async function withOut<T>(out: string, work: (path: string) => Promise<T>): Promise<T> {
  if (out === '-') return toStandardOutput(work)
  const part = `${resolve(out)}.${uuid()}.part`
  try {
    const done = await work(part)
    await rename(part, out)
    return done
  } finally {
    await rm(part, { force: true })
  }
}

async function toStandardOutput<T>(work: (path: string) => Promise<T>): Promise<T> {
  if (process.stdout.isTTY) throw new Misuse('A file is not printed on a terminal', 'Name one with --out')
  return withFolder(async (folder) => {
    const file = join(folder, 'output')
    const done = await work(file)
    await pipeline(createReadStream(file), process.stdout, { end: false })
    return done
  })
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'provisor-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
