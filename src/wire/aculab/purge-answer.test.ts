import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { QueuePurge } from '../../outbound/queues/queue.ts'
import { purgeAnswer } from './purge-answer.ts'

async function* batches(count: number, size: number): AsyncGenerator<string[]> {
  for (let from = 0; from < count; from += size)
    yield Array.from({ length: Math.min(size, count - from) }, (_, index) => `34100b7a_1.1666875127.${from + index}`)
  yield []
}

const purged = (count: number, size: number) =>
  ({ service: { name: 'a "b"' }, purge: { count }, references: () => batches(count, size) }) as unknown as QueuePurge

test.each([
  [0, 10],
  [1, 10],
  [1000, 300],
  [1001, 300],
  [3000, 1000],
])('%d references in batches of %d are one text', async (count, size) => {
  const { json, long } = await purgeAnswer(purged(count, size))
  const answer = JSON.parse(long ? await text(long) : JSON.stringify(json))
  const service_refs: string[] = []
  for await (const batch of batches(count, size)) service_refs.push(...batch)
  expect(answer).toEqual({ service_name: 'a "b"', cancelled: count, service_refs })
  expect(long !== undefined).toBe(count > 1000)
  if (long) expect(await text((await purgeAnswer(purged(count, size))).long!)).toBe(JSON.stringify(answer))
})
