import { makeInterval } from '../base/interval.ts'
import { causeOf } from '../base/measuring/causes.ts'
import { inSpan, tracing } from '../base/measuring/tracing.ts'
import type { StopLimit } from '../base/stopping.ts'
import type { Job } from './job.ts'
import { type JobOutcome, retryAfter } from './outcome.ts'
import type { EndedJob, Origins, Queue } from './queue.ts'
import type { JobTx } from './store.ts'

/**
 * Does the work of one job and says how its turn ends. `signal` is aborted when the job may be in somebody else's hands
 * (the lease was lost) or the process has no time left: whatever can be left undone should be. A handler that ended the
 * turn in a transaction of its own, with `queue.finish`, answers 'settled'.
 */
export type JobHandler = (job: Job, signal: AbortSignal, hold: Hold) => Promise<JobOutcome | 'settled'>

/** For a handler that is about to do what cannot be undone. */
export type Hold = {
  /** True once nothing more is to be begun. */
  isStopping(): boolean
  /** Ends the turn as if the job had not been taken. False when the turn is not its turn any more. */
  giveBack(tx: JobTx): Promise<boolean>
}

/** Tells a worker that there may be work: a speed-up, never the only way to hear of it. */
export type Listen = (heard: () => void) => Promise<{ stop(): Promise<void> }>

export type WorkerParts = {
  queue: Queue
  /** By kind of job. */
  handlers: Readonly<Record<string, JobHandler>>
  /** The kinds of lanes that it serves. */
  laneKinds: readonly string[]
  /** Unique among the workers that run now; the same after a restart, so that what it had is recovered at once. */
  name: string
  /** Jobs at once in this process. */
  concurrency?: number
  /** A worker that shows no sign of life for so long has lost its jobs. */
  leaseMs?: number
  /** How often it looks for work that nobody told it of. */
  pollMs?: number
  listen?: Listen
  /** Faults of handlers, with their job, and of the database; the worker goes on. */
  onFault: (fault: unknown, job?: Job) => void
  /** An end that came after the lease was lost: it changed nothing. */
  onLate?: (job: Job, outcome: JobOutcome) => void
}

/** Delay after a fault of a handler: doubles with each attempt, up to five minutes. */
const faultDelayMs = (attempt: number): number => Math.min(300_000, 1000 * 2 ** Math.min(attempt - 1, 20))
/** A kind that nobody handles here may be handled by a newer process soon. */
const UNHANDLED_DELAY_MS = 10_000
/** While there is little to do, claims come no closer than this: jobs that begin at nearly one time share one. */
const LULL_MS = 5
const AFTER_FAULT_MS = 1000

const factsOf = ({ id, laneId, attempt, band }: Job) => ({ job: id, lane: laneId, attempt, band })
const causedBy = ({ payload }: Job) => ({ kind: 'consumer', from: causeOf(payload) }) as const

type Underway = { turn: number; abort: AbortController; over: Promise<void> }

export function makeWorker(parts: WorkerParts) {
  const { queue, handlers, laneKinds, name, onFault, onLate, listen } = parts
  const { concurrency = 64, leaseMs = 30_000, pollMs = 500 } = parts
  const underway = new Map<number, Underway>()
  const ended: EndedJob[] = []
  let holderId = 0
  let beatenAt = 0
  const heartbeats = makeInterval(beat)
  let listening: { stop(): Promise<void> } | undefined
  let forget: (() => void) | undefined
  let pumping: Promise<void> | undefined
  let turning: Promise<number> | undefined
  /** Nothing is begun any more; what has ended is still handed over. */
  let stopping = false
  let over = false
  let wake = () => {}
  let woken = false
  let eagerMs = pollMs

  const poke = () => {
    woken = true
    wake()
  }

  /** Whoever tells of work may still have to commit it, so the first looks come close together. */
  const hear = () => {
    eagerMs = LULL_MS
    poke()
  }

  /** Until poked, or the time is over. */
  async function rest(ms: number): Promise<void> {
    if (ms <= 0) await new Promise(setImmediate)
    else if (!woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    woken = false
  }

  async function pump(): Promise<void> {
    let faulty = false
    let doubtfulAt = Number.POSITIVE_INFINITY
    /** A claim that failed here may have been made all the same, or be made yet: only the connection was lost. */
    const disownUnknown = async (again: boolean) => {
      const known = [...[...underway.values()].map(({ turn }) => turn), ...ended.map(({ job }) => job.turn)]
      await queue.work.disown(holderId, [...new Set(known)])
      doubtfulAt = again ? performance.now() + leaseMs : Number.POSITIVE_INFINITY
    }
    while (!over) {
      try {
        // What has ended must not wait for a claim that does not succeed.
        if (faulty) await flush()
        if (faulty || performance.now() >= doubtfulAt) await disownUnknown(faulty)
        faulty = false
        turning = turnOver()
        await rest(await turning)
      } catch (fault) {
        faulty = true
        onFault(fault)
        await rest(AFTER_FAULT_MS)
      }
    }
  }

  /** Ends what has ended and begins what there is room for; answers how long nothing more is to be expected. */
  async function turnOver(): Promise<number> {
    const limit = stopping ? 0 : concurrency - underway.size
    if (limit <= 0) {
      await flush()
      return pollMs
    }
    const asked = performance.now()
    const { jobs, origins, nextInMs } = await ending(async (batch) => {
      const { known, ...claimed } = await queue.work.turnOver(batch, { holderId, limit, of: { kinds: laneKinds } })
      return [known, claimed]
    })
    if (stopping) {
      if (jobs.length > 0) await queue.work.unbegin(jobs, origins)
      return pollMs
    }
    for (const job of jobs) begin(job, origins)
    if (jobs.length === limit) return pollMs
    if (nextInMs === 0) return 0
    eagerMs = Math.min(pollMs, eagerMs * 2)
    // It was told of an instant; on the way here, from far away, much of the time is over.
    return Math.min(eagerMs, Math.max(LULL_MS, (nextInMs ?? pollMs) - (performance.now() - asked)))
  }

  function begin(job: Job, origins: Origins | undefined): void {
    const mine: Underway = { turn: job.turn, abort: new AbortController(), over: Promise.resolve() }
    underway.set(job.id, mine)
    mine.over = run(job, mine, origins)
  }

  async function run(job: Job, mine: Underway, origins: Origins | undefined): Promise<void> {
    const hold: Hold = {
      isStopping: () => stopping,
      giveBack: (tx) => queue.unbegin(tx, job, origins?.get(job.id)),
    }
    const outcome = await outcomeOf(job, mine.abort.signal, hold)
    const isMine = underway.get(job.id) === mine
    if (isMine) underway.delete(job.id)
    if (outcome !== 'settled') {
      if (isMine) ended.push({ job, outcome })
      else onLate?.(job, outcome)
    }
    poke()
  }

  async function outcomeOf(job: Job, signal: AbortSignal, hold: Hold): Promise<JobOutcome | 'settled'> {
    const handler = handlers[job.kind]
    if (!handler) {
      onFault(new Error(`Nobody here handles jobs of kind ${job.kind}`), job)
      return retryAfter('nobody handles this kind of job', UNHANDLED_DELAY_MS, { health: 'unsaid' })
    }
    try {
      return tracing()
        ? await inSpan(`job ${job.kind}`, factsOf(job), () => handler(job, signal, hold), causedBy(job))
        : await handler(job, signal, hold)
    } catch (fault) {
      onFault(fault, job)
      const why = fault instanceof Error ? fault.message : String(fault)
      return retryAfter(why, faultDelayMs(job.attempt), { health: 'unsaid' })
    }
  }

  async function flush(): Promise<void> {
    if (ended.length > 0) await ending(async (batch) => [await queue.work.finish(batch), undefined])
  }

  /** Hands over what has ended, which stays with us when that fails. */
  async function ending<T>(work: (batch: EndedJob[]) => Promise<[known: boolean[], answer: T]>): Promise<T> {
    const batch = ended.splice(0)
    try {
      const [known, answer] = await work(batch)
      for (const [index, { job, outcome }] of batch.entries()) if (!known[index]) onLate?.(job, outcome)
      return answer
    } catch (fault) {
      ended.unshift(...batch)
      throw fault
    }
  }

  async function beat(): Promise<void> {
    const beganAt = performance.now()
    const alive = await queue.work.beat(holderId, leaseMs).catch((fault) => {
      onFault(fault)
      // As long as the lease of the last beat goes on, nobody else has our jobs.
      return performance.now() - beatenAt < leaseMs
    })
    if (alive) {
      beatenAt = Math.max(beatenAt, beganAt)
      return
    }
    loseAll(new Error('The lease was lost'))
    await register()
  }

  async function register(): Promise<void> {
    beatenAt = performance.now()
    holderId = await queue.work.register(name, leaseMs)
    poke()
  }

  function loseAll(why: Error): void {
    for (const { abort } of underway.values()) abort.abort(why)
    underway.clear()
  }

  async function halt(): Promise<void> {
    stopping = true
    poke()
    // Its fault is the pump's to tell.
    await turning?.catch(() => {})
  }

  async function shutDown(deadlineMs: number, graceMs: number): Promise<void> {
    await halt()
    forget?.()
    await listening?.stop()
    await drained(deadlineMs)
    for (const { abort } of underway.values()) abort.abort(new Error('The server was stopped before an answer came'))
    await drained(graceMs)
    underway.clear()
    over = true
    poke()
    await pumping
    // One that is on its way would enter us again after we have left.
    await heartbeats.stop()
    try {
      await flush()
    } finally {
      await queue.work.surrender(holderId)
    }
  }

  let stopped: Promise<void> | undefined

  return {
    /** Once. */
    async start(): Promise<void> {
      if (pumping) return
      await register()
      heartbeats.start(leaseMs / 3, onFault)
      forget = queue.work.onWork(hear)
      listening = await listen?.(hear)
      pumping = pump()
    },
    /**
     * Takes nothing more; what was being claimed right now goes back. Resolves when no claim is under way. What runs goes
     * on until `stop`.
     */
    halt,
    /**
     * Takes nothing more and lets what runs end. After `deadlineMs` it aborts the rest, waits `graceMs` for those that
     * answer to that, and gives up what remains: others have it at once. Safe twice, and before the start.
     */
    async stop({ deadlineMs = 10_000, graceMs = 500 }: StopLimit = {}): Promise<void> {
      if (!pumping) return
      stopped ??= shutDown(deadlineMs, graceMs)
      await stopped
    },
    /** How many jobs run in this process. */
    running: () => underway.size,
  }

  async function drained(withinMs: number): Promise<void> {
    const all = Promise.all([...underway.values()].map((one) => one.over))
    let timer: NodeJS.Timeout | undefined
    const timeIsUp = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs)
    })
    await Promise.race([all, timeIsUp])
    clearTimeout(timer)
  }
}
