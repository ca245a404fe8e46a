import { type Actor, authorize } from '../access/actor.ts'
import { Invalid, Refusal } from '../base/refusal.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import { markReleased } from '../nodes/copied.ts'
import { beginHold, endHold, type HoldState, heldOf } from './held.ts'
import type { HoldStores, OpenJob } from './store.ts'
import type { HoldWatch } from './watch.ts'
import { type WaitingWork, WORK, WORKS, type WorkKind, workOf } from './work.ts'

/** Ends these jobs, and what they are of, without anything being carried out. */
export type Drop<S extends HoldStores> = (tx: Tx<S>, actor: Actor, jobs: readonly OpenJob[]) => Promise<void>

type Parts<S extends HoldStores> = {
  read: S
  transaction: Transaction<S>
  watch: Pick<HoldWatch, 'look'>
  drops: Readonly<Record<WorkKind, Drop<S>>>
}

export type HoldStatus = { held: HoldState | null; waiting: WaitingWork[] }
/** What becomes of what waits: each kind of it is named, or nothing is let go. */
export type ReleaseTerms = { run: readonly WorkKind[]; drop: readonly WorkKind[] }

const STEP = 200
const LONGEST_WHY = 200

/** Holding the installation, and letting it go. */
export function makeHold<S extends HoldStores>({ read, transaction, watch, drops }: Parts<S>) {
  async function status(): Promise<HoldStatus> {
    return { held: (await heldOf(read)) ?? null, waiting: workOf(await read.hold.openByKind()) }
  }

  return {
    async get(actor: Actor): Promise<HoldStatus> {
      authorize(actor, 'system.read')
      return status()
    },

    /** Nothing leaves from the answer on here, and a second later on other nodes; what is with a panel now ends. */
    async begin(actor: Actor, why = ''): Promise<HoldStatus> {
      authorize(actor, 'system.write')
      if (why.length > LONGEST_WHY) throw new Invalid('why', `at most ${LONGEST_WHY} characters`)
      await transaction((tx) => beginHold(tx, actor, why.trim() || 'somebody said so'))
      await watch.look()
      return status()
    },

    async release(actor: Actor, { run, drop }: ReleaseTerms): Promise<HoldStatus> {
      authorize(actor, 'system.write')
      const { held, waiting } = await status()
      if (!held) throw new Refusal('not_held', 'This installation is not held')
      const both = run.find((work) => drop.includes(work))
      if (both) throw new Invalid('drop', 'what is not to run as well', both)
      const undecided = waiting.filter(({ work }) => !run.includes(work) && !drop.includes(work))
      if (undecided.length > 0) throw new WorkWaits(undecided)
      const dropped: string[] = []
      for (const work of WORKS) if (drop.includes(work)) dropped.push(`${await dropAll(actor, work)} ${work} dropped`)
      await transaction(async (tx) => {
        const runs = waiting.filter(({ work }) => run.includes(work)).map(({ work, count }) => `${count} ${work} run`)
        await endHold(tx, actor, [...dropped, ...runs].join(', ') || 'nothing waited')
        await markReleased(tx, tx.at)
      })
      await watch.look()
      return status()
    },
  }

  /** In steps, each whole; nothing of it begins meanwhile. */
  async function dropAll(actor: Actor, work: WorkKind): Promise<number> {
    let count = 0
    for (let after = 0; ; ) {
      const jobs = await read.hold.openJobs(WORK[work], after, STEP)
      if (jobs.length === 0) return count
      await transaction((tx) => drops[work](tx, actor, jobs))
      count += jobs.length
      after = jobs.at(-1)!.id
    }
  }
}

export type HoldVerbs = {
  get(actor: Actor): Promise<HoldStatus>
  begin(actor: Actor, why?: string): Promise<HoldStatus>
  release(actor: Actor, how: ReleaseTerms): Promise<HoldStatus>
}

class WorkWaits extends Refusal {
  constructor(waiting: readonly WaitingWork[]) {
    const words = waiting.map(({ work, count, oldest }) => `${count} ${work} (since ${new Date(oldest).toISOString()})`)
    super(
      'work_waits',
      `What waits has to be decided about first: ${words.join(', ')}`,
      { waiting },
      { hint: 'Let each run or drop it: provisor release --run …  --drop …, with names or all' },
    )
  }
}
