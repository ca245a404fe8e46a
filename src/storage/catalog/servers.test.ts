import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { someAddon, someService } from '../../../test/support/holdings.ts'
import { ada, NOW, type World, withWorld } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { NewServer } from '../../catalog/store.ts'
import { SERVICE_STATUSES } from '../../services/status.ts'
import { addonStore } from '../services/addons.ts'
import { serviceStore } from '../services/services.ts'

const everyServerField: NewServer = {
  id: 5,
  name: 'web1',
  hostname: 'web1.example.com',
  ipAddress: '192.0.2.1',
  assignedIps: '192.0.2.2\n192.0.2.3',
  module: 'DemoPanel',
  username: 'root',
  passwordSealed: 'sealed-1',
  accessHashSealed: null,
  secure: false,
  port: 2087,
  maxAccounts: 200,
  active: false,
  maintenance: true,
  nameservers: ['ns1.example.com', 'ns2.example.com'],
  settings: { region: 'eu' },
}

forEachEngine((engine) => {
  test('gives back every field of a server, and its secrets only where they are asked for', () =>
    withWorld(engine, async ({ read, transaction }) => {
      expect(await transaction((tx) => tx.catalog.servers.insert(everyServerField, NOW))).toBe(5)
      const { passwordSealed, accessHashSealed, ...plain } = everyServerField
      const shown = { ...plain, id: 5, hasPassword: true, hasAccessHash: false, createdAt: NOW, updatedAt: NOW }
      expect(await read.catalog.servers.list({})).toEqual([shown])
      expect(await read.catalog.servers.get(5)).toEqual({ ...shown, passwordSealed, accessHashSealed })
      await transaction((tx) =>
        tx.catalog.servers.update(5, { passwordSealed: null, accessHashSealed: 'sealed-2', port: null }, NOW + 1),
      )
      expect(await transaction((tx) => tx.catalog.servers.lock(5))).toEqual({
        ...{ ...shown, hasPassword: false, hasAccessHash: true, port: null, updatedAt: NOW + 1 },
        ...{ passwordSealed: null, accessHashSealed: 'sealed-2' },
      })
    }))

  test('counts what is on a server by what it does there', () =>
    withWorld(engine, async (world) => {
      await openShop(world)
      await world.catalog.servers.create(SYSTEM, { name: 'a', module: 'demopanel' })
      await world.catalog.servers.create(SYSTEM, { name: 'b', module: 'demopanel' })
      await world.database.transaction(async (q) => {
        for (const status of SERVICE_STATUSES) {
          await serviceStore(q).insert(someService({ serverId: 1, status }), NOW)
          await serviceStore(q).insert(someService({ serverId: null, status }), NOW)
          await addonStore(q).insert(someAddon({ serverId: 1, status }), NOW)
        }
      })
      expect(await world.read.catalog.servers.accounts([1, 2, 9])).toEqual(
        new Map([
          [1, { held: 4, coming: 2 }],
          [2, { held: 0, coming: 0 }],
          [9, { held: 0, coming: 0 }],
        ]),
      )
    }))
})

/** Client 1, and product 1 in group 1. */
async function openShop({ clients, catalog }: World): Promise<void> {
  await clients.create(SYSTEM, ada)
  await catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
  await catalog.products.create(SYSTEM, { groupId: 1, name: 'Starter' })
}
