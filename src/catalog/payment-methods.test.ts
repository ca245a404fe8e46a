import { beforeEach, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { happenings, openWorldWithCurrency, type World, withWorld } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'

forEachEngine((engine) => {
  test('has the payment methods of one person when several set them at once', () =>
    withWorld(engine, async ({ catalog }) => {
      const sets = Array.from({ length: 12 }, (_, n) => [`card${n}`, 'bank'])
      await Promise.all(
        sets.map((modules) =>
          catalog.paymentMethods.replace(
            SYSTEM,
            modules.map((module) => ({ module, displayName: module })),
          ),
        ),
      )
      const active = await catalog.paymentMethods.list(SYSTEM, { activeOnly: true })
      expect(sets).toContainEqual(active.map(({ module }) => module))
      expect(await catalog.paymentMethods.list(SYSTEM)).toHaveLength(13)
    }))
})

let world: World

beforeEach(async () => {
  world = await openWorldWithCurrency()
  await world.catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
  await world.catalog.products.create(SYSTEM, { groupId: 1, name: 'Starter' })
})

test('payment methods are set as a whole, and one that is gone keeps its name', async () => {
  const { catalog } = world
  await catalog.paymentMethods.replace(SYSTEM, [
    { module: 'paypal', displayName: 'PayPal' },
    { module: 'banktransfer', displayName: 'Bank Transfer' },
  ])
  const active = await catalog.paymentMethods.replace(SYSTEM, [{ module: 'banktransfer', displayName: 'Wire' }])
  expect(active).toEqual([{ module: 'banktransfer', displayName: 'Wire', active: true, position: 0 }])
  expect(await catalog.paymentMethods.list(SYSTEM, { activeOnly: true })).toEqual(active)
  expect(await catalog.paymentMethods.list(SYSTEM)).toEqual([
    ...active,
    { module: 'paypal', displayName: 'PayPal', active: false, position: 0 },
  ])
  const before = await happenings(world)
  expect(before.at(-1)!.changes).toEqual({
    inUse: [
      [
        ['paypal', 'PayPal'],
        ['banktransfer', 'Bank Transfer'],
      ],
      [['banktransfer', 'Wire']],
    ],
  })
  await catalog.paymentMethods.replace(SYSTEM, [{ module: 'banktransfer', displayName: 'Wire' }])
  expect(await happenings(world)).toEqual(before)
})

test('payment methods come, change, move and go one by one', async () => {
  const { catalog } = world
  const inUse = async () =>
    (await catalog.paymentMethods.list(SYSTEM, { activeOnly: true })).map(({ module }) => module)
  for (const module of ['paypal', 'card', 'bank'])
    await catalog.paymentMethods.create(SYSTEM, { module, displayName: module })
  await expect(catalog.paymentMethods.create(SYSTEM, { module: 'card', displayName: 'x' })).rejects.toMatchObject({
    code: 'invalid',
  })
  await catalog.paymentMethods.update(SYSTEM, 'bank', { position: 0 })
  expect(await inUse()).toEqual(['bank', 'paypal', 'card'])
  expect(await catalog.paymentMethods.update(SYSTEM, 'paypal', { displayName: 'PayPal' })).toEqual({
    ...{ module: 'paypal', displayName: 'PayPal', active: true, position: 1 },
  })
  await catalog.paymentMethods.delete(SYSTEM, 'paypal')
  expect(await inUse()).toEqual(['bank', 'card'])
  expect(await catalog.paymentMethods.get(SYSTEM, 'paypal')).toMatchObject({ displayName: 'PayPal', active: false })
  await expect(catalog.paymentMethods.delete(SYSTEM, 'paypal')).rejects.toMatchObject({ code: 'not_found' })
})
