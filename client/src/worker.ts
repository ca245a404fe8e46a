import type { Call } from './call.ts'
import type { OutboundTakenStart } from './contract.ts'
import { ProvisorError } from './error.ts'
import { delayBefore, pause } from './retry.ts'

/**
 * Carries one start out. What it gives is the return code; what it throws is why the start could not run.
 * `signal` is aborted when the start was lost: the server has ended it, or gives it to somebody else.
 */
export type WorkerHandler = (start: OutboundTakenStart, signal: AbortSignal) => number | Promise<number>

export type WorkerOptions = {
  /** The same after a restart, and of no other worker: what was lost is known at once. Random when left out. */
  name?: string | undefined
  /** Starts at once: 1 when left out. */
  concurrency?: number | undefined
  /** What went wrong between here and the server; the worker goes on. */
  onError?: ((error: unknown) => void) | undefined
}

export type OutboundWorker = {
  /** Takes nothing more, lets what runs end, and says so to the server. Safe twice. */
  stop(): Promise<void>
}

const WAIT_MS = 20_000

/** Takes starts of one service and carries them out, until it is stopped. */
export function startWorker(
  call: Call,
  handler: WorkerHandler,
  { name = crypto.randomUUID(), concurrency = 1, onError = () => {} }: WorkerOptions,
): OutboundWorker {
  const stopping = new AbortController()
  const underway = new Map<AbortController, Promise<void>>()

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      const opened = await untilAnswered(() => call('outboundWork.open', { body: { worker: name } }))
      if (opened) await workInSession(opened)
    }
  }

  /** Until the session is over, or the worker is to stop and what it runs has ended. */
  async function workInSession({ session, leaseMs }: { session: string; leaseMs: number }): Promise<void> {
    const over = new AbortController()
    over.signal.addEventListener('abort', () => {
      for (const lost of underway.keys()) lost.abort(over.signal.reason)
    })
    const beating = setInterval(() => void beat(session, over), leaseMs / 3)
    const signal = AbortSignal.any([over.signal, stopping.signal])
    while (!signal.aborted) await takeMore(session, over, signal)
    await Promise.all(underway.values())
    clearInterval(beating)
    if (!over.signal.aborted) await call('outboundWork.close', { body: { session } }).catch(onError)
  }

  async function takeMore(session: string, over: AbortController, signal: AbortSignal): Promise<void> {
    if (underway.size >= concurrency) {
      await Promise.race(underway.values())
      return
    }
    const ask = <T>(question: () => Promise<T>) =>
      untilAnswered(
        () =>
          question().catch((error) => {
            if (!isOver(error)) throw error
            over.abort(error)
            return undefined
          }),
        signal,
      )
    const limit = concurrency - underway.size
    const taken = await ask(() => call('outboundWork.take', { body: { session, limit, waitMs: WAIT_MS } }, { signal }))
    if (!taken || taken.items.length === 0) return
    const starts = taken.items.map(({ id, turn }) => ({ id, turn }))
    const acknowledged = await ask(() => call('outboundWork.acknowledge', { body: { session, starts } }))
    // Only what the server still lets us have.
    const ours = new Set(acknowledged?.begun.map(({ id }) => id))
    for (const start of taken.items) if (ours.has(start.id)) begin(session, start)
  }

  /** Again and again, ever more slowly; undefined when nobody wants it any more. */
  async function untilAnswered<T>(
    ask: () => Promise<T>,
    signal: AbortSignal = stopping.signal,
  ): Promise<T | undefined> {
    for (let tried = 1; !signal.aborted; tried++) {
      try {
        return await ask()
      } catch (error) {
        if (signal.aborted) return undefined
        onError(error)
        await pause(delayBefore(Math.min(tried, 7), null)!, signal).catch(() => {})
      }
    }
    return undefined
  }

  async function beat(session: string, over: AbortController): Promise<void> {
    try {
      const { alive } = await call('outboundWork.heartbeat', { body: { session } })
      if (!alive) over.abort(new Error('The session of this worker is over'))
    } catch (error) {
      onError(error)
    }
  }

  function begin(session: string, start: OutboundTakenStart): void {
    const lost = new AbortController()
    underway.set(
      lost,
      run(session, start, lost.signal).finally(() => underway.delete(lost)),
    )
  }

  async function run(session: string, start: OutboundTakenStart, signal: AbortSignal): Promise<void> {
    const end = await endOf(start, signal)
    if (signal.aborted) return
    const body = { session, start: { id: start.id, turn: start.turn }, end }
    // One that was not answered is safe to repeat; what the server refuses is decided.
    await untilAnswered(
      () =>
        call('outboundWork.finish', { body }).catch((error) => {
          if (!isDecided(error)) throw error
          onError(error)
        }),
      signal,
    )
  }

  async function endOf(start: OutboundTakenStart, signal: AbortSignal) {
    try {
      return { code: await handler(start, signal) }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return { why: why.slice(0, 2000) || 'the worker gave no reason' }
    }
  }

  const working = work()
  return {
    async stop() {
      stopping.abort()
      await working
    },
  }
}

const isOver = (error: unknown): boolean => error instanceof ProvisorError && error.code === 'session_over'

const isDecided = (error: unknown): boolean =>
  error instanceof ProvisorError && error.status >= 400 && error.status < 500
