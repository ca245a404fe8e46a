import type { Observer } from '../base/transactions/after-commit.ts'
import type { JobStore, JobStores, LaneRow } from './store.ts'

/** A breaker opened or closed, or a job ended as failed. Probes that fail are no news. */
export type JobNews =
  | { readonly is: 'broken'; readonly lane: string; readonly openUntil: number | null }
  | { readonly is: 'mended'; readonly lane: string }
  | { readonly is: 'failed'; readonly lane: string; readonly job: number; readonly why: string }

/** Tells what goes wrong in lanes, and when it is right again, each when it is on disk. */
export function observeJobs<S extends JobStores>(tell: (news: JobNews) => void): Observer<S> {
  return (tx) => {
    /** As they were when they were first locked. */
    const before = new Map<number, Pick<LaneRow, 'name' | 'breaker'>>()
    const after = new Map<number, Pick<LaneRow, 'breaker' | 'openUntil'>>()
    const failed: JobNews[] = []

    function remember<Locked extends { lanes: readonly LaneRow[] }>(locked: Locked): Locked {
      for (const { id, name, breaker } of locked.lanes) if (!before.has(id)) before.set(id, { name, breaker })
      return locked
    }

    const { lanes, rows } = tx.jobs
    const jobs: JobStore = {
      ...tx.jobs,
      lanes: {
        ...lanes,
        lock: async (ids) => remember(await lanes.lock(ids)),
        lockFree: async (ids, holderId) => remember(await lanes.lockFree(ids, holderId)),
        save(changed) {
          for (const { id, breaker, openUntil } of changed) after.set(id, { breaker, openUntil })
          return lanes.save(changed)
        },
      },
      rows: {
        ...rows,
        async end(endings) {
          const ended = await rows.end(endings)
          const whys = new Map(
            endings.filter(({ state }) => state === 'failed').map(({ id, note }) => [id, note ?? '']),
          )
          for (const { id, laneId } of ended) {
            const why = whys.get(id)
            const lane = before.get(laneId)?.name
            if (why !== undefined && lane !== undefined) failed.push({ is: 'failed', lane, job: id, why })
          }
          return ended
        },
      },
    }

    function committed(): void {
      failed.forEach(tell)
      for (const [id, { breaker, openUntil }] of after) {
        const was = before.get(id)
        if (was?.breaker === 'closed' && breaker === 'open') tell({ is: 'broken', lane: was.name, openUntil })
        if (was && was.breaker !== 'closed' && breaker === 'closed') tell({ is: 'mended', lane: was.name })
      }
    }
    return { tx: { ...tx, jobs }, committed }
  }
}
