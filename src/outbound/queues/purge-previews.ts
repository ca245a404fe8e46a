import { NotFound } from '../../base/refusal.ts'
import { record } from '../../events/event.ts'
import type { OtherKind } from '../../events/kinds.ts'
import type { PurgePreview } from '../../jobs/purges/purge.ts'
import { UNDO_FOR_MS } from '../../jobs/purges/purges.ts'
import type { OutboundActor } from '../accounts/caller.ts'
import { mayDo, reach, reachesService } from '../accounts/rights.ts'
import type { OutboundTx, VerbParts } from '../parts.ts'
import type { ServiceRef } from '../services/service.ts'
import { lockService } from '../services/services.ts'
import { toStart } from '../starts/start.ts'
import type { ServiceRow } from '../store.ts'
import type { QueuePurgePreview } from './queue.ts'

const SAMPLE = 5

/** What a purge of a queue would take: told before, and held still while somebody looks at it. */
export function makePurgePreviews({ read, transaction, queue, known }: VerbParts) {
  /** Of a service that the actor reaches; others are unknown. */
  async function reachPreview(actor: OutboundActor, previewId: number): Promise<ServiceRow> {
    mayDo(actor, 'clear')
    const { laneId } = await queue.purges.getPreview(previewId)
    const service = await read.outbound.services.byLane(laneId)
    if (!service || !reachesService(actor, service)) throw new NotFound('purge preview', previewId)
    return service
  }

  return {
    /** Good for five minutes; with `holdStill` no start of the queue begins meanwhile. */
    async create(
      actor: OutboundActor,
      ref: ServiceRef,
      { holdStill = false }: { holdStill?: boolean } = {},
    ): Promise<QueuePurgePreview> {
      mayDo(actor, 'clear')
      const { id } = await reach(known, actor, ref)
      return transaction(async (tx) => {
        const service = await lockService(tx, id)
        const asked = { by: actor.name, holds: holdStill, sample: SAMPLE }
        const { first, last, ...preview } = await queue.purges.preview(tx, service.laneId, asked)
        if (holdStill)
          await tell(tx, actor, service, 'outbound_service.queue_held', `held still (preview ${preview.id})`)
        const jobs = await tx.jobs.rows.get(last === undefined ? first : [...first, last])
        const byId = new Map(jobs.map((job) => [job.id, job]))
        const sample = first.map((jobId) => toStart(byId.get(jobId)!))
        return {
          ...preview,
          serviceId: id,
          sample,
          firstEnqueuedAt: sample[0]?.enqueuedAt ?? null,
          lastEnqueuedAt: last === undefined ? null : byId.get(last)!.enqueuedAt,
          undoUntil: preview.createdAt + UNDO_FOR_MS,
        }
      })
    },

    /** Five minutes more from now on, for what it counted and what it holds. */
    async extend(actor: OutboundActor, previewId: number): Promise<PurgePreview> {
      await reachPreview(actor, previewId)
      return transaction((tx) => queue.purges.extendPreview(tx, previewId))
    },

    /** What it held goes on, unless a person paused it or another preview holds it. */
    async end(actor: OutboundActor, previewId: number): Promise<void> {
      const service = await reachPreview(actor, previewId)
      await transaction(async (tx) => {
        const { holds } = await queue.purges.endPreview(tx, previewId)
        if (holds)
          await tell(
            tx,
            actor,
            service,
            'outbound_service.queue_released',
            `no longer held still (preview ${previewId})`,
          )
      })
    },
  }
}

const tell = (
  tx: OutboundTx,
  actor: OutboundActor,
  { id, name }: Pick<ServiceRow, 'id' | 'name'>,
  kind: OtherKind,
  words: string,
) =>
  record(tx, actor, {
    kind,
    subjectId: id,
    description: `Queue of outbound service ${name} ${words}`,
  })
