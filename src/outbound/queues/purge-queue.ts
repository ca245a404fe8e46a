import { record } from '../../events/event.ts'
import type { Queue } from '../../jobs/queue.ts'
import type { OutboundActor } from '../accounts/caller.ts'
import type { OutboundTx } from '../parts.ts'
import type { OutboundService } from '../services/service.ts'
import type { QueuePurge } from './queue.ts'

/** A page of references is read at once; what is more comes with flat memory, off the main thread's time. */
const AT_ONCE = 10_000

export type PurgeQueueOptions = {
  why?: string
  final?: boolean
  /** Only what this preview counted; its hold ends with it. */
  previewId?: number | undefined
}

export async function purgeQueue(
  tx: OutboundTx,
  { queue }: { queue: Queue },
  actor: OutboundActor,
  service: OutboundService,
  { why = '', final = false, previewId }: PurgeQueueOptions,
): Promise<QueuePurge> {
  const purge = await queue.purges.lane(tx, service.laneId, {
    by: actor.name,
    why,
    previewId,
    ...(final && { undoForMs: null }),
  })
  await record(tx, actor, {
    kind: 'outbound_service.queue_purged',
    subjectId: service.id,
    description: `Queue of outbound service ${service.name} purged: ${purge.count} starts cancelled (purge ${purge.id})`,
  })
  return { service, purge, references: () => referencesOf(queue, purge) }
}

async function* referencesOf(queue: Queue, { id, count }: { id: number; count: number }): AsyncGenerator<string[]> {
  if (count === 0) return
  if (count <= AT_ONCE) yield names(await queue.purges.references(id, { limit: count }))
  else for await (const page of queue.purges.streamReferences(id)) yield names(page)
}

const names = (page: readonly { reference: string | null }[]): string[] => page.map(({ reference }) => reference!)
