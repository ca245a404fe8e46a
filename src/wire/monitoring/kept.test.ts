import { expect, test } from 'vitest'
import { makeKept } from './kept.ts'

const usual = { keepMs: 60_000, patienceMs: 60_000, onFault: () => {} }

test('many who ask at once, and soon after, share one answer', async () => {
  let asked = 0
  const get = makeKept(async () => ++asked, usual)
  expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1])
  expect(await get()).toBe(1)
})

test('what failed is told once, and found out anew', async () => {
  const faults: unknown[] = []
  const answers = [Promise.reject(new Error('no database')), Promise.resolve(7)]
  const get = makeKept(() => answers.shift()!, { ...usual, onFault: (fault) => faults.push(fault) })
  expect(await get()).toBeUndefined()
  expect(await get()).toBe(7)
  expect(faults).toHaveLength(1)
})

test('who asks does not wait for what hangs, and nobody begins it a second time', async () => {
  let asked = 0
  const { promise, resolve } = Promise.withResolvers<number>()
  const get = makeKept(
    () => {
      asked++
      return promise
    },
    { ...usual, patienceMs: 1 },
  )
  expect([await get(), await get(), asked]).toEqual([undefined, undefined, 1])
  resolve(3)
  await expect.poll(get).toBe(3)
})
