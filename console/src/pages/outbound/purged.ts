import type { OutboundCall } from '@provisor/client'
import { client } from '../../app/api.ts'

type Taken = { reference: string; call?: OutboundCall; enqueuedAt?: string }

const PAGE = 100
/** While something is looked for, and for a file: as many as the server tells of at once. */
const LARGE = 1000

async function read(purgeId: number, after: number, limit: number, signal?: AbortSignal) {
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

const quoted = (text = ''): string => `"${text.replaceAll('"', '""')}"`

/** All of it as a file, made page by page. */
export async function downloadPurge(purgeId: number): Promise<void> {
  const parts = ['reference,call,from,token,enqueuedAt\r\n']
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<typeof read>> = await read(purgeId, after, LARGE)
    for (const { reference, call, enqueuedAt } of page.items) {
      const [to, from, token] = call && 'to' in call ? [call.to, call.from, call.token] : [call?.parameters]
      parts.push(`${[reference, to, from, token, enqueuedAt].map(quoted).join(',')}\r\n`)
    }
    after = page.next
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(parts, { type: 'text/csv' }))
  link.download = `purge-${purgeId}.csv`
  link.click()
  URL.revokeObjectURL(link.href)
}
