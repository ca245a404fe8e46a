import { existsSync, readFileSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** What tells a folder of this machine from its copies, here and on others. */
export type FolderPlace = {
  /** The start of the machine: another one after it was booted, the same for all containers on it. */
  machine: string
  folder: string
}

export function placeOf(folder: string): FolderPlace {
  const { dev, ino } = statSync(folder, { bigint: true })
  return { machine: textOf('/proc/sys/kernel/random/boot_id') ?? hostname(), folder: `${dev}:${ino}` }
}

/** Surely the same: nobody else can have it, since who has the folder holds its lock. */
export const isSamePlace = (one: FolderPlace, other: FolderPlace): boolean =>
  one.machine === other.machine && one.folder === other.folder

/** The embedded database of a data folder. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'provisor.db')

/**
 * What tells a file from its copies. When it was born goes before its device, whose number may change whenever the machine
 * is booted or the volume is mounted elsewhere.
 */
export type FileMark = { device: string; inode: string; born: string | null; machine: string | null }

export function fileMarkOf(path: string): FileMark {
  const { dev, ino, birthtimeNs, ctimeNs } = statSync(path, { bigint: true })
  const born = birthtimeNs > 0n && birthtimeNs !== ctimeNs ? String(birthtimeNs) : null
  return { device: String(dev), inode: String(ino), born, machine: machineId() }
}

/** Why it is a copy of the file that had the mark; undefined where it is that file. */
export function copiedFrom(mark: FileMark, now: FileMark): string | undefined {
  if (mark.inode !== now.inode) return 'its file is another one than at the last start'
  if (mark.born !== null && now.born !== null && mark.born !== now.born) return 'its file was made anew'
  if (mark.machine !== null && now.machine !== null && mark.machine !== now.machine) return 'it is on another machine'
  return undefined
}

/** Not that of a container, which is its image's: the next one may have another, over the same volume. */
function machineId(): string | null {
  if (CONTAINER_SIGNS.some((path) => existsSync(path))) return null
  return textOf('/etc/machine-id') ?? null
}

const CONTAINER_SIGNS = ['/.dockerenv', '/run/.containerenv', '/var/run/secrets/kubernetes.io']

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch {
    return undefined // not on every system
  }
}
