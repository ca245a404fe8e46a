import type { QueuePurge } from '../../outbound/queues/queue.ts'
import type { AculabAnswer } from './endpoint.ts'

/** Up to this many references an answer is made whole; above it is written batch by batch. */
const LARGEST_WHOLE = 1000

/** The documented object. What was taken is written down by then, so the list can take as long as its reader does. */
export async function purgeAnswer({ service, purge, references }: QueuePurge): Promise<AculabAnswer> {
  const { count } = purge
  const head = { service_name: service.name, cancelled: count }
  if (count > LARGEST_WHOLE) return { long: written(head, references()) }
  const service_refs: string[] = []
  if (count > 0) for await (const batch of references()) service_refs.push(...batch)
  return { json: { ...head, service_refs } }
}

/** The same text as the whole answer has. */
async function* written(head: object, batches: AsyncIterable<string[]>): AsyncGenerator<string, void> {
  let before = `${JSON.stringify(head).slice(0, -1)},"service_refs":[`
  for await (const batch of batches) {
    if (batch.length === 0) continue
    yield before + JSON.stringify(batch).slice(1, -1)
    before = ','
  }
  yield `${before === ',' ? '' : before}]}`
}
