import type { RestCall, UasCall } from '../../outbound/starts/start.ts'
import { parseJsonText, UnreadableJson } from '../codec/json.ts'
import { atOnce, inSlices, type Slices } from '../codec/slices.ts'
import { malformed, missing, repeated } from './errors.ts'

/** Starts in one request. */
export const MOST_STARTS = 100_000
const LONGEST_DESTINATION = 255
const LONGEST_TOKEN = 5000
const LONGEST_PARAMETERS = 100_000
/** Characters of all instances that one text is multiplied to: what a request could have said at length. */
const MOST_MULTIPLIED = 16 * 1024 * 1024

/** Calls that are looked at in one go: a millisecond or so. */
const PART = 1000

/** `rest_calls`: one object or a list of them. Members that we do not know are ignored. */
export async function decodeRestCalls(text: string, name: string): Promise<RestCall[]> {
  const sent = await parsed(text, name)
  const list = Array.isArray(sent) ? sent : [sent]
  if (list.length === 0) throw malformed(name, 'at least one call')
  if (list.length > MOST_STARTS) throw malformed(name, `at most ${MOST_STARTS} calls`)
  // Escapes are the only way to what no database of ours can hold: the text itself was looked at before.
  const hasEscapes = text.includes('\\u')
  const isList = Array.isArray(sent)
  function* calls(): Slices<RestCall[]> {
    const decoded: RestCall[] = []
    for (const [index, call] of list.entries()) {
      decoded.push(restCall(call, isList ? `${name}[${index}]` : name, hasEscapes))
      if (index % PART === PART - 1) yield
    }
    return decoded
  }
  return list.length > PART ? inSlices(calls()) : atOnce(calls())
}

async function parsed(text: string, name: string): Promise<unknown> {
  try {
    return await parseJsonText(text)
  } catch (failure) {
    if (!(failure instanceof UnreadableJson)) throw failure
    throw malformed(name, 'JSON text: an object, or a list of objects')
  }
}

function restCall(sent: unknown, name: string, hasEscapes: boolean): RestCall {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) throw malformed(name, 'an object')
  const { to, from, token } = sent as Record<string, unknown>
  if (to === undefined || to === null || to === '') throw missing(`${name}.to`)
  checkDestination(to, `${name}.to`)
  const call: { to: string; from?: string; token?: string } = { to }
  if (from !== undefined && from !== null && from !== '') {
    checkDestination(from, `${name}.from`)
    call.from = from
  } else if (isTelephoneNumber(to)) throw missing(`${name}.from`)
  if (token !== undefined && token !== null) {
    checkToken(token, `${name}.token`, hasEscapes)
    call.token = token
  }
  return call
}

function checkDestination(value: unknown, name: string): asserts value is string {
  if (typeof value !== 'string' || value.length > LONGEST_DESTINATION || /[\p{Cc}\p{Cs}]/u.test(value))
    throw malformed(name, `a text of at most ${LONGEST_DESTINATION} characters without control characters`)
}

function checkToken(value: unknown, name: string, hasEscapes: boolean): asserts value is string {
  if (typeof value !== 'string' || value.length > LONGEST_TOKEN)
    throw malformed(name, `a text of at most ${LONGEST_TOKEN} characters`)
  if (hasEscapes && (value.includes('\0') || !value.isWellFormed()))
    throw malformed(name, 'a text without NUL and without half a surrogate pair')
}

/** Digits, parted by single hyphens or not; or whatever says so itself. */
export const isTelephoneNumber = (to: string): boolean => /^(?:tel:|\d+(?:-\d+)*$)/i.test(to)

export type UasInput = {
  count: number | undefined
  outbound_parameters: string | undefined
  delimiter: string | undefined
}

/** One start for each text between delimiters; of one text, as many as `count` says. */
export async function decodeUasCalls({ count, outbound_parameters = '', delimiter }: UasInput): Promise<UasCall[]> {
  if (delimiter !== undefined && !/^.$/su.test(delimiter)) throw malformed('delimiter', 'one character')
  const texts = delimiter === undefined ? [outbound_parameters] : outbound_parameters.split(delimiter, MOST_STARTS + 1)
  if (texts.length > MOST_STARTS) throw malformed('outbound_parameters', `at most ${MOST_STARTS} texts`)
  // After they were parted: a bar may be what parts them.
  if (texts.length > PART) await inSlices(checkAll(texts))
  else atOnce(checkAll(texts))
  if (texts.length === 1 && texts[0]!.length * (count ?? 1) > MOST_MULTIPLIED)
    throw malformed('count', `at most ${MOST_MULTIPLIED} characters for all instances together`)
  if (texts.length === 1) return Array.from({ length: count ?? 1 }, () => ({ parameters: texts[0]! }))
  // Most likely a slip: nobody wants a call to nowhere.
  if (texts.includes('')) throw malformed('outbound_parameters', 'no empty text between two delimiters')
  return texts.map((parameters) => ({ parameters }))
}

function* checkAll(texts: readonly string[]): Slices<void> {
  for (const [index, text] of texts.entries()) {
    checkParameters(text)
    if (index % PART === PART - 1) yield
  }
}

function checkParameters(text: string): void {
  if (text.length > LONGEST_PARAMETERS)
    throw malformed('outbound_parameters', `texts of at most ${LONGEST_PARAMETERS} characters`)
  // Printable ASCII but for the caret and the vertical bar.
  if (/[^ -\]_-{}~]/.test(text))
    throw malformed('outbound_parameters', 'seven-bit ASCII without control characters, caret and vertical bar')
}

/** A `rest` service takes its calls under the old name too, but under one of them. */
export function oneOfBoth(calls: string | undefined, legacy: string | undefined): string {
  if (calls !== undefined && legacy !== undefined) throw repeated('rest_calls')
  const sent = calls ?? legacy
  if (!sent) throw missing('rest_calls')
  return sent
}
