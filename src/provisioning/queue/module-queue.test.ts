import { beforeEach, expect, test } from 'vitest'
import { NOW, nobody, only, openShop, type Shop } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import { fail, resolve } from './module-queue.ts'
import type { ModuleAction } from './queue-entry.ts'

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
})

const action: ModuleAction = { serviceType: 'service', serviceId: 7, module: 'demopanel', action: 'CreateAccount' }
const failure = {
  ...action,
  clientId: 1,
  error: 'No such package',
  failureClass: 'transient',
  held: false,
  nextAttemptAt: NOW + 60_000,
} as const

test('a failure is listed with the words of the panel, and written down for the service', async () => {
  await shop.transaction((tx) => fail(tx, SYSTEM, failure))
  shop.clock.advance(1000)
  await shop.transaction((tx) => fail(tx, SYSTEM, { ...failure, error: 'Still no such package' }))
  expect(await shop.moduleQueue.list(only('provisioning.read'), {})).toMatchObject([
    { ...action, lastError: 'Still no such package', retries: 1, createdAt: NOW, lastAttemptAt: NOW + 1000 },
  ])
  expect(await shop.happenings()).toMatchObject([
    {
      kind: 'service.provisioning_failed',
      subject: 'service',
      subjectId: 7,
      clientId: 1,
      description: 'CreateAccount of service 7 failed: No such package',
    },
    { kind: 'service.provisioning_failed', description: 'CreateAccount of service 7 failed: Still no such package' },
  ])
})

test('what is settled is listed no more, and is settled once', async () => {
  await shop.transaction((tx) => fail(tx, SYSTEM, failure))
  const settled = { ...action, clientId: 1, resolution: 'settled' } as const
  expect(await shop.transaction((tx) => resolve(tx, SYSTEM, settled))).toBe(true)
  expect(await shop.transaction((tx) => resolve(tx, SYSTEM, settled))).toBe(false)
  expect(await shop.moduleQueue.list(SYSTEM, {})).toEqual([])
  expect((await shop.happenings()).map(({ kind, description }) => [kind, description])).toEqual([
    ['service.provisioning_failed', 'CreateAccount of service 7 failed: No such package'],
    ['service.provisioning_resolved', 'CreateAccount of service 7 is settled: settled'],
  ])
})

test('the events of an entry name it, and it can be read when it is settled', async () => {
  const { id } = await shop.transaction((tx) => fail(tx, SYSTEM, failure))
  await shop.transaction((tx) => resolve(tx, SYSTEM, { ...action, clientId: 1, resolution: 'superseded' }))
  expect((await shop.happenings()).map(({ changes }) => changes)).toEqual([
    {
      entry: [null, id],
      operation: [null, null],
      server: [null, null],
      failureClass: [null, 'transient'],
      cause: [null, ''],
      held: [null, false],
    },
    { entry: [null, id], resolution: [null, 'superseded'] },
  ])
  expect(await shop.read.moduleQueue.get(id)).toMatchObject({
    lastError: 'No such package',
    settled: { resolution: 'superseded', note: '', at: NOW },
  })
})

test('a failure that is rolled back leaves nothing', async () => {
  const broken = shop.transaction(async (tx) => {
    await fail(tx, SYSTEM, failure)
    throw new Error('later')
  })
  await expect(broken).rejects.toThrow('later')
  expect(await shop.moduleQueue.list(SYSTEM, {})).toEqual([])
  expect(await shop.happenings()).toEqual([])
})

test('the list needs the right to read it', async () => {
  await expect(shop.moduleQueue.list(nobody, {})).rejects.toMatchObject({ facts: { permission: 'provisioning.read' } })
})

test('what is held for one cause is one notice, until all of it is settled', async () => {
  const stopped = { failureClass: 'configuration', held: true, nextAttemptAt: null } as const
  const held = async (serviceId: number, cause = 'unknown package gold') =>
    shop.transaction((tx) => fail(tx, SYSTEM, { ...failure, ...stopped, serviceId, cause, serverId: 3 }))
  const notices = async () =>
    (await shop.happenings())
      .filter(({ kind }) => kind === 'server.provisioning_held')
      .map(({ description }) => description)
  const [one, two] = [await held(1), await held(2)]
  await held(1)
  expect(await notices()).toEqual(['Needs a person, on server 3: configuration, unknown package gold'])
  await held(3, 'no licence')
  expect(await notices()).toHaveLength(2)
  for (const { serviceId } of [one, two])
    await shop.transaction((tx) => resolve(tx, SYSTEM, { ...action, serviceId, clientId: 1, resolution: 'succeeded' }))
  await held(4)
  expect(await notices()).toHaveLength(3)
})
