import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type AddressList, blockOf } from '../../base/ip-addresses.ts'
import type { Log } from '../../base/log.ts'
import { type AdmissionLimits, makeAdmission } from '../admission.ts'
import type { BareAnswers } from '../bare-answers.ts'
import { becomeQuiet, type Connection, drop, judge, makeConnection, type Pace, reset } from './connection.ts'
import { makeEndings } from './endings.ts'
import { faultOfHead } from './heads.ts'
import { asAsked, type ClientError, makeLastWords } from './last-words.ts'

export type ConnectionLimits = AdmissionLimits & Pace

type Parts = { limits: ConnectionLimits; trustedProxies: AddressList; bareAnswers: BareAnswers; log: Log }

const LOOK_MS = 1000
/** A process that was held up has not listened meanwhile, and nobody was slow for that. */
const LONGEST_LOOK_MS = 2 * LOOK_MS
/** Requests of one connection that wait for the answers before theirs. */
const MOST_PIPELINED = 100

/**
 * What connections may do before and beside what is asked on them: how many there are, and how long they may take. One look
 * at all of them every second takes the place of a timer for each.
 */
export function makeConnections({ limits, trustedProxies, bareAnswers, log }: Parts) {
  const admission = makeAdmission(limits, trustedProxies)
  const endings = makeEndings(log)
  const lastWords = makeLastWords(bareAnswers)
  const open = new Set<Connection>()
  const bySocket = new WeakMap<Socket, Connection>()
  /** Of those whose TLS handshake is not over, by their two ends. */
  const securing = new Map<string, Connection>()
  let now = 0

  /** Stands between the server and those who listen to it already. */
  function watch(server: Server): void {
    const isTls = 'setSecureContext' in server
    // These allow for a whole request what should be allowed for a part of it.
    server.headersTimeout = 0
    server.requestTimeout = 0
    stepIn(server, 'connection', (socket: Socket) => admit(socket, isTls))
    if (isTls) stepIn(server, 'secureConnection', secured)
    stepIn(server, 'request', begin)
    server.on('checkExpectation', refuseExpectation)
    server.removeAllListeners('clientError')
    server.on('clientError', onClientError)
    server.once('listening', () => {
      const timer = setInterval(lookAgain(), LOOK_MS)
      timer.unref()
      server.once('close', () => clearInterval(timer))
    })
  }

  function lookAgain(): () => void {
    let last = performance.now()
    return () => {
      const at = performance.now()
      look(Math.min(at - last, LONGEST_LOOK_MS))
      last = at
    }
  }

  function admit(raw: Socket, isTls: boolean): boolean {
    const address = raw.remoteAddress
    const leave = address === undefined ? undefined : admission.enter(address)
    if (!leave) {
      // Somebody who was not even told is nobody to wait for.
      raw.on('error', () => {})
      raw.destroy()
      if (address !== undefined) endings.add('refused', now, { address: blockOf(address) })
      return false
    }
    const connection = makeConnection(raw, isTls, now)
    open.add(connection)
    const ends = endsOf(raw)
    if (isTls) securing.set(ends, connection)
    else bySocket.set(raw, connection)
    raw.once('close', () => {
      open.delete(connection)
      if (securing.get(ends) === connection) securing.delete(ends)
      leave()
    })
    return true
  }

  function secured(socket: Socket): boolean {
    const ends = endsOf(socket)
    const connection = securing.get(ends)
    if (!connection) {
      // It has gone already.
      socket.on('error', () => {})
      socket.destroy()
      return false
    }
    securing.delete(ends)
    connection.socket = socket
    connection.securing = false
    becomeQuiet(connection, now)
    bySocket.set(socket, connection)
    return true
  }

  /** Whether a face is to see this request. */
  function begin(request: IncomingMessage, response: ServerResponse): boolean {
    const connection = bySocket.get(request.socket)
    if (!connection) return true
    // Our last word is said.
    if (connection.endsAt !== undefined) return false
    if (connection.response && !takesItsTurn(connection, connection.response)) {
      endings.add('pipelined', now)
      reset(connection)
      return false
    }
    connection.request = request
    connection.response = response
    connection.used = true
    const fault = faultOfHead(request)
    if (!fault) return true
    endings.add('malformed', now)
    lastWords.refuse(request, response, fault)
    return false
  }

  function refuseExpectation(request: IncomingMessage, response: ServerResponse): void {
    if (begin(request, response))
      lastWords.refuse(request, response, { status: 417, detail: 'The only expectation that is met is 100-continue' })
  }

  function onClientError(error: ClientError, socket: Socket): void {
    const connection = bySocket.get(socket)
    if (!connection || !error.code?.startsWith('HPE_')) socket.destroy(error)
    else if (connection.endsAt === undefined) {
      endings.add('malformed', now)
      lastWords.afterError(connection, error, now)
    }
  }

  /** Looks at every connection, when so many milliseconds went by since the last look. */
  function look(elapsedMs: number): void {
    now += elapsedMs
    for (const connection of open) {
      if (connection.endsAt !== undefined) {
        if (now >= connection.endsAt) drop(connection)
        continue
      }
      const verdict = judge(connection, now, limits)
      if (!verdict) continue
      const { raw, request } = connection
      endings.add(verdict, now, {
        address: raw.remoteAddress,
        path: request && asAsked(request).split('?', 1)[0]!.slice(0, 200),
      })
      lastWords.afterVerdict(connection, verdict, now)
    }
  }

  return { watch, look, open: () => open.size, blocks: admission.blocks, endings: endings.counts }
}

export type Connections = ReturnType<typeof makeConnections>

/** Keeps the answers that go first, as far as they are not sent; false when they are too many. */
function takesItsTurn(connection: Connection, latest: ServerResponse): boolean {
  const { before } = connection
  if (latest.writableFinished) {
    if (before.length > 0) connection.before = []
    return true
  }
  while (before[0]?.writableFinished) before.shift()
  return before.push(latest) < MOST_PIPELINED
}

/** TLS makes another socket of a connection, between the same ends. */
const endsOf = ({ remoteAddress, remotePort, localAddress }: Socket): string =>
  `${remoteAddress} ${remotePort} ${localAddress}`

/** Puts a question before those who listen. */
function stepIn<Args extends unknown[]>(server: Server, event: string, mayGoOn: (...args: Args) => boolean): void {
  const listeners = server.listeners(event)
  server.removeAllListeners(event)
  server.on(event, (...args: unknown[]) => {
    if (mayGoOn(...(args as Args))) for (const listener of listeners) listener.apply(server, args)
  })
}
