import { beforeEach, expect, test } from 'vitest'
import { someAddon, someService } from '../../../test/support/holdings.ts'
import { ada, happenings, NOW, openWorldWithCatalog, price, type World } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'
import { addonStore } from '../../storage/services/addons.ts'
import { serviceStore } from '../../storage/services/services.ts'

let world: World

beforeEach(async () => {
  world = await openWorldWithCatalog()
})

test('an add-on changes its prices as a whole, and they must fit how it is paid', async () => {
  const { catalog } = world
  await catalog.addonDefinitions.update(SYSTEM, 1, { productIds: [2], prices: [price(500)] })
  expect(await catalog.addonDefinitions.list(SYSTEM)).toMatchObject([{ productIds: [2], prices: [price(500)] }])
  await expect(catalog.addonDefinitions.update(SYSTEM, 1, { payType: 'onetime' })).rejects.toMatchObject({
    code: 'invalid',
  })
  await catalog.addonDefinitions.update(SYSTEM, 1, { payType: 'free', prices: [] })
  expect(await catalog.addonDefinitions.list(SYSTEM)).toMatchObject([{ payType: 'free', prices: [] }])
})

test('an add-on that nobody has is deleted with its prices and custom fields', async () => {
  const { catalog, clients, database, read } = world
  await clients.create(SYSTEM, ada)
  await catalog.addonDefinitions.create(SYSTEM, { name: 'Held' })
  await catalog.customFields.create(SYSTEM, { owner: 'addon', ownerId: 1, name: 'Size', kind: 'text' })
  await database.transaction(async (q) => {
    await serviceStore(q).insert(someService({ productId: 1 }), NOW)
    await addonStore(q).insert(someAddon({ definitionId: 2 }), NOW)
  })
  await expect(catalog.addonDefinitions.delete(SYSTEM, 2)).rejects.toMatchObject({
    code: 'in_use',
    facts: { heldBy: { 'add-ons': 1 } },
  })
  await catalog.addonDefinitions.delete(SYSTEM, 1)
  await expect(catalog.addonDefinitions.get(SYSTEM, 1)).rejects.toMatchObject({ code: 'not_found' })
  expect(await read.catalog.prices.of('addon', [1])).toEqual(new Map())
  expect(await catalog.customFields.list(SYSTEM, 'addon', 1)).toEqual([])
  expect((await happenings(world)).at(-1)).toMatchObject({ kind: 'addon_definition.deleted', subjectId: 1 })
})
