import { type Actor, authorize } from '../access/actor.ts'
import { NotFound } from '../base/refusal.ts'
import type { Transaction } from '../base/transaction.ts'
import { record } from '../events/event.ts'
import { type Duty, type DutyRecord, type DutyTimes, isAsked, isHeld } from './duty.ts'
import type { DutyKeeper } from './keeper.ts'
import type { DutyStores } from './store.ts'

/** A duty as people see it. Instants are the database's own. */
export type Schedule = Omit<DutyRecord, 'id' | 'turn' | 'leaseUntil' | 'asked' | 'answered' | 'createdAt'> & {
  description: string
  times: DutyTimes
  /** Whether a node that is alive is at it. */
  running: boolean
  /** Whether somebody asked for a run that has not ended yet. */
  asked: boolean
  /** Since the last success, or since it is known when there was none. */
  sinceSuccessMs: number
}

type Parts = {
  read: DutyStores
  transaction: Transaction<DutyStores>
  keeper: Pick<DutyKeeper, 'known' | 'carryOn'>
}

/** What people see of duties, and can do about them. */
export function makeSchedules({ read, transaction, keeper }: Parts) {
  async function shown(duties: readonly Duty[]): Promise<Schedule[]> {
    const { now, records } = await read.duties.list(duties.map(({ name }) => name))
    return records.map((one) => scheduleOf(duties.find(({ name }) => name === one.name)!, one, now))
  }

  function known(name: string): Duty {
    const duty = keeper.known().find((one) => one.name === name)
    if (!duty) throw new NotFound('schedule', name)
    return duty
  }

  async function one(name: string): Promise<Schedule> {
    const [schedule] = await shown([known(name)])
    return schedule!
  }

  return {
    /** By name. */
    async list(actor: Actor): Promise<Schedule[]> {
      authorize(actor, 'system.read')
      return shown(keeper.known())
    },

    async get(actor: Actor, name: string): Promise<Schedule> {
      authorize(actor, 'system.read')
      return one(name)
    },

    /** Asks for a run: a node begins it within about a second, or when the run that is under way has ended. */
    async run(actor: Actor, name: string): Promise<Schedule> {
      authorize(actor, 'system.write')
      known(name)
      await transaction(async (tx) => {
        const { id } = (await tx.duties.lock(name))!
        await tx.duties.ask(name)
        await record(tx, actor, {
          kind: 'schedule.run_requested',
          subjectId: id,
          description: `A run of ${name} was asked for`,
        })
      })
      return one(name)
    },

    /** Where no server runs: what was asked for is begun by this process, which waits for it so long at most. */
    async carryOn(actor: Actor, name: string, mostMs: number): Promise<Schedule> {
      authorize(actor, 'system.write')
      known(name)
      await keeper.carryOn(name, mostMs)
      return one(name)
    },
  }
}

export type Schedules = ReturnType<typeof makeSchedules>

function scheduleOf({ description, times }: Duty, seen: DutyRecord, now: number): Schedule {
  const { id, turn, leaseUntil, asked, answered, createdAt, ...rest } = seen
  const running = seen.endedAt === null && isHeld(seen, now)
  return {
    ...rest,
    description,
    times,
    running,
    asked: isAsked(seen),
    sinceSuccessMs: Math.max(0, now - (seen.succeededAt ?? createdAt)),
  }
}
