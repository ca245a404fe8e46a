import { type RawBody, readCaseFiles } from '../harness/case-files.ts'
import type { AnyCase } from '../harness/run-cases.ts'
import type { CallerName } from './callers.ts'
import type { GivenName } from './given.ts'

/** One request and the whole answer to it. */
export type Step = {
  /** Who asks; the case's caller when not given. */
  as?: CallerName
  /** POST with a body, else GET. */
  method?: string
  path: string
  query?: string
  /** Form fields; a list repeats the name. `{{one}}` is what `<reference:one>` stood for, here and in paths and queries. */
  form?: Record<string, string | string[]>
  /** The fields as multipart instead. */
  multipart?: Record<string, string>
  /** A body of JSON. */
  json?: unknown
  /** A body byte by byte. */
  raw?: RawBody
  headers?: Record<string, string>
  /** The caller's address. */
  from?: string
  /** Time that passes before the request. */
  advanceMs?: number
  /** How often, for what comes many times. */
  times?: number
  status?: number
  type?: string
  /** Headers of the answer, among others. */
  answered?: Record<string, string | undefined>
  /** Compared as JSON with placeholders, the order of keys included. */
  body?: unknown
  /** The whole documented error around this: code, text, and details if there are some. */
  error?: { code: string; text: string; details?: string[]; link: string; url?: string; at?: string }
  /** The answer byte by byte. */
  text?: string
  /** Texts that must not appear in the answer. */
  never?: string[]
}

export type Case = AnyCase<Step, CallerName, GivenName> & {
  /** What happened, by kind of event; nothing when not given. */
  events?: Record<string, number>
  /** By how much more waits, by service of any account; nothing when not given. */
  waiting?: Record<string, number>
}

type Written = Omit<Case, 'steps' | 'changes' | 'name'> &
  Partial<Step> & { name?: string; steps?: Step[]; fresh?: boolean }

export const readCases = (root: string): Record<string, Case[]> => readCaseFiles(root, completed)

function completed(written: Written, name: string): Case {
  const { about, as, settings, given, events, waiting, steps, fresh = false, name: _, ...step } = written
  return {
    name,
    about,
    changes: fresh || events !== undefined || (waiting !== undefined && given !== 'additions'),
    steps: (steps ?? [step as Step]).map(checked(name)),
    ...(as && { as }),
    ...(settings && { settings }),
    ...(given && { given }),
    ...(events && { events }),
    ...(waiting && { waiting }),
  }
}

/** A misspelt field would be a test that tests nothing. */
const checked =
  (name: string) =>
  (step: Step): Step => {
    for (const field of Object.keys(step)) if (!FIELDS.has(field)) throw new Error(`${name}: no field ${field}`)
    const expected = [step.body, step.error, step.text].filter((one) => one !== undefined)
    if (expected.length !== 1) throw new Error(`${name}: expected one of body, error and text`)
    return step
  }

const FIELDS = new Set(
  `as method path query form multipart json raw headers from advanceMs times status type answered body error text
   never`.split(/\s+/),
)
