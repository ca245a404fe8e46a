import { beforeEach, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { ada, openWorld, openWorldWithCurrency, price, type World, withWorld } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'

let world: World

beforeEach(async () => {
  world = await openWorldWithCurrency()
})

test('the default currency moves to the one that is named', async () => {
  const { clients } = world
  const { id } = await clients.currencies.create(SYSTEM, { code: 'CHF' })
  await clients.currencies.update(SYSTEM, id, { suffix: ' CHF', isDefault: true })
  expect((await clients.currencies.list(SYSTEM)).map(({ code, isDefault }) => [code, isDefault])).toEqual([
    [expect.any(String), false],
    ['CHF', true],
  ])
})

test('the first currency is the default, and a later default takes its place', async () => {
  const { clients } = await openWorld()
  await clients.currencies.create(SYSTEM, { code: 'USD' })
  await clients.currencies.create(SYSTEM, { code: 'EUR' })
  await clients.currencies.create(SYSTEM, { code: 'GBP', isDefault: true })
  const currencies = await clients.currencies.list(SYSTEM)
  expect(currencies.map(({ code, isDefault }) => [code, isDefault])).toEqual([
    ['USD', false],
    ['EUR', false],
    ['GBP', true],
  ])
  expect((await clients.create(SYSTEM, ada)).client.currencyId).toBe(3)
  await expect(clients.currencies.create(SYSTEM, { code: 'EUR' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(clients.currencies.create(SYSTEM, { code: 'euro' })).rejects.toMatchObject({ code: 'invalid' })
})

forEachEngine((engine) => {
  test('has exactly one default currency, whoever adds one at the same time', () =>
    withWorld(engine, async ({ clients }) => {
      const codes = ['EUR', 'GBP', 'CHF', 'SEK']
      await Promise.all(codes.map((code) => clients.currencies.create(SYSTEM, { code, isDefault: true })))
      const currencies = await clients.currencies.list(SYSTEM)
      expect(currencies).toHaveLength(5)
      expect(currencies.filter(({ isDefault }) => isDefault)).toHaveLength(1)
    }))
})

forEachEngine((engine) => {
  test('a currency is deleted when nothing is paid in it, and never the default', () =>
    withWorld(engine, async ({ clients, catalog }) => {
      for (const code of ['EUR', 'CHF', 'GBP']) await clients.currencies.create(SYSTEM, { code })
      await clients.create(SYSTEM, { ...ada, currencyId: 2 })
      await catalog.addonDefinitions.create(SYSTEM, {
        ...{ name: 'Backup', payType: 'recurring', prices: [{ ...price(400), currencyId: 3 }] },
      })
      await expect(clients.currencies.delete(SYSTEM, 1)).rejects.toMatchObject({ code: 'currency_is_default' })
      await expect(clients.currencies.delete(SYSTEM, 2)).rejects.toMatchObject({ facts: { heldBy: { clients: 1 } } })
      await expect(clients.currencies.delete(SYSTEM, 3)).rejects.toMatchObject({ facts: { heldBy: { prices: 1 } } })
      await clients.currencies.delete(SYSTEM, 4)
      await expect(clients.currencies.get(SYSTEM, 4)).rejects.toMatchObject({ code: 'not_found' })
    }))
})
