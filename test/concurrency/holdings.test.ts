import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { openKept } from '../../src/base/secrets/sealed.ts'
import type { CartProduct } from '../../src/services/orders/cart.ts'
import { forEachEngine } from '../support/databases.ts'
import { openShop, type Shop } from '../support/shop.ts'

const ALL = { offset: 0, limit: 1000 }

const order = (shop: Shop, product: CartProduct, clientId = 1) =>
  shop.orders.place(SYSTEM, { clientId, paymentMethod: 'paypal', products: [product] })

async function settled<T>(works: Promise<T>[]) {
  const outcomes = await Promise.allSettled(works)
  return {
    done: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])),
    codes: outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason.code ?? outcome.reason] : [],
    ),
  }
}

forEachEngine((engine) => {
  test('two edits of the same service at once are both kept', async () => {
    const shop = await openShop(engine)
    const { serviceIds } = await order(shop, { productId: 1 })
    const id = serviceIds[0]!
    const rounds = Array.from({ length: 10 }, (_, index) => index)
    await Promise.all(
      rounds.flatMap((index) => [
        shop.services.update(SYSTEM, id, { notes: `note ${index}`, ns1: `ns${index}.example.com` }),
        shop.services.update(SYSTEM, id, { customFields: { '1': index % 2 ? 'red' : 'blue' }, diskUsedMb: index + 1 }),
        shop.services.update(SYSTEM, id, { customFields: { '2': `pin ${index}` } }),
        shop.services.update(SYSTEM, id, { configOptions: { '1': (index % 2) + 1 } }),
        shop.services.update(SYSTEM, id, { configOptions: { '2': index % 8 } }),
      ]),
    )
    const service = await shop.services.get(SYSTEM, id)
    const round = Number(service.notes.slice('note '.length))
    expect(service.ns1).toBe(`ns${round}.example.com`)
    expect(service.customFields['1']).toBe(service.diskUsedMb % 2 ? 'blue' : 'red')
    expect(openKept(shop.secrets, service.customFields['2']!)).toMatch(/^pin \d$/)
    expect(Object.keys(service.configOptions)).toEqual(['1', '2'])
    const updates = (await shop.happenings()).filter(({ kind }) => kind === 'service.updated')
    expect(service.version).toBe(1 + updates.length)
  })

  test('each edit of one field says in its event what the edit before it left', async () => {
    const shop = await openShop(engine)
    const { serviceIds } = await order(shop, { productId: 1 })
    const notes = Array.from({ length: 12 }, (_, index) => `note ${index}`)
    await Promise.all(notes.map((text) => shop.services.update(SYSTEM, serviceIds[0]!, { notes: text })))
    const changes = (await shop.happenings()).flatMap((event) => (event.changes.notes ? [event.changes.notes] : []))
    const leads = new Map(changes.map(([before, after]) => [before, after]))
    let last: unknown = ''
    for (let index = 0; index < notes.length; index++) last = leads.get(last)
    expect(last).toBe((await shop.services.get(SYSTEM, serviceIds[0]!)).notes)
  })

  test('an order is accepted once, or cancelled once, whoever comes first', async () => {
    const shop = await openShop(engine)
    const { orderId, serviceIds } = await order(shop, { productId: 2, domain: 'a.com' })
    const { done, codes } = await settled([
      shop.orders.accept(SYSTEM, orderId),
      shop.orders.cancel(SYSTEM, orderId),
      shop.orders.accept(SYSTEM, orderId),
      shop.orders.cancel(SYSTEM, orderId),
    ])
    expect(done).toHaveLength(1)
    expect(codes).toEqual(['transition_refused', 'transition_refused', 'transition_refused'])
    const accepted = done[0]!.status === 'Active'
    expect(await shop.services.get(SYSTEM, serviceIds[0]!)).toMatchObject({
      status: accepted ? 'Pending' : 'Cancelled',
      username: accepted ? 'acom' : '',
      version: 2,
    })
  })

  test('no more is sold than there is in stock, when many order at once', async () => {
    const shop = await openShop(engine)
    const clients = [1, 2, 1, 2, 1, 2, 1, 2]
    const { done, codes } = await settled(clients.map((clientId) => order(shop, { productId: 4 }, clientId)))
    expect(done).toHaveLength(3)
    expect(codes).toEqual(Array.from({ length: 5 }, () => 'out_of_stock'))
    expect((await shop.catalog.products.get(SYSTEM, 4)).stock).toBe(0)
    expect((await shop.services.list(SYSTEM, { productId: 4 }, ALL)).total).toBe(3)
  })

  test('accounts that are made at once have names of their own and share the servers', async () => {
    const shop = await openShop(engine)
    const placed = await Promise.all(
      Array.from({ length: 6 }, (_, index) => order(shop, { productId: 2, domain: 'demodomain.com' }, (index % 2) + 1)),
    )
    await Promise.all(placed.map(({ orderId }) => shop.orders.accept(SYSTEM, orderId)))
    const { rows: services } = await shop.services.list(SYSTEM, {}, ALL)
    expect(services.map(({ username }) => username).sort()).toEqual([
      'demodom1',
      'demodom2',
      'demodom3',
      'demodom4',
      'demodom5',
      'demodoma',
    ])
    expect(services.map(({ serverId }) => serverId).sort()).toEqual([1, 1, 1, 2, 2, 2])
  })

  test('nothing is ordered for a client who is closed at the same time', async () => {
    const shop = await openShop(engine)
    const closing = shop.clients.close(SYSTEM, 1)
    const { codes } = await settled(Array.from({ length: 6 }, () => order(shop, { productId: 1 })))
    await closing
    expect(codes.every((code) => code === 'client_closed')).toBe(true)
    const events = await shop.happenings()
    const closed = events.find(({ kind }) => kind === 'client.closed')!
    const orders = events.filter(({ kind }) => kind === 'order.created')
    expect(orders).toHaveLength(6 - codes.length)
    for (const { id } of orders) expect(id).toBeLessThan(closed.id)
  })

  test('orders placed at once have numbers and items of their own', async () => {
    const shop = await openShop(engine)
    const placed = await Promise.all(
      Array.from({ length: 12 }, (_, index) => order(shop, { productId: 1 }, (index % 2) + 1)),
    )
    expect(new Set(placed.map(({ orderNumber }) => orderNumber)).size).toBe(12)
    const { rows: orders } = await shop.orders.list(SYSTEM, {}, ALL)
    for (const { orderId, serviceIds } of placed)
      expect(orders.find(({ id }) => id === orderId)!.lines.map(({ itemId }) => itemId)).toEqual(serviceIds)
  })
})
