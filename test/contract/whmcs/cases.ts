import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Given } from '../../../src/config.ts'
import type { CallerName } from './callers.ts'

/** One request and the whole answer to it. */
export type Step = {
  /** Who asks; the case's caller when not given. */
  as?: CallerName
  method?: 'GET' | 'POST'
  path?: string
  query?: string
  /** Form fields; brackets go into the names. `{{order}}` is what `<id:order>` stood for in an earlier answer. */
  form?: Record<string, string | number>
  /** A body byte by byte (Latin-1) instead of fields; nothing is added to it. */
  raw?: string
  headers?: Record<string, string>
  /** The caller's address. */
  from?: string
  /** Time that passes before the request. */
  advanceMs?: number
  status?: number
  type?: string
  /** An object is compared as JSON with placeholders, the order of keys included; a text byte by byte. */
  body: unknown
  /** Texts that must not appear in the answer. */
  never?: string[]
}

export type Case = {
  name: string
  about: string
  as?: CallerName
  settings?: Given
  /** Set by the reader: has a database of its own, because it changes something or needs other settings. */
  changes: boolean
  /** What happened, by kind of event; nothing when not given. */
  events?: Record<string, number>
  steps: Step[]
}

/** A file is one case, or a list of them. A case of one step may write the step's fields directly. */
type Written = Omit<Case, 'steps' | 'changes' | 'name'> &
  Partial<Step> & { name?: string; steps?: Step[]; fresh?: boolean }

/** Cases by folder, in the order of their names. */
export function readCases(root: string): Record<string, Case[]> {
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
          return list.map((each, index) => completed(each, each.name ?? `${basename(file, '.json')}${index || ''}`))
        }),
    ]),
  )
}

function completed({ about, as, settings, events, steps, fresh = false, ...step }: Written, name: string): Case {
  const changes = fresh || events !== undefined || settings !== undefined
  return {
    name,
    about,
    changes,
    steps: steps ?? [step as Step],
    ...(as && { as }),
    ...(settings && { settings }),
    ...(events && { events }),
  }
}
