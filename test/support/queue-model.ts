import type { JobState, OnLost } from '../../src/jobs/job.ts'
import type { JobOutcome } from '../../src/jobs/outcome.ts'
import type { Origin } from '../../src/jobs/queue.ts'

/** The queue as it would be if nothing could go wrong: everything in memory, one thing at a time, nothing kept twice. */
export type ModelLane = {
  concurrency: number | null
  queueLimit: number | null
  breakAfter: number | null
  breakForMs: number
  intervalMs: number | null
  paused: boolean
  breaker: 'closed' | 'open' | 'half-open'
  failures: number
  openUntil: number
  probe: number | null
  nextStart: number
}

export type ModelJob = {
  id: number
  lane: number
  band: number
  key: string | null
  reference: string
  state: JobState
  parked: boolean
  runAt: number | null
  expiresAt: number | null
  onLost: OnLost
  holder: number | null
  turn: number
  losses: number
  purge: number | null
}

export type ModelPurge = { id: number; undoUntil: number | null; undone: boolean }

export class QueueModel {
  now: number
  readonly lanes = new Map<number, ModelLane>()
  readonly jobs = new Map<number, ModelJob>()
  readonly purges: ModelPurge[] = []
  /** Until when each holder's lease goes. */
  readonly holders = new Map<number, number>()

  constructor(now: number) {
    this.now = now
  }

  of(lane: number, ...states: JobState[]): ModelJob[] {
    return [...this.jobs.values()].filter((job) => job.lane === lane && states.includes(job.state))
  }

  counts(lane: number) {
    return {
      waiting: this.of(lane, 'waiting', 'offered').length,
      offered: this.of(lane, 'offered').length,
      running: this.of(lane, 'running').length,
    }
  }

  /** As they will be claimed, whether or not they may be yet. */
  line(lane: number): ModelJob[] {
    return this.of(lane, 'waiting', 'offered').sort((a, b) => a.band - b.band || a.id - b.id)
  }

  isAlive(holder: number): boolean {
    return this.holders.has(holder)
  }

  claim(laneId: number, limit: number, holder: number, offering: boolean): number[] {
    const lane = this.lanes.get(laneId)!
    if (!this.isAlive(holder) || lane.paused) return []
    const through =
      lane.breaker === 'closed'
        ? Number.POSITIVE_INFINITY
        : lane.breaker === 'open'
          ? Number(lane.openUntil <= this.now)
          : Number(lane.probe === null)
    const looks = offering
      ? []
      : this.of(laneId, 'running')
          .filter((job) => job.parked && job.runAt! <= this.now)
          .sort((a, b) => a.runAt! - b.runAt! || a.id - b.id)
          .slice(0, Math.min(limit, through))
    const { offered, running } = this.counts(laneId)
    const room = Math.min(
      limit - looks.length,
      through - looks.length,
      (lane.concurrency ?? Number.POSITIVE_INFINITY) - offered - running,
      this.startsAllowed(lane),
    )
    const prepared = this.begin(laneId, room)
    for (const job of [...looks, ...prepared]) {
      job.holder = holder
      job.turn += 1
      job.parked = false
      job.runAt = null
    }
    for (const job of prepared) {
      job.state = offering ? 'offered' : 'running'
      if (!offering) job.expiresAt = null
    }
    const first = [...looks, ...prepared][0]
    if (first && lane.breaker !== 'closed') {
      lane.breaker = 'half-open'
      lane.probe = first.id
    }
    if (lane.intervalMs !== null && prepared.length > 0)
      lane.nextStart = Math.max(lane.nextStart, this.now - 20) + prepared.length * lane.intervalMs
    return [...looks, ...prepared].map(({ id }) => id)
  }

  private startsAllowed({ intervalMs, nextStart }: ModelLane): number {
    if (intervalMs === null) return Number.POSITIVE_INFINITY
    const from = Math.max(nextStart, this.now - 20)
    return from > this.now ? 0 : Math.floor((this.now - from) / intervalMs) + 1
  }

  private begin(laneId: number, room: number): ModelJob[] {
    const prepared: ModelJob[] = []
    if (room <= 0) return prepared
    const busy = new Set(this.of(laneId, 'offered', 'running').map(({ key }) => key))
    for (const job of this.line(laneId)) {
      if (job.state === 'offered' || (job.runAt !== null && job.runAt > this.now)) continue
      if (job.expiresAt !== null && job.expiresAt <= this.now) job.state = 'failed'
      else if (job.key === null || !busy.has(job.key)) {
        busy.add(job.key)
        prepared.push(job)
      }
      if (prepared.length === room) return prepared
    }
    return prepared
  }

  finish(job: ModelJob, turn: number | null, outcome: JobOutcome): boolean {
    if (job.state !== 'running' || (turn !== null && job.turn !== turn)) return false
    job.holder = null
    job.parked = outcome.is === 'unknown'
    if (outcome.is === 'done') job.state = 'done'
    if (outcome.is === 'giveUp') job.state = 'failed'
    if (outcome.is === 'retryAfter') job.state = 'waiting'
    if (outcome.is === 'retryAfter' || outcome.is === 'unknown') job.runAt = this.now + outcome.delayMs
    this.judge(job, outcome.health)
    return true
  }

  unbegin(job: ModelJob, turn: number, origin: Origin | undefined): boolean {
    if (origin?.is === 'parked') return this.finish(job, turn, { is: 'unknown', why: '', delayMs: 0, health: 'unsaid' })
    if (job.state !== 'running' || job.turn !== turn || job.holder === null) return false
    job.state = 'waiting'
    job.holder = null
    job.expiresAt = origin?.expiresAt ?? null
    this.judge(job, 'unsaid')
    return true
  }

  judge(job: ModelJob, health: JobOutcome['health']): void {
    const lane = this.lanes.get(job.lane)!
    const isProbe = lane.probe === job.id
    if (isProbe) lane.probe = null
    if (health === 'unsaid' || (health !== 'broken' && lane.breaker !== 'closed' && !isProbe)) return
    if (health === 'well') Object.assign(lane, { breaker: 'closed', failures: 0 })
    if (health === 'ill') lane.failures += 1
    const opens = isProbe || (lane.breakAfter !== null && lane.failures >= lane.breakAfter)
    if (health === 'broken' || (health === 'ill' && opens))
      Object.assign(lane, { breaker: 'open', openUntil: this.now + lane.breakForMs, probe: null })
  }

  acknowledge(job: ModelJob): boolean {
    if (job.state !== 'offered') return false
    if (this.lanes.get(job.lane)!.paused) {
      this.giveBack(job)
      return false
    }
    job.state = 'running'
    job.expiresAt = null
    return true
  }

  giveBack(job: ModelJob): void {
    job.state = 'waiting'
    job.holder = null
    this.judge(job, 'unsaid')
  }

  /** What the janitor finds: workers that are gone, and jobs that did not begin in time. */
  recover(): void {
    for (const [holder, until] of this.holders) if (until <= this.now) this.holders.delete(holder)
    for (const job of this.jobs.values()) {
      if (job.holder === null || this.isAlive(job.holder)) continue
      if (job.state === 'offered') this.giveBack(job)
      else if (job.state === 'running') {
        job.losses += 1
        job.holder = null
        if (job.onLost === 'look') Object.assign(job, { parked: true, runAt: this.now })
        else job.state = job.onLost === 'fail' ? 'failed' : 'waiting'
        this.judge(job, 'unsaid')
      }
    }
  }

  expire(): void {
    for (const job of this.jobs.values())
      if (job.state === 'waiting' && job.expiresAt !== null && job.expiresAt <= this.now) job.state = 'failed'
  }

  take(jobs: readonly ModelJob[], purge: ModelPurge): number[] {
    const taken = jobs.filter(({ state }) => state === 'waiting' || state === 'offered')
    for (const job of taken) {
      if (job.state === 'offered') this.giveBack(job)
      job.state = 'cancelled'
      job.purge = purge.id
    }
    this.purges.push(purge)
    return taken.map(({ id }) => id)
  }

  taken(purge: ModelPurge): ModelJob[] {
    return [...this.jobs.values()].filter((job) => job.purge === purge.id)
  }

  undo(purge: ModelPurge): boolean {
    if (purge.undone || purge.undoUntil === null || purge.undoUntil <= this.now) return false
    purge.undone = true
    for (const job of this.taken(purge)) {
      job.state = 'waiting'
      job.purge = null
    }
    return true
  }
}
