import { STATUS_CODES } from 'node:http'
import type { RemoteFormat } from '../../../src/wire/wbteampro/chain.ts'
import { type RawBody, readCaseFiles } from '../harness/case-files.ts'
import { makeRows } from '../harness/rows.ts'
import type { AnyCase } from '../harness/run-cases.ts'
import type { CallerName } from './callers.ts'
import type { GivenName } from './given.ts'

/** Where a request puts what: see `requests.ts`. */
const SENDINGS = ['query', 'form', 'json-body', 'brackets', 'loose', 'multipart'] as const
type Sending = (typeof SENDINGS)[number]

/** One request and the whole answer to it. */
export type Step = {
  as?: CallerName
  /** Method and chain without version and format: `GET projects/1/actions`. `{{name}}` is a number of an earlier answer. */
  ask: string
  params?: Record<string, unknown>
  format?: RemoteFormat
  /** How the chain is said: path (default), rewritten, or direct (the dotted parameter). */
  place?: 'path' | 'rewritten' | 'direct'
  send?: Sending
  /** The HTTP verb where it is another one than the method, which is then said by a parameter. */
  verb?: string
  /** Instead of all that: the address below the program, query string and body as they are. */
  path?: string
  query?: string
  raw?: RawBody
  /** In lower case. */
  headers?: Record<string, string>
  /** The file of a multipart request. */
  file?: { name: string; type?: string; content: RawBody }
  from?: string
  advanceMs?: number
  code?: number
  message?: string
  /** The HTTP status where it is another one. */
  status?: number
  /** What `request` says, where it is not what was asked. */
  said?: { action?: string; method?: string; format?: string }
  response?: unknown
  /** Instead of a response: its errors, each a field and a text. */
  errors?: [field: string, message: string][]
  /** Instead of an envelope: the bytes (Latin-1), and headers among others. */
  bytes?: RawBody
  answered?: Record<string, string>
}

export type Case = AnyCase<Step, CallerName, GivenName> & {
  /** What happened, by kind of event; nothing when not given. */
  events?: Record<string, number>
}

type Written = Omit<Case, 'steps' | 'changes' | 'name'> &
  Partial<Step> & { name?: string; steps?: Step[]; fresh?: boolean; both?: boolean }

const withRows = makeRows(import.meta.dirname)

/** What changes nothing is asked in both formats, unless a format is named. */
export const readCases = (root: string): Record<string, Case[]> =>
  Object.fromEntries(Object.entries(readCaseFiles(root, completed)).map(([folder, cases]) => [folder, cases.flat()]))

function completed(written: Written, name: string): Case[] {
  const { about, as, settings, given, events, steps, fresh = false, name: _, ...step } = written
  const changes = fresh || events !== undefined
  const example = {
    about,
    changes,
    ...(as && { as }),
    ...(settings && { settings }),
    ...(given && { given }),
    ...(events && { events }),
  }
  const all = (steps ?? [step as Step]).map((one) => checked(name, one))
  const inXml =
    !changes && all.length === 1 && !all[0]!.format && !all[0]!.path && !all[0]!.query && all[0]!.bytes === undefined
  const xml = all.map((one): Step => ({ ...one, format: 'xml' }))
  return [{ ...example, name, steps: all }, ...(inXml ? [{ ...example, name: `${name}.xml`, steps: xml }] : [])]
}

/** A misspelt field would be a test that tests nothing. */
function checked(name: string, step: Step): Step {
  for (const field of Object.keys(step)) if (!FIELDS.has(field)) throw new Error(`${name}: no field ${field}`)
  return step.response === undefined ? step : { ...step, response: withRows(step.response) }
}

const FIELDS = new Set(
  `as ask params format place send verb path query raw headers file from advanceMs code message status said response errors
  bytes answered`.split(/\s+/),
)

/** The whole body that a step expects. */
export function bodyOf(step: Step, action: string): { request: object; response: unknown } {
  const { ask, code = 200, format = 'json', said, errors } = step
  const [method] = ask.split(' ')
  const message = step.message ?? MESSAGES[code] ?? STATUS_CODES[code]
  const response =
    step.response ?? (errors ? { errors: errors.map(([field, text]) => ({ field, message: text })) } : {})
  return { request: { action, method, format, ...said, code, message }, response }
}

const MESSAGES: Readonly<Record<number, string>> = {
  200: 'Success',
  400: 'Request Invalid or Bad Format',
  401: 'Authentication Failed',
  403: 'Permission Denied',
  404: 'Record Not Found',
  409: 'Error Updating Record(s)',
  413: 'File Too Large',
  503: 'API Inactive',
}
