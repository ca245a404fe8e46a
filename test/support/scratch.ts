import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const pattern = /^provisor-test-[a-z]+-(\d+)-/

/** What a temporary folder of this process starts with: its owner's id is in the name, so leftovers can be told. */
export const scratchName = (use: string, parent = tmpdir()): string =>
  join(parent, `provisor-test-${use}-${process.pid}-`)

/** Removes the temporary folders, and the servers in them, of runs that were killed together with all their helpers. */
export async function removeLeftovers(): Promise<void> {
  for (const parent of new Set([tmpdir(), '/tmp'])) {
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
