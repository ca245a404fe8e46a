import { type Logger, pino, stdTimeFunctions } from 'pino'
import { shownFault } from './masking/shown-fault.ts'

export type Log = Logger
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
/** Where lines go; a terminal says so with `isTTY`. */
export type LogDestination = { write(text: string): unknown; readonly isTTY?: boolean }

type Options = { level?: LogLevel; destination?: LogDestination }

/** One JSON object a line for machines; short lines when a person looks on. */
export function makeLog({ level = 'info', destination = process.stderr }: Options = {}): Log {
  const stream = destination.isTTY
    ? { write: (line: string) => void destination.write(readable(JSON.parse(line))) }
    : { write: (line: string) => void destination.write(`${harmless(line.slice(0, -1))}\n`) }
  const formatters = { level: (label: string) => ({ level: label }) }
  return pino({ level, timestamp: stdTimeFunctions.isoTime, formatters, serializers: { err: shownFault } }, stream)
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

/**
 * Log values come from strangers too: none may move the cursor or colour the terminal of the person who reads, or end a line.
 * JSON means the same with them escaped.
 */
const harmless = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
