import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { randomToken } from '../base/ids.ts'
import { Refusal } from '../base/refusal.ts'

const FILE = 'node.json'

const shape = z.object({
  /** Of the node that serves from this folder: where it was first, and a random part. */
  name: z.string().min(1).max(100),
  /** How often a server began here. */
  boot: z.int().min(0),
  /** Where the folder was then. */
  place: z.object({ machine: z.string(), folder: z.string() }),
  /** Which installation it serves: its copies share this. */
  installation: z.string(),
  /** `sqlite`, or host and name of a database of PostgreSQL: never the password. */
  database: z.string(),
  /** When that database was last seen, by its own clock, and when a hold was let go last, as it said. */
  seenAt: z.number(),
  releasedAt: z.number(),
})

/** What a data folder remembers of the node that serves from it, and of its database. */
export type NodeFile = z.infer<typeof shape>

export const nodeFilePath = (dataDir: string): string => join(dataDir, FILE)

/** Undefined where no server has begun in the folder. */
export function readNodeFile(dataDir: string): NodeFile | undefined {
  let text: string
  try {
    text = readFileSync(nodeFilePath(dataDir), 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw cause
  }
  try {
    return shape.parse(JSON.parse(text))
  } catch (cause) {
    const path = nodeFilePath(dataDir)
    throw new Refusal(
      'node_file_damaged',
      `${path} is damaged`,
      { path },
      { hint: 'Remove it: the node gets a new name, and what it carried out goes on after half a minute', cause },
    )
  }
}

/** Whole or not at all, and on disk when this returns. */
export function writeNodeFile(dataDir: string, file: NodeFile): void {
  const path = nodeFilePath(dataDir)
  const draft = `${path}.${process.pid}`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeSync(handle, `${JSON.stringify(file, null, 2)}\n`)
    fsyncSync(handle)
  } catch (cause) {
    rmSync(draft, { force: true })
    throw cause
  } finally {
    closeSync(handle)
  }
  renameSync(draft, path)
}

/** Unique whatever machines are called. */
export const newNodeName = (): string => `${hostname().slice(0, 60)}-${randomToken(12, '0123456789abcdef')}`
