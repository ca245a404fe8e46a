import type { Queue } from '../jobs/queue.ts'
import type { BulkTx } from './parts.ts'
import type { LockedBulkAction } from './store.ts'

export const BULK_LANE_KIND = 'bulk'
export const BULK_JOB = 'bulk.step'

/** Steps of several actions take turns: each is behind those that were there before. */
const LANE = { name: 'bulk', kind: BULK_LANE_KIND, concurrency: 2 } as const

export type StepPayload = { readonly actionId: number; readonly step: number }

/** The step that is to come, at once or at an instant. One that was enqueued before is of no account any more. */
export async function enqueueStep(
  tx: BulkTx,
  queue: Queue,
  { id, step }: Pick<LockedBulkAction, 'id' | 'step'>,
  runAt: number | null = null,
): Promise<void> {
  const { id: laneId } = await queue.lanes.ensure(tx, LANE)
  const payload: StepPayload = { actionId: id, step: step + 1 }
  await tx.bulk.update(id, { step: payload.step })
  await queue.enqueue(tx, { laneId, kind: BULK_JOB, payload, band: 'bulk', reference: `bulk:${id}`, runAt })
}
