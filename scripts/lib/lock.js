// One clone, several starters: installing and building happen once, the others wait. The lock is a file that names its
// holder, so that one left behind by a killed holder is taken over.

import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const patienceMs = 10 * 60_000

/** Runs `work` while no other process holds `file`. */
export async function withLock(file, work) {
  await acquire(file)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

async function acquire(file) {
  mkdirSync(dirname(file), { recursive: true })
  const giveUpAt = Date.now() + patienceMs
  while (!claim(file)) {
    const holder = read(file)
    if (holder !== undefined && !isRunning(holder)) bury(file, holder)
    else if (Date.now() > giveUpAt)
      throw new Error(`Process ${holder} holds ${file} for too long. If it is gone, delete that file.`)
    else await pause(100)
  }
}

/** A hard link appears with its content at once: nobody ever reads a half-written lock. */
function claim(file) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, nameOf(process.pid))
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Only under this second, momentary lock may somebody else's lock be removed, or two could bury one another's. */
function bury(file, holder) {
  try {
    mkdirSync(`${file}.burial`)
  } catch (error) {
    if (error.code === 'EEXIST') return
    throw error
  }
  if (read(file) === holder) rmSync(file, { force: true })
  rmdirSync(`${file}.burial`)
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

const isRunning = (holder) => nameOf(Number.parseInt(holder, 10)) === holder

/** The process id and, on Linux, when it started: ids come back soon inside containers. */
function nameOf(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return ''
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return `${pid} ${stat.slice(stat.lastIndexOf(')')).split(' ')[20]}`
  } catch {
    return String(pid)
  }
}
