import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/**
 * The cases of a face by folder, in the order of their names. A file is one case, or a list of them; one without a name
 * is called after its file.
 */
export function readCaseFiles<Written extends { name?: string }, Case>(
  root: string,
  complete: (written: Written, name: string) => Case,
): Record<string, Case[]> {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return Object.fromEntries(
    folders.map(({ name: folder }) => [
      folder,
      readdirSync(join(root, folder))
        .filter((file) => file.endsWith('.json'))
        .sort()
        .flatMap((file) => {
          const written = JSON.parse(readFileSync(join(root, folder, file), 'utf8')) as Written | Written[]
          const list = Array.isArray(written) ? written : [written]
          return list.map((each, index) => complete(each, each.name ?? `${basename(file, '.json')}${index || ''}`))
        }),
    ]),
  )
}

/** A body byte by byte (Latin-1): text, or texts and repetitions in a row. */
export type RawBody = string | (string | { repeat: string; times: number })[]

export const rawText = (raw: RawBody): string =>
  typeof raw === 'string'
    ? raw
    : raw.map((part) => (typeof part === 'string' ? part : part.repeat.repeat(part.times))).join('')
