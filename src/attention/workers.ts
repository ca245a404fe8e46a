import type { JobStores } from '../jobs/store.ts'
import type { ServiceQueue } from '../outbound/queues/queue.ts'
import { type AttentionItem, byHand } from './item.ts'

/** A worker that is there asks at least this often. */
const SILENT_MS = 60_000

/** Services whose starts are for workers, while none asks for them. */
export async function workerItems(read: JobStores, queues: readonly ServiceQueue[]): Promise<AttentionItem[]> {
  const now = await read.jobs.now()
  const items: AttentionItem[] = []
  for (const { service, waiting, stopped, lastPollAt } of queues) {
    const { id, name, laneId, runner, kind } = service
    if (kind !== 'uas' || runner !== 'worker' || waiting === 0 || stopped !== null) continue
    const [oldest] = await read.jobs.rows.waiting(laneId, undefined, 1)
    const since = lastPollAt ?? oldest?.enqueuedAt ?? now
    if (now - since < SILENT_MS) continue
    items.push({
      id: `worker:${id}`,
      kind: 'worker',
      count: waiting,
      title: `Nothing polls ${name}`,
      explanation: `${waiting} starts wait for a worker, and none has asked for a minute or longer.`,
      class: null,
      since,
      last: now,
      fix: byHand('Connect a worker', 'it takes what waits, with the name and password of the service'),
    })
  }
  return items
}
