import type { JobStores, JobTx } from './store.ts'

/** Lanes at once. */
const STEP = 50

type Parts = { read: JobStores; transaction: <T>(work: (tx: JobTx) => Promise<T>) => Promise<T> }

/**
 * The clock was set back, and all that was to come soon would come so much later: rates, breakers and
 * attempts that are to be made again have their time as if nothing had happened. What people set for an instant keeps it.
 */
export async function heedSetBack({ read, transaction }: Parts, byMs: number): Promise<void> {
  const ids = (await read.jobs.lanes.list({})).map(({ id }) => id)
  for (let from = 0; from < ids.length; from += STEP) {
    const some = ids.slice(from, from + STEP)
    await transaction(async (tx) => {
      const { now, lanes } = await tx.jobs.lanes.lock(some)
      await tx.jobs.rows.comeForward(some, byMs)
      for (const lane of lanes) {
        lane.wakeAt = now
        lane.nextStartUs = Math.max(0, lane.nextStartUs - byMs * 1000)
        if (lane.openUntil !== null) lane.openUntil -= byMs
        if (lane.dueAt !== null) lane.dueAt = now
      }
      await tx.jobs.lanes.save(lanes)
    })
  }
}
