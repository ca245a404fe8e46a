import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { openModuleShop } from '../../test/support/module-shop.ts'
import { type Actor, SYSTEM } from '../access/actor.ts'
import type { Permission } from '../access/permissions.ts'
import type { Schedule } from '../duties/schedules.ts'
import { failed } from '../provisioning/panel/outcome.ts'
import { makeAttention } from './attention.ts'

const down = () => failed('transient', 'The panel answered 503', { cause: 'HTTP 503' })
const service = (id: number) => ({ type: 'service', id }) as const
const only = (...permissions: Permission[]): Actor => ({ ...SYSTEM, permissions: new Set(permissions) })

type Shop = Awaited<ReturnType<typeof openModuleShop>>

/** What panels are at, on a machine that is well. */
const attentionOf = (shop: Shop, free = 10 ** 12, schedules: Schedule[] = []) =>
  makeAttention({
    read: shop.read,
    clock: shop.clock,
    disk: { space: async () => ({ free, total: 10 ** 12 }) },
    moduleQueue: shop.queueCommands,
    lanes: shop.lanes,
    outbound: { queues: { list: async () => [] } },
    keys: { get: async () => ({ current: 'a', rotation: null, lacking: [], nodes: [] }) },
    schedules: { list: async () => schedules },
    hold: { get: async () => ({ held: null, waiting: [] }) },
    webhooks: { list: async () => [], missed: async () => undefined },
  })

forEachEngine((engine) => {
  test('causes come with their fix, those of what is tried again too, the oldest first', async () => {
    const shop = await openModuleShop(engine)
    const attention = attentionOf(shop)
    expect(await attention(SYSTEM)).toEqual({ items: [], counts: { held: 0, retrying: 0, waiting: 0 } })
    shop.panel.packages.clear()
    for (const id of [await shop.addService(), await shop.addService()])
      await shop.commands.create(SYSTEM, service(id)).catch(() => {})
    shop.clock.advance(1000)
    shop.panel.packages.add('')
    shop.panel.always = down()
    await shop.commands.create(SYSTEM, service(await shop.addService())).catch(() => {})
    const { items, counts } = await attention(SYSTEM)
    expect(counts).toEqual({ held: 2, retrying: 1, waiting: 0 })
    expect(items).toMatchObject([
      { kind: 'cause', count: 2, class: 'configuration', fix: { call: { operation: 'servers.update' } } },
      {
        kind: 'cause',
        count: 1,
        title: expect.stringMatching(/ answers 503$/),
        explanation: expect.stringMatching(/^It goes on by itself/),
        class: 'transient',
        fix: {
          label: 'Retry 1',
          asks: [],
          call: {
            operation: 'moduleQueue.retryAll',
            body: { filter: { serverId: 1, failureClass: 'transient', cause: 'HTTP 503' } },
          },
        },
      },
    ])
    expect((await attention(SYSTEM)).items).toEqual(items)
  })

  test('a server that fails again and again is one matter with its lane, and a paused lane one when something waits', async () => {
    const shop = await openModuleShop(engine, { policy: { breaker: { after: 1, forMs: 60_000 } } })
    const attention = attentionOf(shop)
    shop.panel.always = down()
    await shop.commands.create(SYSTEM, service(await shop.addService())).catch(() => {})
    expect((await attention(SYSTEM)).items).toMatchObject([
      { kind: 'cause', fix: { call: { operation: 'lanes.maintenance', params: { id: 1 }, body: { on: true } } } },
    ])
    const [entry] = await shop.moduleQueue.list(SYSTEM, {})
    await shop.queueCommands.cancel(SYSTEM, entry!.id)
    expect((await attention(SYSTEM)).items).toMatchObject([{ kind: 'lane', id: 'lane:server:1' }])
    await shop.lanes.maintenance(SYSTEM, 1, true)
    expect((await attention(SYSTEM)).items).toEqual([])
    await shop.commands.create(SYSTEM, service(await shop.addService())).catch(() => {})
    expect((await attention(SYSTEM)).items).toMatchObject([
      { kind: 'lane', count: 1, fix: { call: { operation: 'lanes.maintenance', body: { on: false } } } },
    ])
  })

  test('commands that the brake holds are a matter of their own, and approving lets them pass', async () => {
    const shop = await openModuleShop(engine, { policy: { harmPerHour: 1 } })
    const ids = [await shop.addRunning(), await shop.addRunning()]
    for (const id of ids) await shop.commands.suspend(SYSTEM, service(id)).catch(() => {})
    const { items } = await attentionOf(shop)(SYSTEM)
    expect(items).toMatchObject([
      { kind: 'brake', count: 1, fix: { call: { operation: 'moduleQueue.retryAll', body: { approve: true } } } },
    ])
    const { filter } = items[0]!.fix.call!.body as { filter: { cause: string } }
    await shop.queueCommands.retryAll(SYSTEM, filter, { approve: true })
    await shop.until(async () => (await attentionOf(shop)(SYSTEM)).items.length === 0)
  })
})

test('only what the caller may read is in it', async () => {
  const shop = await openModuleShop()
  shop.panel.packages.clear()
  await shop.commands.create(SYSTEM, service(await shop.addService())).catch(() => {})
  const attention = attentionOf(shop, 1024)
  expect(await attention(only())).toEqual({ items: [], counts: { held: null, retrying: null, waiting: null } })
  expect((await attention(only('system.read'))).items).toMatchObject([{ kind: 'disk', fix: { call: null } }])
  expect(await attention(only('provisioning.read'))).toMatchObject({
    items: [{ kind: 'cause' }],
    counts: { held: 1, waiting: null },
  })
})

test('a schedule that is late or fails is one matter, which a run by hand mends', async () => {
  const schedule = (name: string, given: Partial<Schedule>) =>
    ({ name, running: false, fault: '', failingSince: null, lateSince: null, endedAt: 5, ...given }) as Schedule
  const shop = await openModuleShop()
  const attention = attentionOf(shop, undefined, [
    schedule('well', {}),
    schedule('hangs', { running: true, holder: 'one', lateSince: 7 }),
    schedule('fails', { fault: 'no room', failingSince: 3 }),
  ])
  expect(await attention(only('provisioning.read'))).toMatchObject({ items: [] })
  expect((await attention(only('system.read'))).items).toMatchObject([
    {
      ...{ id: 'schedule:fails', kind: 'schedule', since: 3, last: 5 },
      explanation: expect.stringContaining('no room'),
      fix: { call: { operation: 'schedules.run', params: { name: 'fails' }, body: {} } },
    },
    {
      title: 'hangs is late',
      explanation: expect.stringContaining('one has begun it'),
      fix: { label: 'Start one again', call: null },
    },
  ])
})
