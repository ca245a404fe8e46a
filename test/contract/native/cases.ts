import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { GivenSettings } from '../../../src/config.ts'
import type { AnyCase } from '../harness/run-cases.ts'
import type { CallerName } from './callers.ts'

/** One request and the answer to it. */
export type Step = {
  /** Whose token; `full` when not given. */
  as?: CallerName
  method?: string
  path: string
  headers?: Record<string, string>
  /** For a call of the WHMCS face in the caller's name: its fields. */
  form?: Record<string, string | number>
  payload?: string
  /** The caller's address. */
  from?: string
  /** Time that passes before the request. */
  advanceMs?: number
  status?: number
  /** Headers that the answer has, among others. */
  answered?: Record<string, string>
  /** The whole body, with placeholders, the order of keys included. */
  body?: unknown
  /** Instead of the whole body of a list: the ids of its items. */
  ids?: number[]
  /** Instead of the whole body of a list: how many match. */
  total?: number
  /** Instead of the whole body of a problem. */
  code?: string
  /** Texts that must not appear in the answer. */
  never?: string[]
}

export type Case = AnyCase<Step, CallerName>

/** A file is a list of cases. A case of one step has the step's fields itself. */
type Written = { about: string; settings?: GivenSettings; steps?: Step[] } & Partial<Step>

/** Cases by file, in the order of their names. */
export function readCases(folder: string): Record<string, Case[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return Object.fromEntries(
    files.sort().map((file) => {
      const written = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Written[]
      return [basename(file, '.json'), written.map(completed)]
    }),
  )
}

function completed({ about, settings, steps = [], ...step }: Written, index: number): Case {
  return {
    name: String(index + 1),
    about,
    // Steps leave something behind for one another, and so for others.
    changes: steps.length > 1 || settings !== undefined,
    steps: steps.length > 0 ? steps : [step as Step],
    ...(settings && { settings }),
  }
}
