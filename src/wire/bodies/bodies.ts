import type { FastifyReply, FastifyRequest } from 'fastify'
import { blockOf } from '../../base/ip-addresses.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import { type Allowance, type Allowances, makeAllowance, makeAllowances, type Release } from './allowance.ts'
import { BodyTooLarge } from './body-too-large.ts'
import { incomingBody } from './incoming-body.ts'
import { lingerAfter } from './linger.ts'
import { openSpool, type Spool } from './spool.ts'

/** Who sends a body: somebody whose credentials were seen to be right, or nobody knows. */
export type Sender = 'known' | 'stranger'

export type BodyLimits = {
  /** The largest body that is held as a whole. */
  readonly bodyBytes: number
  /** The largest that is taken at all, files in it included. */
  readonly largestBytes: number
  /** Memory for bodies that come in or are read at the same time; what does not fit waits on disk. */
  readonly memoryBytes: number
  /** For what waits on disk. */
  readonly folder: string
}

/** A body as a face reads it. What it takes of memory and disk is given back when the request is answered. */
export type RequestBody = AsyncIterable<Uint8Array> & {
  /** The first 64 KiB, or all of it where it is no larger: so much is read of everybody. With files it may be larger. */
  beginning(withFiles?: 'with files'): Promise<{ bytes: Buffer; isWhole: boolean }>
  /** All of a stranger's, on disk, to be read more than once: who it is may be said anywhere. */
  kept(withFiles?: 'with files'): Promise<Spool>
  /** All of it in memory, for somebody who is known. */
  whole(): Promise<Buffer>
  /** The sender turned out to be known: makes place for others. */
  settle(): void
}

declare module 'fastify' {
  interface FastifyRequest {
    /** For faces that know who calls before they read: what is read afterwards. */
    sentBody: RequestBody | null
  }
}

const BEGINNING_BYTES = 64 * 1024
/** Up to here an unknown sender may put credentials anywhere. */
const LARGE_BYTES = 1024 * 1024
/** Of a body that is refused, so much is still taken off the line. */
const LINGER_BYTES = 1024 * 1024
const SMALL_AT_ONCE = 16
const LARGE_AT_ONCE = 2
const WAIT_MS = 60_000
/** So long a large body of an unknown sender may take up the place of others. */
const LARGE_MS = 120_000

/** One for the server: what bodies take of it, and what is left for whom nobody knows. */
export function makeBodies(limits: BodyLimits) {
  const memory = makeAllowance(Math.max(limits.memoryBytes, limits.bodyBytes))
  const strangers = {
    small: makeAllowances(SMALL_AT_ONCE),
    large: makeAllowances(LARGE_AT_ONCE),
    disk: makeAllowance(2 * limits.largestBytes),
  }
  return {
    /** Undefined where the request has no body. */
    open: (request: FastifyRequest, reply: FastifyReply, address: string): RequestBody | undefined =>
      hasBody(request) ? openBody(request, reply, blockOf(address), limits, { memory, strangers }) : undefined,
  }
}

export type Bodies = ReturnType<typeof makeBodies>

type Shares = {
  memory: Allowance
  strangers: { small: Allowances; large: Allowances; disk: Allowance }
}

function openBody(
  request: FastifyRequest,
  reply: FastifyReply,
  block: string,
  { bodyBytes, largestBytes, folder }: BodyLimits,
  { memory, strangers }: Shares,
): RequestBody {
  const body = incomingBody(request.raw)
  const declared = declaredSize(request)
  /** Made when somebody waits, which is seldom. */
  let gone: AbortController | undefined
  let isOver = false
  let spool: Spool | undefined
  const held: Release[] = []
  /** For a place that others have a claim on. */
  const places: Release[] = []

  reply.raw.once('close', () => {
    isOver = true
    gone?.abort()
    settle()
    for (const release of held.splice(0)) release()
  })
  reply.raw.once('finish', () => body.passRest(largestBytes))

  function patience(): AbortSignal {
    gone ??= new AbortController()
    if (isOver) gone.abort()
    return AbortSignal.any([gone.signal, AbortSignal.timeout(WAIT_MS)])
  }

  /** What comes when the request is over already goes back at once. */
  function hold(list: Release[], release: Release): void {
    if (isOver) release()
    else list.push(release)
  }

  function settle(): void {
    for (const release of places.splice(0)) release()
  }

  function tooLarge(): BodyTooLarge {
    reply.header('connection', 'close')
    body.passRest(LINGER_BYTES, 'pause')
    lingerAfter(reply.raw)
    return new BodyTooLarge()
  }

  function requireAtMost(most: number, size = declared ?? 0): void {
    if (size > most) throw tooLarge()
  }

  async function inMemory(most: number): Promise<Buffer> {
    const { bytes, isWhole } = await body.peek(most + 1)
    if (!isWhole) throw tooLarge()
    return bytes
  }

  async function takeLargePlace(most: number): Promise<void> {
    hold(places, await strangers.large.take(block, 1, patience()))
    const disk = strangers.disk.tryTake(declared ?? most)
    if (!disk) throw tooLarge()
    hold(places, disk)
  }

  /** Out of memory, in its own time. */
  async function onDisk(sender: Sender, most: number): Promise<Spool> {
    const began = performance.now()
    let isLarge = false
    const becomeLarge = async () => {
      isLarge = true
      if (sender === 'stranger') await takeLargePlace(most)
    }
    if (sender === 'stranger') hold(places, await strangers.small.take(block, 1, patience()))
    if ((declared ?? 0) > LARGE_BYTES) await becomeLarge()
    const file = await openSpool(folder)
    hold(held, file.close)
    for await (const piece of body) {
      const size = file.size() + piece.length
      requireAtMost(most, size)
      if (size > LARGE_BYTES && !isLarge) await becomeLarge()
      if (isLarge && sender === 'stranger' && performance.now() - began > LARGE_MS)
        throw new MalformedRequest('The body came too slowly')
      await file.write(piece)
    }
    return file
  }

  return {
    async beginning(withFiles) {
      requireAtMost(withFiles ? largestBytes : bodyBytes)
      return body.peek(BEGINNING_BYTES)
    },

    async kept(withFiles) {
      spool = await onDisk('stranger', withFiles ? largestBytes : bodyBytes)
      return spool
    },

    async whole() {
      requireAtMost(bodyBytes)
      if (!spool) {
        const { bytes, isWhole } = await body.peek(BEGINNING_BYTES)
        if (isWhole) return bytes
        const room = memory.tryTake(declared ?? bodyBytes)
        if (room) {
          hold(held, room)
          return inMemory(declared ?? bodyBytes)
        }
        spool = await onDisk('known', bodyBytes)
      }
      hold(held, await memory.take(spool.size(), patience()))
      return spool.whole()
    },

    settle,

    [Symbol.asyncIterator]: () => body[Symbol.asyncIterator](),
  }
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

function declaredSize({ headers }: FastifyRequest): number | undefined {
  const length = headers['content-length']
  return length === undefined ? undefined : Number(length)
}
