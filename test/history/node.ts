import { createHash } from 'node:crypto'
import type { Clock } from '../../src/base/clock.ts'
import type { Random } from '../../src/demo/random.ts'
import { heedSetBack } from '../../src/jobs/clock-jump.ts'
import { makeJanitor } from '../../src/jobs/janitor.ts'
import { done } from '../../src/jobs/outcome.ts'
import { makeWorker } from '../../src/jobs/worker.ts'
import { START_JOB } from '../../src/outbound/starts/start.ts'
import type { Database } from '../../src/storage/engine/database.ts'
import { bindOutbound } from '../support/outbound.ts'
import type { History } from './history.ts'

const LEASE_MS = 4000
const QUIET_MS = 2000
/** Of the moments at which a process may die, the share at which it does. */
const DEATHS = 0.004

export type Node = Awaited<ReturnType<typeof startNode>>

type Parts = {
  name: string
  life: number
  database: Database
  clock: Required<Clock>
  random: Random
  history: History
  /** No node dies any more. */
  isCalm: () => boolean
}

/** One process as others see it: it dies between two steps, and then does and hears nothing more. */
export async function startNode({ name, life, database, clock, random, history, isCalm }: Parts) {
  let dead = false
  const dies = () => {
    dead ||= !isCalm() && random.chance(DEATHS)
    if (dead) history.dead.add(life)
    if (dead) throw new Error(`${name} is dead`)
  }
  const mortal: Database = {
    ...database,
    async transaction(work) {
      if (dead) throw new Error(`${name} is dead`)
      const answer = await database.transaction(work)
      if (dead) throw new Error(`${name} is dead`)
      return answer
    },
  }
  const node = createHash('sha256').update(`${name} ${life}`).digest('hex').slice(0, 8)
  const bound = bindOutbound(mortal, { node, failpoint: dies, clock })
  const { queue, read, transaction } = bound
  /** What is lost meanwhile is found again; what else goes wrong the checker sees. */
  const onFault = () => {}
  const janitor = makeJanitor({
    ...{ read, transaction, onFault, elapsed: clock.elapsed, quietMs: QUIET_MS },
    onJump: async (byMs) => {
      if (byMs < 0) await heedSetBack(bound, -byMs)
    },
  })
  const worker = makeWorker({
    ...{ queue, name, onFault, leaseMs: LEASE_MS, pollMs: 20, concurrency: 8 },
    laneKinds: ['outbound.demonstration'],
    handlers: {
      async [START_JOB](job) {
        const { reference, losses } = job
        if (dead) return new Promise(() => {})
        history.ran.push({ reference: reference!, losses, at: job.startedAt!, laneId: job.laneId, by: life })
        // The work itself, which faults are to fall into the middle of.
        await new Promise((resolve) => setTimeout(resolve, 5 + random.below(random.chance(0.3) ? 600 : 40)))
        return done({ result: { code: 0 } })
      },
    },
  })
  // Often, so that a short history has many.
  await worker.start()
  janitor.start(50)
  return {
    ...bound,
    isDead: () => dead,
    /** Its timers end as well. */
    async bury(): Promise<void> {
      dead = true
      history.dead.add(life)
      await Promise.all([worker.stop({ deadlineMs: 0, graceMs: 0 }), janitor.stop()]).catch(() => {})
    },
    async stop(): Promise<void> {
      await worker.stop()
      await janitor.stop()
    },
  }
}
