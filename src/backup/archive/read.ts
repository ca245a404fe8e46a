import { hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract as openExtract } from 'tar-stream'
import { Refusal } from '../../base/refusal.ts'
import type { BackupTable, Cell } from '../store.ts'
import {
  type BackupHead,
  type BackupManifest,
  damaged,
  FORMAT,
  HEAD,
  headShape,
  MANIFEST,
  makeTableDigest,
  manifestShape,
  rowOf,
  SECRET_KEY,
} from './parts.ts'

/** Who is told what a backup holds, in its order. */
export type BackupVisitor = {
  head(head: BackupHead): Promise<void>
  secretKey(sealed: Uint8Array): Promise<void>
  file(key: string, bytes: AsyncIterable<Uint8Array>): Promise<void>
  rows(table: BackupTable, rows: Cell[][]): Promise<void>
}

const MOST_JSON_BYTES = 16 * 1024 * 1024
/** A part of a table ends behind the row that makes it larger than 1 MiB, and a row has texts of 16 MiB at most. */
const MOST_PART_BYTES = 128 * 1024 * 1024

type Entry = AsyncIterable<Uint8Array> & { header: { name: string }; resume(): void }
type Digest = ReturnType<typeof makeTableDigest>

/**
 * Goes through a backup once, as it comes, and tells at its end whether all of it was there and as it was written. What
 * the visitor did until then is to be undone when this throws.
 */
export async function readArchive(source: Readable, visitor: BackupVisitor): Promise<BackupManifest> {
  const extract = openExtract()
  const gunzip = createGunzip()
  const stop = (failure: Error) => {
    extract.destroy(failure)
    gunzip.destroy()
    source.destroy()
  }
  source.on('error', (failure) => stop(failure))
  gunzip.on('error', (failure) => stop(damaged('it is not whole', failure)))
  extract.on('error', () => {})
  source.pipe(gunzip).pipe(extract)
  try {
    return await walk(extract as AsyncIterable<Entry>, visitor)
  } catch (failure) {
    throw failure instanceof Error && isOfTar(failure) ? damaged('it is no tar', failure) : failure
  } finally {
    stop(new Error('done'))
  }
}

const isOfTar = ({ message }: Error): boolean => /^(Invalid tar|Unexpected end of data)/.test(message)

async function walk(entries: AsyncIterable<Entry>, visitor: BackupVisitor): Promise<BackupManifest> {
  let head: BackupHead | undefined
  let headSha256 = ''
  let manifest: BackupManifest | undefined
  const digests = new Map<string, Digest>()
  for await (const entry of entries) {
    const { name } = entry.header
    if (manifest) throw damaged(`something follows its end: ${shown(name)}`)
    if (!head) {
      if (name !== HEAD) throw damaged('it does not begin as a backup of Provisor does')
      const json = await whole(entry, MOST_JSON_BYTES)
      headSha256 = hash('sha256', json)
      head = readHead(json)
      for (const table of head.tables) digests.set(table.name, makeTableDigest())
      await visitor.head(head)
    } else if (name === MANIFEST) manifest = await readManifest(entry)
    else if (name === SECRET_KEY) await visitor.secretKey(await whole(entry, MOST_JSON_BYTES))
    else await readEntry(entry, head, digests, visitor)
    entry.resume()
  }
  if (!head || !manifest) throw damaged('its end is missing')
  if (manifest.headSha256 !== headSha256) throw damaged('its head is another than was written')
  compare(manifest, digests)
  return manifest
}

const FILE = /^files\/([0-9a-f]{32})$/
const PART = /^tables\/([a-z][a-z0-9_]{0,62})\/\d{6,12}\.jsonl$/

async function readEntry(
  entry: Entry,
  head: BackupHead,
  digests: ReadonlyMap<string, Digest>,
  visitor: BackupVisitor,
): Promise<void> {
  const { name } = entry.header
  const key = FILE.exec(name)?.[1]
  if (key !== undefined) return visitor.file(key, entry)
  const table = head.tables.find((each) => each.name === PART.exec(name)?.[1])
  if (!table) throw damaged(`it holds ${shown(name)}, which nobody knows`)
  const text = Buffer.from(await whole(entry, MOST_PART_BYTES)).toString('utf8')
  const lines = text.split('\n').slice(0, -1)
  digests.get(table.name)!.add(text, lines.length)
  await visitor.rows(
    table,
    understood(`a row of ${table.name}`, () => lines.map((line) => rowOf(line, table.columns.length))),
  )
}

function readHead(json: Uint8Array): BackupHead {
  const { format } = understood('its head', () => headShape.pick({ format: true }).loose().parse(parsed(json)))
  if (format > FORMAT)
    throw new Refusal(
      'backup_newer',
      `This backup has format ${format}, and this program knows ${FORMAT}`,
      {},
      { hint: 'Use the newer program' },
    )
  return understood('its head', () => headShape.parse(parsed(json)))
}

const readManifest = async (entry: Entry): Promise<BackupManifest> => {
  const json = await whole(entry, MOST_JSON_BYTES)
  return understood('its end', () => manifestShape.parse(parsed(json)))
}

const parsed = (json: Uint8Array): unknown => JSON.parse(Buffer.from(json).toString('utf8'))

function understood<T>(what: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw damaged(`${what} cannot be read`, cause)
  }
}

async function whole(entry: Entry, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of entry) {
    length += piece.length
    if (length > most) throw damaged(`${shown(entry.header.name)} is larger than any that Provisor writes`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function compare(manifest: BackupManifest, digests: ReadonlyMap<string, Digest>): void {
  for (const [name, digest] of digests) {
    const found = digest.end()
    const meant = manifest.tables[name]
    if (meant?.rows !== found.rows) throw damaged(`${name} has ${found.rows} rows instead of ${meant?.rows ?? 'none'}`)
    if (meant.sha256 !== found.sha256) throw damaged(`rows of ${name} are others than were written`)
  }
}

const shown = (name: string): string => JSON.stringify(name.slice(0, 100))
