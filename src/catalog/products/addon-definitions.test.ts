import { beforeEach, expect, test } from 'vitest'
import { openWorldWithCatalog, price, type World } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'

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
