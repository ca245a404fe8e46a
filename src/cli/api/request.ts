import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { OptionValues } from 'commander'
import { Misuse, quoted } from '../failure.ts'
import { optionName } from './flags.ts'
import { SECRET_MEMBERS } from './names.ts'
import { readSecrets } from './secrets.ts'
import { type ApiCommand, type ApiFlag, argumentsOf } from './table.ts'

const BASE = '/api/v1'

/** Where an operation is found, with its arguments and what is asked of it. */
export function urlOf({ path, flags }: ApiCommand, given: readonly string[], options: OptionValues): string {
  const names = argumentsOf(path)
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => partOf(name, given[names.indexOf(name)]!))
  const query = new URLSearchParams()
  for (const flag of flags.filter((one) => one.query)) {
    const value: unknown = options[optionName(flag)]
    if (value !== undefined) query.set(flag.member, Array.isArray(value) ? value.join(',') : String(value))
  }
  return withQuery(BASE + filled, query)
}

export const withQuery = (path: string, query: URLSearchParams): string =>
  query.size === 0 ? path : `${path}?${query}`

/** `.` and `..` would be another path, whatever is escaped. */
function partOf(name: string, value: string): string {
  if (value === '' || value === '.' || value === '..') throw new Misuse(`${quoted(value)} is no ${name}`)
  return encodeURIComponent(value)
}

/** A path of the API as somebody writes it, with or without what stands before all of them. */
export function rawUrl(path: string): string {
  if (!path.startsWith('/') || path.startsWith('//') || /[\s#\\]/.test(path) || /(^|\/)\.\.?(\/|\?|$)/.test(path))
    throw new Misuse(`Expected a path such as /clients/1, got ${quoted(path)}`)
  return path === BASE || path.startsWith(`${BASE}/`) || path.startsWith(`${BASE}?`) ? path : BASE + path
}

/** Whether something was looked for, so that finding nothing is a failure. */
export const looksFor = ({ flags }: ApiCommand, options: OptionValues): boolean =>
  flags.some((flag) => flag.query && !MANNERS.has(flag.flag) && options[optionName(flag)] !== undefined)

/** They say how a list comes, not what is in it. */
const MANNERS = new Set(['fields', 'limit', 'offset', 'cursor', 'sort', 'order-by', 'direction', 'include'])

type Body = Record<string, unknown>

/** What is sent: the file first, then flags, what is set inside, what is cleared, and secrets. */
export async function bodyOf({ flags, method }: ApiCommand, options: OptionValues): Promise<Body> {
  const members = flags.filter(({ query }) => !query)
  if (options.data === '-' && members.some((flag) => flag.kind === 'secret' && options[optionName(flag)]))
    throw new Misuse('Standard input is either --data or a secret')
  const body = options.data === undefined ? {} : await readBody(options.data)
  const faults: string[] = []
  for (const flag of members) {
    const given: unknown = options[optionName(flag)]
    if (given === undefined || flag.kind === 'secret') continue
    const value = memberOf(flag, given)
    if (value === UNREADABLE) faults.push(`--${flag.flag} is no JSON`)
    else body[flag.member] = value
  }
  for (const word of (options.clear ?? []) as string[]) {
    const flag = members.find((one) => one.nullable && (one.flag === word || one.member === word))
    if (flag) body[flag.member] = null
    else faults.push(`--clear cannot clear ${word}`)
  }
  for (const one of (options.set ?? []) as string[]) faults.push(...setInside(body, one))
  if (faults.length > 0) throw new Misuse(faults)
  Object.assign(body, await readSecrets(members, options, (member) => Object.hasOwn(body, member)))
  if (method === 'PATCH' && Object.keys(body).length === 0)
    throw new Misuse('Nothing to change', 'Give what is to be different, see --help')
  return body
}

/** A file of JSON, or standard input. */
export async function readJson(path: string): Promise<unknown> {
  const content = path === '-' ? await text(process.stdin) : await readFile(path, 'utf8')
  try {
    return JSON.parse(content.replace(/^\ufeff/, ''))
  } catch {
    throw new Misuse(`${path === '-' ? 'Standard input' : path} is no JSON`)
  }
}

async function readBody(path: string): Promise<Body> {
  const read = await readJson(path)
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Misuse('--data is no JSON object')
  return { ...read }
}

const UNREADABLE = Symbol('no JSON')

/** As the contract has it. What is no number stays as it is, for the API to name it beside whatever else is wrong. */
function memberOf({ kind, nullable }: ApiFlag, given: unknown): unknown {
  if (typeof given === 'boolean') return given
  if (Array.isArray(given)) return kind === 'numbers' ? given.map(numberOf) : given
  const value = String(given)
  if (nullable && kind !== 'text' && value === 'null') return null
  if (kind === 'number') return numberOf(value)
  return kind === 'json' ? parsed(value) : value
}

const numberOf = (value: unknown): unknown => (/^-?\d{1,15}(\.\d+)?$/.test(String(value)) ? Number(value) : value)

function parsed(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return UNREADABLE
  }
}

/** `a.b=true`: what is no JSON is a text. Gives what is wrong with it. */
function setInside(body: Body, one: string): string[] {
  const [, path = '', text = ''] = /^([^=]+)=(.*)$/s.exec(one) ?? []
  const names = path.split('.')
  if (path === '' || names.some((name) => name === '' || name === '__proto__'))
    return [`--set ${one} is no member=value`]
  if (names.some((name) => SECRET_MEMBERS.has(name))) return [`${path} is secret: it cannot stand on a command line`]
  const last = names.pop()!
  let inside = body
  for (const name of names) {
    const known = Object.hasOwn(inside, name) ? inside[name] : undefined
    const next: Body = typeof known === 'object' && known !== null && !Array.isArray(known) ? { ...known } : {}
    inside[name] = next
    inside = next
  }
  const value = parsed(text)
  inside[last] = value === UNREADABLE ? text : value
  return []
}
