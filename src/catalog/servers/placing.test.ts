import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { someService } from '../../../test/support/holdings.ts'
import { ada, NOW, type World, withWorld } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'
import { serviceStore } from '../../storage/services/services.ts'
import { chooseServer, pickServer } from './placing.ts'

const server = (id: number, maxAccounts: number, changes: { active?: boolean; maintenance?: boolean } = {}) => ({
  id,
  maxAccounts,
  active: true,
  maintenance: false,
  ...changes,
})

const on =
  (...counts: number[]) =>
  (id: number) =>
    counts[id - 1]!

test('the least full server is the one with the smallest share of its places taken', () => {
  expect(chooseServer('least-full', [server(1, 10), server(2, 1000)], on(5, 400))).toBe(2)
  expect(chooseServer('least-full', [server(1, 10), server(2, 1000)], on(3, 400))).toBe(1)
})

test('among equally full servers the one with fewer accounts comes first, and then the older', () => {
  expect(chooseServer('least-full', [server(1, 100), server(2, 10)], on(50, 5))).toBe(2)
  expect(chooseServer('least-full', [server(1, 10), server(2, 10)], on(5, 5))).toBe(1)
})

test('a server without a limit is never full, and the emptiest of all', () => {
  expect(chooseServer('least-full', [server(1, 10), server(2, 0)], on(1, 5000))).toBe(2)
  expect(chooseServer('least-full', [server(1, 0), server(2, 0)], on(7, 6))).toBe(2)
})

test('filling in turn stays with the first server that has room', () => {
  const servers = [server(1, 2), server(2, 2), server(3, 2)]
  expect(chooseServer('fill-in-turn', servers, on(1, 0, 0))).toBe(1)
  expect(chooseServer('fill-in-turn', servers, on(2, 1, 0))).toBe(2)
  expect(chooseServer('fill-in-turn', servers, on(2, 2, 2))).toBeNull()
})

test.each(['least-full', 'fill-in-turn'] as const)(
  '%s passes over what is inactive, in maintenance or full',
  (fill) => {
    const servers = [
      server(1, 10, { active: false }),
      server(2, 10, { maintenance: true }),
      server(3, 1),
      server(4, 10),
    ]
    expect(chooseServer(fill, servers, on(0, 0, 1, 9))).toBe(4)
    expect(chooseServer(fill, servers.slice(0, 3), on(0, 0, 1))).toBeNull()
    expect(chooseServer(fill, [], on())).toBeNull()
  },
)

forEachEngine((engine) => {
  test('never places more accounts on a server than it has places, however many are placed at once', () =>
    withWorld(engine, async (world) => {
      await openShop(world)
      for (const name of ['a', 'b'])
        await world.catalog.servers.create(SYSTEM, { name, module: 'demopanel', maxAccounts: 3 })
      const { id: group } = await world.catalog.serverGroups.create(SYSTEM, {
        ...{ name: 'Web', fill: 'least-full', serverIds: [1, 2] },
      })
      const placed = await Promise.all(
        Array.from({ length: 10 }, () =>
          world.database.transaction(async (q) => {
            const tx = world.storesOf(q)
            const serverId = await pickServer(tx, group, 'demopanel')
            if (serverId !== null) await serviceStore(q).insert(someService({ serverId, status: 'Pending' }), NOW)
            return serverId
          }),
        ),
      )
      expect(placed.toSorted()).toEqual([1, 1, 1, 2, 2, 2, null, null, null, null])
    }))
})

/** Client 1, and product 1 in group 1. */
async function openShop({ clients, catalog }: World): Promise<void> {
  await clients.create(SYSTEM, ada)
  await catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
  await catalog.products.create(SYSTEM, { groupId: 1, name: 'Starter' })
}
