import { beforeEach, describe, expect, test } from 'vitest'
import { nobody, only, openShop, type Shop } from '../../test/support/shop.ts'
import { SYSTEM } from '../access/actor.ts'
import type { ServiceChanges } from './update-service.ts'

let shop: Shop
let id: number

beforeEach(async () => {
  shop = await openShop()
  const placed = await shop.orders.place(SYSTEM, {
    clientId: 1,
    paymentMethod: 'paypal',
    products: [{ productId: 1, domain: 'DemoDomain.com', cycle: 'monthly', customFields: { '1': 'red', '2': '1234' } }],
  })
  await shop.orders.accept(SYSTEM, placed.orderId, { username: 'demodoma', password: 'first' })
  id = placed.serviceIds[0]!
})

const change = (changes: ServiceChanges) => shop.services.update(SYSTEM, id, changes)

describe('a password', () => {
  test('is read only by who may read passwords', async () => {
    const found = await shop.services.get(only('services.read'), id)
    expect(shop.services.passwordOf(only('services.read'), found)).toBeUndefined()
    expect(shop.services.passwordOf(only('services.passwords'), found)).toBe('first')
  })
})

describe('the list', () => {
  test('finds a status in any case, and nothing for one that does not exist', async () => {
    const page = { offset: 0, limit: 25 }
    expect((await shop.services.list(SYSTEM, { status: 'aCTIVE' }, page)).total).toBe(1)
    expect((await shop.services.list(SYSTEM, { status: 'asleep' }, page)).total).toBe(0)
    for await (const { rows: services } of shop.services.stream(SYSTEM, { status: 'ACTIVE' }, page))
      expect(services).toHaveLength(1)
  })

  test('needs the right to read services', async () => {
    const page = { offset: 0, limit: 25 }
    await expect(shop.services.list(nobody, {}, page)).rejects.toMatchObject({ code: 'permission_refused' })
    expect(() => shop.services.stream(nobody, {}, page)).toThrow('services.read')
    await expect(shop.services.get(nobody, id)).rejects.toMatchObject({ code: 'permission_refused' })
    await expect(shop.services.history(nobody, id, page)).rejects.toMatchObject({ code: 'permission_refused' })
  })
})

test('the history of a service that never was is refused', async () => {
  await expect(shop.services.history(SYSTEM, 999, { offset: 0, limit: 5 })).rejects.toMatchObject({ code: 'not_found' })
})

test('the history shows what happened to the service and to nothing else', async () => {
  await change({ notes: 'a' })
  await shop.transaction(async (tx) => {
    const rows = await tx.events.unsealed(1000)
    await tx.events.seal(rows.map((row, index) => ({ id: row.id, position: index + 1, hash: 'x' })))
  })
  const { total, rows: events } = await shop.services.history(SYSTEM, id, { offset: 0, limit: 2 })
  expect(total).toBe(3)
  expect(events.map(({ kind }) => kind)).toEqual(['service.updated', 'service.activated'])
})
