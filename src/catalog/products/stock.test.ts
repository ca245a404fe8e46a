import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { ada, type World, withWorld } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'
import { takeStock } from './stock.ts'

forEachEngine((engine) => {
  test('sells no more than there is in stock, however many order at once', () =>
    withWorld(engine, async (world) => {
      await openShop(world)
      await world.catalog.products.update(SYSTEM, 1, { stockControl: true, stock: 3 })
      const sold = await Promise.allSettled(
        Array.from({ length: 8 }, () => world.transaction((tx) => takeStock(tx, SYSTEM, 1, 1))),
      )
      expect(sold.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
      expect((await world.read.catalog.products.get(1))!.stock).toBe(0)
    }))
})

/** Client 1, and product 1 in group 1. */
async function openShop({ clients, catalog }: World): Promise<void> {
  await clients.create(SYSTEM, ada)
  await catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
  await catalog.products.create(SYSTEM, { groupId: 1, name: 'Starter' })
}
