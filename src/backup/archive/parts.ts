import { createHash } from 'node:crypto'
import * as z from 'zod'
import { Refusal } from '../../base/refusal.ts'
import type { Cell } from '../store.ts'

/**
 * A backup is a tar, packed by gzip, so that everybody can look into it: first this head, then the files, then each table
 * in lines of JSON, and last what all of it must add up to.
 */
export const HEAD = 'provisor-backup.json'
export const SECRET_KEY = 'secret.key.age'
export const MANIFEST = 'manifest.json'
export const fileEntry = (key: string): string => `files/${key}`
export const tableEntry = (name: string, part: number): string =>
  `tables/${name}/${String(part).padStart(6, '0')}.jsonl`

/** Raised when an older program would read it wrongly. */
export const FORMAT = 1

const table = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/),
  columns: z.array(z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)).min(1),
  identity: z.int().min(0).nullable(),
})

export const headShape = z.object({
  format: z.int().min(1),
  /** Of the program that made it. */
  version: z.string(),
  /** What it was made from, such as `SQLite 3.54.1`. */
  database: z.string(),
  schema: z.object({ number: z.int().min(1), name: z.string() }),
  takenAt: z.iso.datetime(),
  timezone: z.string(),
  /** The fingerprint of the secret key that opens what is sealed in it; null for an installation that never ran. */
  secretKey: z.string().nullable(),
  /** What was set otherwise than by default, for whoever makes a server for it; without secrets. */
  settings: z.record(z.string(), z.unknown()),
  tables: z.array(table),
})
export type BackupHead = z.infer<typeof headShape>

const digest = z.string().regex(/^[0-9a-f]{64}$/)
export const manifestShape = z.object({
  /** Of the head, as it stands in the file. */
  headSha256: digest,
  tables: z.record(z.string(), z.object({ rows: z.int().min(0), sha256: digest })),
  files: z.object({ count: z.int().min(0), bytes: z.int().min(0) }),
  /** Keys of files whose bytes were gone, or others than were stored, when the backup was made. */
  lost: z.array(z.string()),
})
export type BackupManifest = z.infer<typeof manifestShape>

/** One row, as a line. */
export const lineOf = (row: readonly Cell[]): string =>
  `${JSON.stringify(row, (_, cell: unknown) => (cell instanceof Uint8Array ? base64(cell) : cell))}\n`

const base64 = (bytes: Uint8Array) => ({ base64: Buffer.from(bytes).toString('base64') })

const cells = z.array(z.union([z.number(), z.string(), z.null(), z.object({ base64: z.base64() })]))

export function rowOf(line: string, columns: number): Cell[] {
  const row = cells.parse(JSON.parse(line))
  if (row.length !== columns) throw new Error(`a row has ${row.length} values instead of ${columns}`)
  return row.map((cell) => (typeof cell === 'object' && cell !== null ? Buffer.from(cell.base64, 'base64') : cell))
}

/** What a table adds up to: the same in either database. */
export function makeTableDigest() {
  const sha256 = createHash('sha256')
  let rows = 0
  return {
    add(lines: string, count: number): void {
      sha256.update(lines)
      rows += count
    },
    end: () => ({ rows, sha256: sha256.digest('hex') }),
  }
}

export const damaged = (why: string, cause?: unknown): Refusal =>
  new Refusal('backup_damaged', `This backup is damaged: ${why}`, {}, { hint: 'Take another one', cause })
