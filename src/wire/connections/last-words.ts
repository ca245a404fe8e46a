import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AskedFor, asBytes, askedIn, type BareAnswers, type Fault, NOTHING_ASKED } from '../bare-answers.ts'
import { type Connection, type ConnectionVerdict, drop, isOwedAnswer, reset } from './connection.ts'

export type ClientError = NodeJS.ErrnoException & { readonly rawPacket?: Buffer; readonly reason?: string }

/** For the other side to read them. */
const LINGER_MS = 2000

const TOO_SLOW: Readonly<Partial<Record<ConnectionVerdict, Fault>>> = {
  late_head: { status: 408, detail: 'The head of the request came too slowly' },
  slow_sender: { status: 408, detail: 'The body came too slowly' },
}

/** Ends connections, and says why where no answer was begun that this would be taken for a part of. */
export function makeLastWords(bareAnswers: BareAnswers) {
  function refuse(request: IncomingMessage, response: ServerResponse, fault: Fault): void {
    const { status, headers, body } = bareAnswers(fault, askedBy(request))
    response.writeHead(status, headers).end(body)
  }

  /** For what cannot be read as a request. */
  function afterError(connection: Connection, error: ClientError, now: number): void {
    const { request, response } = connection
    if (isOwedAnswer(connection)) answerAndEnd(connection, response!, now)
    else
      sayAndEnd(
        connection,
        faultOf(error),
        request?.complete === false ? askedBy(request) : askedIn(error.rawPacket),
        now,
      )
  }

  function afterVerdict(connection: Connection, verdict: ConnectionVerdict, now: number): void {
    const { request, securing } = connection
    const fault = TOO_SLOW[verdict]
    if (verdict === 'slow_reader') reset(connection)
    else if (!fault || securing) drop(connection)
    else sayAndEnd(connection, fault, request ? askedBy(request) : NOTHING_ASKED, now)
  }

  /** What is wrong comes after a request that is in order, and that one is answered. */
  function answerAndEnd(connection: Connection, response: ServerResponse, now: number): void {
    connection.socket.pause()
    response.shouldKeepAlive = false
    response.once('close', () => {
      connection.endsAt ??= now + LINGER_MS
      connection.socket.end()
    })
  }

  function sayAndEnd(connection: Connection, fault: Fault, asked: AskedFor, now: number): void {
    const { socket, response, request } = connection
    const isBegun = response?.headersSent || connection.before.some((earlier) => !earlier.writableFinished)
    if (isBegun || !socket.writable) {
      reset(connection)
      return
    }
    connection.endsAt = now + LINGER_MS
    // Who waits for the rest of a body hears of its end when this is said; after a head some may still be on the way.
    const isAwaited = request?.complete === false
    socket.end(asBytes(bareAnswers(fault, asked)), () => {
      if (isAwaited) drop(connection)
    })
  }

  return { refuse, afterError, afterVerdict }
}

function faultOf({ code, reason }: ClientError): Fault {
  if (code === 'HPE_HEADER_OVERFLOW') return { status: 431, detail: 'The head of the request is too large' }
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return { status: 413, detail: 'The chunk extensions are too large' }
  return { status: 400, detail: reason ? `The request is malformed: ${reason}` : 'The request is malformed' }
}

const askedBy = (request: IncomingMessage): AskedFor => ({
  method: request.method ?? '',
  url: asAsked(request),
  accept: request.headers.accept,
})

/** The address as it came, which the router has put into another form by now. */
export const asAsked = (request: IncomingMessage & { originalUrl?: string }): string =>
  request.originalUrl ?? request.url ?? ''
