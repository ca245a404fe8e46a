import { expect, test } from 'vitest'
import type { Transaction } from '../transaction.ts'
import { makeFirstTransaction } from './first-transaction.ts'

const first = makeFirstTransaction<object>()
const transaction: Transaction<object> = first.heeding((work) => work({ at: 0 }))

function noting() {
  const seen: string[] = []
  return {
    seen,
    around: async <T>(_tx: object, work: () => Promise<T>) => {
      seen.push('before')
      const value = await work()
      seen.push('after')
      return value
    },
    done: false,
  }
}

test('only the first transaction has it around it, and only that one that committed', async () => {
  const asked = noting()
  await first.run(asked, async () => {
    await expect(transaction(() => Promise.reject(new Error('rolled back')))).rejects.toThrow('rolled back')
    await transaction(async () => asked.seen.push('work'))
    await transaction(async () => asked.seen.push('another'))
  })
  expect(asked.seen).toEqual(['before', 'before', 'work', 'after', 'another'])
})

test('what goes on beside it has nothing of it', async () => {
  const asked = noting()
  await Promise.all([
    first.run(asked, () => new Promise<void>((resolve) => setImmediate(resolve))),
    transaction(async () => asked.seen.push('beside')),
  ])
  expect(asked.seen).toEqual(['beside'])
})
