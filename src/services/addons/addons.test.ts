import { beforeEach, expect, test } from 'vitest'
import { nobody, only, openShop, type Shop } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { AddonChanges } from './update-addon.ts'

let shop: Shop
let id: number

beforeEach(async () => {
  shop = await openShop()
  const { orderId, addonIds } = await shop.orders.place(SYSTEM, {
    clientId: 1,
    paymentMethod: 'paypal',
    products: [{ productId: 1, addons: [{ definitionId: 1, quantity: 2 }] }],
  })
  await shop.orders.accept(SYSTEM, orderId)
  id = addonIds[0]!
})

const change = (changes: AddonChanges) => shop.addons.update(SYSTEM, id, changes)

test('beside its own name stands its definition’s', async () => {
  await change({ name: 'Own name' })
  expect(await shop.addons.get(SYSTEM, id)).toMatchObject({ name: 'Own name', definitionName: 'Backup' })
  await change({ name: '', definitionId: null })
  expect(await shop.addons.get(SYSTEM, id)).toMatchObject({ name: '', definitionName: null })
})

test('all are listed unless a page is asked for, and no service is nothing', async () => {
  const list = async (...rest: Parameters<Shop['addons']['list']> extends [unknown, ...infer R] ? R : never) =>
    (await shop.addons.list(SYSTEM, ...rest)).rows.map((addon) => addon.id)
  expect(await list({})).toEqual([id])
  expect(await list({ serviceIds: [] })).toEqual([])
  expect(await list({}, { offset: 1, limit: 5 })).toEqual([])
  const streamed: number[] = []
  for await (const { rows: addons } of shop.addons.stream(SYSTEM, {})) streamed.push(...addons.map((addon) => addon.id))
  expect(streamed).toEqual([id])
})

test('reading and writing need their rights', async () => {
  await expect(shop.addons.list(nobody, {})).rejects.toMatchObject({ code: 'permission_refused' })
  expect(() => shop.addons.stream(nobody, {})).toThrow('services.read')
  await expect(shop.addons.get(nobody, id)).rejects.toMatchObject({ code: 'permission_refused' })
  await expect(shop.addons.update(only('services.read'), id, { notes: 'x' })).rejects.toMatchObject({
    facts: { permission: 'services.write' },
  })
})
