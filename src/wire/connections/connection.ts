import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Zero is no limit. */
export type Pace = {
  /** From the first byte of a head, or of a TLS handshake, to its last. */
  headMs: number
  /** The least that a body comes with, and an answer is taken with. */
  bytesPerSecond: number
}

/** Why a connection is ended by us. */
export type ConnectionVerdict = 'silent' | 'late_head' | 'slow_sender' | 'slow_reader'

/** A connection that was let in. Times are those of the watch, in milliseconds. */
export type Connection = {
  /** What the kernel gave, which stays the same below TLS. */
  readonly raw: Socket
  /** What HTTP is spoken on: the same one, or the one that TLS made of it. */
  socket: Socket
  /** TLS has not begun or not ended its handshake. */
  securing: boolean
  /** The latest request that is not over, with its answer, and the answers that go before that one. */
  request: IncomingMessage | undefined
  response: ServerResponse | undefined
  before: ServerResponse[]
  /** Whether there was a request. */
  used: boolean
  /** Since when nothing was said, and how much was read until then. */
  quietSince: number
  quietRead: number
  headSince: number | undefined
  sending: Sample | undefined
  reading: Sample | undefined
  /** We have said our last word, and go then at the latest. */
  endsAt: number | undefined
}

type Sample = { readonly at: number; readonly bytes: number }

/** Browsers open connections before they need them. */
const SILENT_MS = 60_000

/** A pause is nothing yet; so long at less than the least rate is too slow. */
const WINDOW_MS = 30_000

/** Some clients send an empty line after a body. */
const STRAY_BYTES = 2

/** While they are sent they hold what there is little of, such as a snapshot of the database. */
const HASTY = new WeakSet<ServerResponse>()
const HASTY_BYTES_PER_SECOND = 16 * 1024

/** Asks more of who reads this answer than of others. */
export function hasten(response: ServerResponse): void {
  HASTY.add(response)
}

export function makeConnection(raw: Socket, securing: boolean, now: number): Connection {
  return {
    raw,
    socket: raw,
    securing,
    request: undefined,
    response: undefined,
    before: [],
    used: false,
    quietSince: now,
    quietRead: 0,
    headSince: undefined,
    sending: undefined,
    reading: undefined,
    endsAt: undefined,
  }
}

/** By the outer one of its sockets: Node crashes where TLS is ended in the same turn as what lies below it. */
export function drop({ socket }: Connection): void {
  socket.destroy()
}

/**
 * So that half an answer is never a whole one: to an old client the end of the connection is the end of the document. TLS
 * has an end mark of its own, which is not sent.
 */
export function reset({ raw, socket }: Connection): void {
  if (socket === raw) raw.resetAndDestroy()
  else socket.destroy()
}

/** Whether this request came whole, and we owe an answer. */
export const isOwedAnswer = ({ request, response }: Connection): boolean =>
  request?.complete === true && response?.writableFinished === false

/** What is wrong with it by now. To be asked again and again: what is seen is remembered until then. */
export function judge(connection: Connection, now: number, pace: Pace): ConnectionVerdict | undefined {
  if (isReadTooSlowly(connection, now, pace)) return 'slow_reader'
  if (connection.request?.complete === false) return isSentTooSlowly(connection, now, pace) ? 'slow_sender' : undefined
  if (isOwedAnswer(connection)) {
    becomeQuiet(connection, now)
    return undefined
  }
  if (connection.request) {
    connection.request = undefined
    connection.response = undefined
    becomeQuiet(connection, now)
  }
  return judgeHead(connection, now, pace)
}

/** What came until now belongs to what was asked already. */
export function becomeQuiet(connection: Connection, now: number): void {
  connection.quietSince = now
  connection.quietRead = connection.socket.bytesRead
  connection.headSince = undefined
  connection.sending = undefined
}

/** One that was used already is for the time-out between two requests. */
function judgeHead(connection: Connection, now: number, { headMs }: Pace): ConnectionVerdict | undefined {
  if (connection.socket.bytesRead - connection.quietRead <= STRAY_BYTES)
    return !connection.used && now - connection.quietSince >= SILENT_MS ? 'silent' : undefined
  connection.headSince ??= now
  return headMs > 0 && now - connection.headSince >= headMs ? 'late_head' : undefined
}

/** Only while we read: what we do not take yet, nobody can send. */
function isSentTooSlowly(connection: Connection, now: number, { bytesPerSecond }: Pace): boolean {
  if (connection.socket.isPaused()) connection.sending = undefined
  else return lags(connection, 'sending', connection.socket.bytesRead, now, bytesPerSecond)
  return false
}

/** Only while the kernel does not take what we have: then the other side does not take what the kernel has. */
function isReadTooSlowly(connection: Connection, now: number, { bytesPerSecond }: Pace): boolean {
  const { queued, written } = handedOver(connection.raw)
  if (queued === 0) {
    connection.reading = undefined
    return false
  }
  const { response } = connection
  const least = response && HASTY.has(response) ? Math.max(HASTY_BYTES_PER_SECOND, bytesPerSecond) : bytesPerSecond
  return lags(connection, 'reading', written - queued, now, least)
}

function lags(
  connection: Connection,
  direction: 'sending' | 'reading',
  bytes: number,
  now: number,
  least: number,
): boolean {
  const begun = connection[direction]
  if (begun && now - begun.at < WINDOW_MS) return false
  connection[direction] = { at: now, bytes }
  return begun !== undefined && bytes - begun.bytes < (least * (now - begun.at)) / 1000
}

/**
 * `socket.bytesWritten` counts what was given to the socket and `writableLength` whole writes, of which one may be all of
 * an answer. How much of it the kernel has taken only the handle says.
 */
function handedOver(raw: Socket): { queued: number; written: number } {
  const { _handle: handle } = raw as { _handle?: { writeQueueSize?: number; bytesWritten?: number } | null }
  const queued = handle?.writeQueueSize ?? 0
  return { queued, written: queued === 0 ? 0 : (handle?.bytesWritten ?? 0) }
}
