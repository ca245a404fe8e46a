import { existsSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const pattern = /^provisor-test-[a-z]+-(\d+)-/

const MEMORY = '/dev/shm'
const ROOMY = 4 * 2 ** 30

/**
 * Memory where Linux offers plenty as a folder, because thousands of files are made and synced for nothing on a disk: a
 * database of PostgreSQL takes 30 ms there, and half a second on a disk with other work.
 */
const inMemory = (): boolean => {
  // Programs of the tests run from scratch folders too, and containers often forbid that there.
  const [, options = 'noexec'] = read('/proc/mounts').match(/^\S+ \/dev\/shm \S+ (\S+)/m) ?? []
  if (options.split(',').some((option) => option === 'noexec' || option === 'ro')) return false
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize >= ROOMY
}

/** Where throwaway files go. Unlike the system's folder for them, `shared` ones are open to every user. */
const scratchFolder = inMemory() ? { own: MEMORY, shared: MEMORY } : { own: tmpdir(), shared: '/tmp' }

/** What a temporary folder of this process starts with: its owner's id is in the name, so leftovers can be told. */
export const scratchName = (use: string, whose: keyof typeof scratchFolder = 'own'): string =>
  join(scratchFolder[whose], `provisor-test-${use}-${process.pid}-`)

/** Every folder that may hold some. */
export const scratchFolders = (): string[] => [...new Set([MEMORY, tmpdir(), '/tmp'])].filter(existsSync)

/** Removes the temporary folders, and the servers in them, of runs that were killed together with all their helpers. */
export async function removeLeftovers(): Promise<void> {
  for (const parent of scratchFolders()) {
    for (const name of readdirSync(parent)) {
      const owner = Number(pattern.exec(name)?.[1])
      if (!owner || isRunning(owner)) continue
      await killServer(join(parent, name))
      rmSync(join(parent, name), { recursive: true, force: true })
    }
  }
}

async function killServer(folder: string) {
  const postmaster = Number.parseInt(read(join(folder, 'data', 'postmaster.pid')), 10)
  // The id may be somebody else's by now.
  const isOurs = () => postmaster > 1 && read(`/proc/${postmaster}/cmdline`).includes(folder)
  if (isOurs()) process.kill(postmaster, 'SIGQUIT')
  while (isOurs()) await pause(20)
}

function isRunning(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function read(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
