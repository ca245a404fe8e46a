import { SYSTEM } from '../access/actor.ts'
import { makeInterval } from '../base/interval.ts'
import { shownFault } from '../base/masking/shown-fault.ts'
import type { Background, StopLimit } from '../base/stopping.ts'
import type { Transaction } from '../base/transaction.ts'
import type { WallClock } from '../base/wall-clock.ts'
import { record } from '../events/event.ts'
import { type Duty, type DutyRecord, isDue, isHeld, LATE_MS, LEASE_MS, nextTime, nextTimeAfterFault } from './duty.ts'
import type { DutyStores } from './store.ts'

export type KeeperParts = {
  read: DutyStores
  transaction: Transaction<DutyStores>
  wallClock: WallClock
  /** Of this process, unique among those that run. */
  node: string
  onFault: (fault: unknown, what: string) => void
  /** Milliseconds of a clock that never jumps. */
  elapsed?: () => number
}

/** One small question for all duties, so often. */
const LOOK_MS = 1000
const RENEW_MS = 10_000
/** A lease that has run out counts once its holder has said nothing for so long: the clock may have jumped ahead. */
const QUIET_MS = 15_000
/** What the database's own instants may differ by within one look. */
const SLACK_MS = 1000
/** How long stopping waits for runs when nobody sets a limit. */
const STOP_MS = 5000
const FAULT_LENGTH = 300

type Run = { turn: number; renewedAt: number; lost: boolean; ended: Promise<void> }

/**
 * Takes what is due and that nobody else has, and carries it out, each duty beside the others. Any number of processes may
 * run one: a duty has one holder, by a lease of the database's clock, and when its holder dies another one takes over.
 */
export function makeDutyKeeper(parts: KeeperParts) {
  const { read, transaction, wallClock, node, onFault, elapsed = () => performance.now() } = parts
  const duties = new Map<string, Duty>()
  const running = new Map<string, Run>()
  const unchangedFor = makeWatch(elapsed)
  const rounds = makeInterval(() => look())
  let isStopping = false

  /** Makes duties known, before the start. */
  async function enter(given: readonly Duty[]): Promise<void> {
    for (const duty of given) duties.set(duty.name, duty)
    const { records } = await read.duties.list([...duties.keys()])
    const missing = given.filter(({ name }) => !records.some((one) => one.name === name))
    if (missing.length === 0) return
    await transaction(async (tx) => {
      const now = await tx.duties.now()
      for (const { name, times, atOnce } of missing)
        await tx.duties.create(name, atOnce ? now : nextTime(times, now, wallClock))
    })
  }

  /** One look at all duties, or at one. What is taken goes on when this is over. */
  async function look(names: readonly string[] = [...duties.keys()]): Promise<void> {
    for (const [name, run] of running) await renew(name, run)
    const { now, records } = await read.duties.list(names)
    for (const seen of records) await lookAt(duties.get(seen.name)!, seen, now)
  }

  async function lookAt(duty: Duty, seen: DutyRecord, now: number): Promise<void> {
    const latest = { nextAt: nextTime(duty.times, now, wallClock), leaseMs: LEASE_MS }
    if (seen.nextAt > latest.nextAt + SLACK_MS || (seen.leaseUntil ?? 0) > now + LEASE_MS + SLACK_MS)
      return transaction((tx) => tx.duties.drawNear(seen.name, latest))
    const dueFor = unchangedFor(`due ${seen.name}`, `${isDue(seen, now)} ${seen.nextAt} ${seen.answered}`)
    const quietFor = unchangedFor(`lease ${seen.name}`, `${seen.turn} ${seen.leaseUntil}`)
    if (!isDue(seen, now)) return
    if (dueFor >= LATE_MS && seen.lateSince === null) await tellLate(seen)
    if (isStopping || running.has(seen.name) || isHeld(seen, now)) return
    if (seen.leaseUntil !== null && quietFor < QUIET_MS) return
    if (await transaction((tx) => tx.duties.take(seen, node, LEASE_MS))) begin(duty, seen)
  }

  function begin(duty: Duty, seen: DutyRecord): void {
    const run: Run = { turn: seen.turn + 1, renewedAt: elapsed(), lost: false, ended: Promise.resolve() }
    running.set(duty.name, run)
    run.ended = carryOut(duty, seen, run)
      .catch((fault) => onFault(fault, duty.name))
      .finally(() => {
        if (running.get(duty.name) === run) running.delete(duty.name)
      })
  }

  async function carryOut(duty: Duty, seen: DutyRecord, run: Run): Promise<void> {
    const stopping = () => isStopping || run.lost || elapsed() - run.renewedAt >= LEASE_MS
    try {
      await duty.run(stopping)
    } catch (fault) {
      onFault(fault, duty.name)
      return finish(duty, seen, run, 'failed', textOf(fault))
    }
    return finish(duty, seen, run, stopping() ? 'stopped' : 'done')
  }

  /** Gives it back, unless another node has it by now. One that was stopped stays due: another node goes on at once. */
  async function finish(
    { name, times }: Duty,
    seen: DutyRecord,
    { turn }: Run,
    outcome: 'done' | 'failed' | 'stopped',
    fault = '',
  ): Promise<void> {
    await transaction(async (tx) => {
      const found = await tx.duties.lock(name)
      if (found?.turn !== turn) return
      const now = await tx.duties.now()
      const nextAt = {
        done: nextTime(times, now, wallClock),
        failed: nextTimeAfterFault(times, now, wallClock),
        stopped: found.nextAt,
      }[outcome]
      const failingSince = { done: null, failed: found.failingSince ?? now, stopped: found.failingSince }[outcome]
      const answered = outcome === 'stopped' ? found.answered : seen.asked
      await tx.duties.finish(name, { outcome, fault, nextAt, answered, failingSince })
      if (outcome === 'failed' && found.failingSince === null)
        await record(tx, SYSTEM, {
          kind: 'schedule.failed',
          subjectId: found.id,
          description: `${name} failed: ${fault}`,
        })
    })
  }

  async function renew(name: string, run: Run): Promise<void> {
    const at = elapsed()
    if (run.lost || at - run.renewedAt < RENEW_MS) return
    if (await transaction((tx) => tx.duties.renew(name, run.turn, LEASE_MS))) run.renewedAt = at
    else run.lost = true
  }

  /** Once, whichever node comes first. */
  async function tellLate({ name }: DutyRecord): Promise<void> {
    await transaction(async (tx) => {
      const found = await tx.duties.lock(name)
      if (!found || found.lateSince !== null || !isDue(found, await tx.duties.now())) return
      await tx.duties.setLate(name)
      const why = found.holder === null ? 'no node has begun it' : `${found.holder} has it and has not ended it`
      await record(tx, SYSTEM, { kind: 'schedule.late', subjectId: found.id, description: `${name} is late: ${why}` })
    })
  }

  /** Until the runs of this process have ended, but so long at most. */
  async function ended(runs: readonly Run[], mostMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const timeIsUp = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, mostMs)
    })
    await Promise.race([Promise.all(runs.map((run) => run.ended)), timeIsUp])
    clearTimeout(timer)
  }

  return {
    enter,
    known: (): readonly Duty[] => [...duties.values()],
    look,
    /** Waits for what runs here. */
    settle: (mostMs: number) => ended([...running.values()], mostMs),
    /** Begins what was asked of one duty, for whoever does not wait for the nodes, and waits for it so long at most. */
    async carryOn(name: string, mostMs: number): Promise<void> {
      await look([name])
      const run = running.get(name)
      if (run) await ended([run], mostMs)
    },
    background: {
      name: 'schedules',
      start() {
        isStopping = false
        rounds.start(LOOK_MS, (fault) => onFault(fault, 'looking at the schedules'), { atOnce: true })
      },
      /** What does not end in time is taken over by others when its lease is over. */
      async stop({ deadlineMs = STOP_MS }: StopLimit = {}) {
        isStopping = true
        await rounds.stop()
        await ended([...running.values()], deadlineMs)
      },
    } satisfies Background,
  }
}

export type DutyKeeper = ReturnType<typeof makeDutyKeeper>

/** For how long what was told of a thing has stayed the same. */
function makeWatch(elapsed: () => number) {
  const told = new Map<string, { state: string; since: number }>()
  return (thing: string, state: string): number => {
    const known = told.get(thing)
    if (known?.state === state) return elapsed() - known.since
    told.set(thing, { state, since: elapsed() })
    return 0
  }
}

function textOf(fault: unknown): string {
  const { message } = shownFault(fault instanceof Error ? fault : new Error(String(fault))) as { message: string }
  return message.slice(0, FAULT_LENGTH).replaceAll('\0', '')
}
