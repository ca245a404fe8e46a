import { type Logger, pino, stdTimeFunctions } from 'pino'

export type Log = Logger
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
/** Where lines go; a terminal says so with `isTTY`. */
export type LogDestination = { write(text: string): unknown; readonly isTTY?: boolean }

type Options = { level?: LogLevel; destination?: LogDestination }

/** One JSON object a line for machines; short lines when a person looks on. */
export function makeLog({ level = 'info', destination = process.stderr }: Options = {}): Log {
  const stream = destination.isTTY
    ? { write: (line: string) => void destination.write(readable(JSON.parse(line))) }
    : destination
  const formatters = { level: (label: string) => ({ level: label }) }
  return pino({ level, timestamp: stdTimeFunctions.isoTime, formatters }, stream)
}

/** `09:00:02 warn  the message  key=value`, in the terminal's own time, with a stack on the lines below. */
function readable(line: Record<string, unknown>): string {
  const { level, time, msg, err, pid: _pid, hostname: _hostname, ...facts } = line
  const clock = new Date(String(time)).toTimeString().slice(0, 8)
  const pairs = Object.entries(facts).map(([name, value]) => ` ${shown(name)}=${shown(value)}`)
  const words = [clock, String(level).padEnd(5), harmless(String(msg ?? ''))].join(' ')
  return `${words}${pairs.length > 0 ? ' ' : ''}${pairs.join('')}\n${err === undefined ? '' : traceOf(err)}`
}

function traceOf(err: unknown): string {
  const { stack, message } = (err ?? {}) as { stack?: unknown; message?: unknown }
  const lines = String(stack ?? message ?? JSON.stringify(err)).split('\n')
  return lines.map((line) => `    ${harmless(line.trim())}\n`).join('')
}

const shown = (value: unknown): string =>
  typeof value === 'string' && /^[\w./:@?&=%+*,-]+$/.test(value) ? value : harmless(JSON.stringify(value))

/** Log values come from strangers too: none may move the cursor or colour the terminal of the person who reads. */
const harmless = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const SECRET_NAMES = [
  /passw|pass$|passphrase|pwd|secret|token|credential|identifier|signature|authoriz/,
  /(access|api|private|licen[cs]e)key|(access|password)hash|cardnum|cvv/,
  /^(user|username|login|auth|key|pw|hash|code)$/,
]

/** The name as the readers of our faces take it: percent-decoded, without case, brackets and marks. */
function isSecret(name: string): boolean {
  const decoded = name.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const [stem = ''] = decoded.toLowerCase().split('[')
  const letters = stem.replace(/[^a-z0-9]/g, '')
  return SECRET_NAMES.some((names) => names.test(letters))
}

/**
 * A URL for the log: the values of parameters that may be credentials are `***`, everything else stays as it came. The
 * faces allow credentials in the query string, and scripts get its separators wrong, so a name counts after `?` and `;`
 * inside a value as well.
 */
export function redactQuery(url: string): string {
  const start = url.indexOf('?')
  if (start === -1) return url
  const pairs = url.slice(start + 1).split('&')
  return `${url.slice(0, start)}?${pairs.map(redactPair).join('&')}`
}

function redactPair(pair: string): string {
  let start = 0
  for (const part of pair.split(/[?;]/)) {
    const equals = part.indexOf('=')
    if (equals >= 0 && isSecret(part.slice(0, equals))) return `${pair.slice(0, start + equals)}=***`
    start += part.length + 1
  }
  return pair
}
