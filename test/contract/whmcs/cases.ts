import { type RawBody, readCaseFiles } from '../harness/case-files.ts'
import type { AnyCase } from '../harness/run-cases.ts'
import type { CallerName } from './callers.ts'
import type { GivenName } from './given.ts'
import { withRows } from './rows.ts'

/** One request and the whole answer to it. */
export type Step = {
  /** Who asks; the case's caller when not given. */
  as?: CallerName
  method?: 'GET' | 'POST'
  path?: string
  query?: string
  /**
   * Form fields; brackets go into the names. `{{order}}` is what `<id:order>` stood for in an earlier answer, and
   * `{{full.secret}}` the field that the caller `full` sends. Rows may be named; a field that is null is not sent.
   */
  form?: Record<string, string | number>
  /** A body byte by byte (Latin-1) instead of fields: text, or texts and repetitions in a row. Nothing is added to it. */
  raw?: RawBody
  /** In lower case; an empty one is not sent. */
  headers?: Record<string, string>
  /** The caller's address. */
  from?: string
  /** Time that passes before the request. */
  advanceMs?: number
  status?: number
  type?: string
  /** Compared as JSON with placeholders and rows, the order of keys included; a list is a text in pieces (`text`). */
  body?: unknown
  /** Set by the reader: the answer, byte by byte. */
  text?: string
  /** Instead of a body: the number of the earlier step whose answer this one repeats byte by byte, from 0. */
  sameAs?: number
  /** Texts that must not appear in the answer. */
  never?: string[]
  /** Of the header that tells what was not used. */
  warning?: string
}

export type Case = AnyCase<Step, CallerName, GivenName> & {
  /** What happened, by kind of event; nothing when not given. */
  events?: Record<string, number>
  /** What was asked for and does not exist, by name; nothing when not given. */
  missing?: Record<string, number>
}

/** A file is one case, or a list of them. A case of one step may write the step's fields directly. */
type Written = Omit<Case, 'steps' | 'changes' | 'name'> &
  Partial<Step> & { name?: string; steps?: Step[]; fresh?: boolean }

export const readCases = (root: string): Record<string, Case[]> => readCaseFiles(root, completed)

function completed(written: Written, name: string): Case {
  const { about, as, settings, given, events, missing, steps, fresh = false, name: _, ...step } = written
  return {
    name,
    about,
    changes: fresh || events !== undefined,
    steps: (steps ?? [step]).map(checked(name)),
    ...(as && { as }),
    ...(settings && { settings }),
    ...(given && { given }),
    ...(events && { events }),
    ...(missing && { missing }),
  }
}

/** A misspelt field would be a test that tests nothing. */
const checked =
  (name: string) =>
  ({ body, ...written }: Step): Step => {
    const step = { ...written, ...(written.form && { form: filledForm(written.form) }) }
    for (const field of Object.keys(step)) if (!FIELDS.has(field)) throw new Error(`${name}: no field ${field}`)
    if ((body === undefined) === (step.sameAs === undefined)) throw new Error(`${name}: expected a body or sameAs`)
    if (body === undefined) return step
    return { ...step, ...(Array.isArray(body) ? { text: body.join('') } : { body: withRows(body) }) }
  }

function filledForm(written: object): NonNullable<Step['form']> {
  const fields = withRows(written) as Record<string, string | number | null>
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string | number] => field[1] !== null),
  )
}

const FIELDS = new Set(
  'as method path query form raw headers from advanceMs status type body sameAs never warning'.split(' '),
)
