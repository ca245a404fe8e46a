import type { OutboundCall } from '@provisor/client'
import { client } from '../../app/api.ts'

type Taken = { reference: string; call?: OutboundCall; enqueuedAt?: string }

const PAGE = 100
/** While something is looked for: as many as the server tells of at once. */
const LARGE = 1000

/** A page of a purge with what each start was for. */
export async function read(purgeId: number, after: number, limit: number, signal?: AbortSignal) {
  const options = signal ? { signal } : {}
  const query = { limit, ...(after > 0 && { after }) }
  const { references, next } = await client.outbound.queues.purgedPage(purgeId, query, options)
  const { items } = await client.outbound.starts.status(references, options)
  return { next, items: references.map((reference, index): Taken => ({ reference, ...items[index] })) }
}

const textOf = ({ reference, call }: Taken): string => [reference, ...Object.values(call ?? {})].join(' ').toLowerCase()

/** What a purge took after an id; where something is looked for, the next page that has some of it. */
export async function purgedPage(purgeId: number, after: number, text: string, signal: AbortSignal) {
  if (text.trim() === '') return read(purgeId, after, PAGE, signal)
  for (let from = after; ; ) {
    const { items, next } = await read(purgeId, from, LARGE, signal)
    const found = items.filter((item) => textOf(item).includes(text.trim().toLowerCase()))
    if (found.length > 0 || next === null) return { items: found, next }
    from = next
  }
}
