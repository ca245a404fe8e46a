import { expect, test } from 'vitest'
import type { JobStores } from '../jobs/store.ts'
import type { ServiceQueue } from '../outbound/queues/queue.ts'
import { workerItems } from './workers.ts'

const NOW = 1_000_000
const read = {
  jobs: { now: async () => NOW, rows: { waiting: async () => [{ enqueuedAt: NOW - 300_000 }] } },
} as unknown as JobStores

const queueOf = (over: object, service: object = {}) =>
  ({
    ...{ waiting: 5, running: 0, stopped: null, workers: 0, lastPollAt: null, opensAt: null, ...over },
    service: { id: 7, laneId: 1, name: 'survey', kind: 'uas', runner: 'worker', ...service },
  }) as unknown as ServiceQueue

test('a service whose starts wait for a worker that does not ask is a matter', async () => {
  expect(await workerItems(read, [queueOf({ lastPollAt: NOW - 61_000 })])).toMatchObject([
    { id: 'worker:7', count: 5, title: 'Nothing polls survey', since: NOW - 61_000, fix: { call: null } },
  ])
  expect(await workerItems(read, [queueOf({})])).toMatchObject([{ since: NOW - 300_000 }])
})

test.each([
  ['was asked for just now', queueOf({ lastPollAt: NOW - 59_000 })],
  ['has nothing that waits', queueOf({ waiting: 0 })],
  ['is paused', queueOf({ stopped: 'paused' })],
  ['calls pages', queueOf({}, { kind: 'rest', runner: 'http' })],
  ['is carried out here', queueOf({}, { runner: 'demonstration' })],
])('one that %s is none', async (_why, queue) => {
  expect(await workerItems(read, [queue])).toEqual([])
})
