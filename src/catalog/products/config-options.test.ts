import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { someService } from '../../../test/support/holdings.ts'
import { ada, happenings, NOW, openWorldWithCatalog, price, withWorld } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'
import { serviceStore } from '../../storage/services/services.ts'

test('options are listed with their choices, prices and products', async () => {
  const { catalog } = await openWorldWithCatalog()
  await catalog.configOptions.create(SYSTEM, { name: 'Loose', kind: 'yesno', choices: [{ name: 'Yes' }], position: 2 })
  const [disk, loose] = await catalog.configOptions.list(SYSTEM)
  expect(disk).toMatchObject({ name: 'Disk', productIds: [1], choices: [{ prices: [price(100)] }, { prices: [] }] })
  expect(loose).toMatchObject({ name: 'Loose', productIds: [] })
  expect(await catalog.configOptions.get(SYSTEM, loose!.id)).toEqual(loose)
  await expect(catalog.configOptions.get(SYSTEM, 9)).rejects.toMatchObject({ code: 'not_found' })
})

forEachEngine((engine) => {
  test('an option that no service has chosen from is deleted with its choices', () =>
    withWorld(engine, async (world) => {
      const { catalog, clients, database, read } = world
      await clients.create(SYSTEM, ada)
      await catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
      await catalog.products.create(SYSTEM, { groupId: 1, name: 'Starter' })
      for (const name of ['Held', 'Free'])
        await catalog.configOptions.create(SYSTEM, {
          ...{ name, kind: 'radio', choices: [{ name: '1', prices: [price(5)] }], productIds: [1] },
        })
      await database.transaction(async (q) => {
        const configOptions = { 1: { choiceId: 1, quantity: 1 } }
        await serviceStore(q).insert(someService({ productId: 1, configOptions }), NOW)
      })
      await expect(catalog.configOptions.delete(SYSTEM, 1)).rejects.toMatchObject({
        code: 'in_use',
        facts: { heldBy: { services: 1 } },
      })
      await catalog.configOptions.delete(SYSTEM, 2)
      expect((await catalog.configOptions.list(SYSTEM)).map(({ id }) => id)).toEqual([1])
      expect(await read.catalog.prices.of('choice', [1, 2])).toEqual(new Map([[1, [price(5)]]]))
      expect((await happenings(world)).at(-1)).toMatchObject({ kind: 'config_option.deleted', subjectId: 2 })
    }))
})
