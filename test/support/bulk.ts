import { SYSTEM } from '../../src/access/actor.ts'
import { type BulkForm, makeBulk } from '../../src/bulk/bulk.ts'
import { BULK_LANE_KIND } from '../../src/bulk/lane.ts'
import type { BulkParts } from '../../src/bulk/parts.ts'
import { makeStep } from '../../src/bulk/step.ts'
import { makeJanitor } from '../../src/jobs/janitor.ts'
import type { Job } from '../../src/jobs/job.ts'

/** Bulk actions whose steps are done by hand. */
export async function openBulkBy(parts: BulkParts) {
  const bulk = makeBulk(parts)
  const faults: unknown[] = []
  const { work } = parts.queue
  const register = () => work.register('bulk', 365 * 86_400_000)
  let holderId = await register()

  async function claim(): Promise<Job | undefined> {
    const { jobs } = await work.claim({ holderId, limit: 1, of: { kinds: [BULK_LANE_KIND] } })
    return jobs[0]
  }

  const handle = (job: Job, on: BulkParts = parts) =>
    makeStep({ ...on, onFault: (fault) => void faults.push(fault) })(job, new AbortController().signal, {
      isStopping: () => false,
      giveBack: async () => false,
    })

  /** One step of whichever action is next, on these parts; false where none is due. */
  async function step(on?: BulkParts): Promise<boolean> {
    const job = await claim()
    if (job) await handle(job, on)
    return job !== undefined
  }

  return {
    bulk,
    claim,
    handle,
    step,
    faults,
    /** What a process that died leaves: another one has its jobs. */
    async lose(): Promise<void> {
      await work.surrender(holderId)
      await makeJanitor({ ...parts, onFault: (fault) => void faults.push(fault) }).recover()
      holderId = await register()
    },
    async run(): Promise<void> {
      while (await step()) {}
    },
    /** Previews and commits. */
    async begin(form: BulkForm, actor = SYSTEM): Promise<number> {
      const { id, token } = await bulk.preview(actor, form)
      await bulk.commit(actor, id, token)
      return id
    },
    async countsOf(id: number) {
      const { state, total, succeeded, failed, skipped } = await bulk.get(SYSTEM, id)
      return { state, total, succeeded, failed, skipped }
    },
  }
}
