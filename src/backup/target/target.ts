import type { Readable } from 'node:stream'
import { Refusal } from '../../base/refusal.ts'

export type StoredBackup = { readonly name: string; readonly takenAt: Date; readonly bytes: number }

/** Where backups are kept. Names are those of `names.ts`. */
export interface BackupTarget {
  /** As people named it. */
  readonly where: string
  /** By name. What is none of ours is not looked at. */
  list(): Promise<StoredBackup[]>
  /** Whole under its name when it resolves, or not there. */
  write(name: string, bytes: Readable): Promise<void>
  read(name: string): Promise<Readable>
  delete(name: string): Promise<void>
}

export const noSuchBackup = (name: string, where: string): Refusal =>
  new Refusal('not_found', `There is no backup ${name} in ${where}`, { name }, { hint: 'provisor backup list' })

export const unusableTarget = (where: string, why: string, cause?: unknown): Refusal =>
  new Refusal('backup_place_unusable', `Backups cannot be kept in ${where}: ${why}`, {}, { cause })
