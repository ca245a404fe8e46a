import { expect, test } from 'vitest'
import type { JobStores } from '../jobs/store.ts'
import { diskItems, keyItems, schedulerItems } from './machine.ts'

const GIB = 1024 ** 3
const NOW = 1_000_000

const reading = (wakeAt: number | undefined) =>
  ({
    jobs: { lanes: { due: async () => ({ now: NOW, lanes: wakeAt === undefined ? [] : [{ wakeAt }], nextAt: null }) } },
  }) as unknown as JobStores

test('the scheduler is late when nobody has begun for a while what could begin', async () => {
  expect(await schedulerItems(reading(undefined))).toEqual([])
  expect(await schedulerItems(reading(NOW - 14_000))).toEqual([])
  expect(await schedulerItems(reading(NOW - 40_000))).toMatchObject([
    { kind: 'scheduler', title: 'The scheduler is 40 s late', since: NOW - 40_000 },
  ])
})

test.each([
  [5 * GIB, 100 * GIB, 0],
  [1 * GIB - 1, 100 * GIB, 1],
  [0.2 * GIB, 2 * GIB, 0],
  [0.05 * GIB, 2 * GIB, 1],
])('%d bytes free of %d are %d matters', async (free, total, matters) => {
  expect(await diskItems({ space: async () => ({ free, total }) }, NOW)).toHaveLength(matters)
})

test('a rotation of the secret key that waits for a node names it', () => {
  const rotation = { from: 'a', to: 'b', renewed: 0, damaged: 0, place: 0, after: 0, lastPass: false }
  const status = { current: 'a', lacking: ['two'], nodes: [] }
  expect(keyItems({ ...status, rotation: null }, NOW)).toEqual([])
  expect(keyItems({ ...status, rotation: { ...rotation, state: 'done' } }, NOW)).toEqual([])
  expect(keyItems({ ...status, rotation: { ...rotation, state: 'waiting' } }, NOW)).toMatchObject([
    { kind: 'key', title: 'The rotation of the secret key waits for two' },
  ])
})
