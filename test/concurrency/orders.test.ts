import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { toMinor } from '../../src/base/money.ts'
import { forEachEngine } from '../support/databases.ts'
import { type Answer, openWorld, refusals, succeeded, times, type World } from './world.ts'

const NOT_PENDING = 'Order ID not found or Status not Pending'

/** A survey with an add-on and a domain: no module looks after any of them. */
async function placeOrder({ ask, provisor }: World): Promise<{ order: number; service: number; addon: number }> {
  await provisor.domain.catalog.addonDefinitions.update(SYSTEM, 1, { module: '', productIds: [1, 2, 3, 4, 10] })
  const { orderid, serviceids, addonids } = await ask('AddOrder', {
    clientid: 1,
    paymentmethod: 'paypal',
    'pid[0]': 10,
    'addons[0]': 1,
    'domain[0]': 'contended.example',
    'domaintype[0]': 'register',
  })
  return { order: Number(orderid), service: Number(serviceids), addon: Number(addonids) }
}

async function addScarce({ provisor }: World, stock: number): Promise<number> {
  const price = { cycle: 'monthly', setupMinor: toMinor(0), priceMinor: toMinor(100) } as const
  const prices = [1, 2].map((currencyId) => ({ ...price, currencyId }))
  const scarce = {
    groupId: 2,
    name: 'Scarce',
    payType: 'recurring',
    stockControl: true,
    stock,
    prices,
  } as const
  return (await provisor.domain.catalog.products.create(SYSTEM, scarce)).id
}

const order = (products: number[], client = 1): [string, Record<string, string | number>] => [
  'AddOrder',
  {
    clientid: client,
    paymentmethod: 'paypal',
    ...Object.fromEntries(products.map((id, index) => [`pid[${index}]`, id])),
  },
]

forEachEngine((engine) => {
  test('an order that is accepted many times at once is accepted once', async () => {
    const world = await openWorld(engine)
    const placed = await placeOrder(world)
    const answers = await world.askAll(times(20, () => ['AcceptOrder', { orderid: placed.order }]))
    expect(succeeded(answers)).toHaveLength(1)
    expect(refusals(answers)).toEqual([NOT_PENDING])
    expect(await world.eventsOf('order', placed.order)).toEqual({ 'order.created': 1, 'order.accepted': 1 })
    expect(await world.eventsOf('service', placed.service)).toEqual({ 'service.created': 1, 'service.activated': 1 })
    expect(await world.eventsOf('addon', placed.addon)).toEqual({ 'addon.created': 1, 'addon.activated': 1 })
  })

  test('of acceptances and cancellations of one order exactly one wins, and its items go with the winner', async () => {
    const world = await openWorld(engine)
    for (let round = 0; round < 5; round++) {
      const { order: id, service, addon } = await placeOrder(world)
      const verbs = times(20, (index) => ((index + round) % 2 ? 'AcceptOrder' : 'CancelOrder'))
      const answers = await world.askAll(verbs.map((verb) => [verb, { orderid: id }]))
      expect(succeeded(answers)).toHaveLength(1)
      expect(refusals(answers)).toEqual([NOT_PENDING])
      const won = verbs[answers.findIndex(({ result }) => result === 'success')]
      const status = won === 'AcceptOrder' ? 'Active' : 'Cancelled'
      const { rows: orders } = await world.provisor.domain.orders.list(SYSTEM, { orderId: id }, { offset: 0, limit: 1 })
      expect(orders.map((one) => [one.status, ...one.lines.map((line) => line.status)])).toEqual([
        [status, status, status, status],
      ])
      const events = [await world.eventsOf('service', service), await world.eventsOf('addon', addon)]
      expect(events.map((kinds) => Object.values(kinds))).toEqual([
        [1, 1],
        [1, 1],
      ])
    }
  })

  test('a renewal that is accepted many times at once renews once', async () => {
    const world = await openWorld(engine)
    const before = (await world.provisor.read.services.get(2))!
    const { orderid } = await world.ask('AddOrder', { clientid: 1, paymentmethod: 'paypal', 'servicerenewals[]': 2 })
    await world.askAll(times(12, () => ['AcceptOrder', { orderid: Number(orderid) }]))
    expect(before.nextDueOn).toBe('2017-01-20')
    expect((await world.provisor.read.services.get(2))!.nextDueOn).toBe('2017-02-20')
  })

  test('of five in stock five are sold to twenty who order at once', async () => {
    const world = await openWorld(engine)
    const product = await addScarce(world, 5)
    const answers = await world.askAll(times(20, (index) => order([product], 1 + (index % 4))))
    expect(succeeded(answers)).toHaveLength(5)
    expect(refusals(answers)).toEqual(['Scarce is out of stock'])
    expect((await world.provisor.read.catalog.products.get(product))!.stock).toBe(0)
    expect(await world.ask('GetClientsProducts', { pid: product, limitnum: 0 })).toMatchObject({ totalresults: '5' })
    expect(await world.eventsOf('product', product)).toMatchObject({ 'product.stock_taken': 5 })
  })

  test('orders for the same things in another order do not wait for each other for ever, and all that fit are placed', async () => {
    const world = await openWorld(engine)
    const [one, two] = [await addScarce(world, 8), await addScarce(world, 8)]
    const answers = await world.askAll(
      times(20, (index) => order(index % 2 ? [one, two] : [two, one], 1 + (index % 5))),
    )
    expect(succeeded(answers)).toHaveLength(8)
    const left = await Promise.all([one, two].map((id) => world.provisor.read.catalog.products.get(id)))
    expect(left.map((product) => product!.stock)).toEqual([0, 0])
  })

  test('what cancellations give back and orders take at once adds up', async () => {
    const world = await openWorld(engine)
    const product = await addScarce(world, 6)
    const first = succeeded(await world.askAll(times(6, () => order([product]))))
    const answers = await world.askAll([
      ...first.map(({ orderid }): [string, { orderid: number }] => ['CancelOrder', { orderid: Number(orderid) }]),
      ...times(12, () => order([product])),
    ])
    const cancelled = succeeded(answers.slice(0, 6)).length
    const sold = succeeded(answers.slice(6)).length
    expect(cancelled).toBe(6)
    expect((await world.provisor.read.catalog.products.get(product))!.stock).toBe(6 - sold)
    const held = await world.ask('GetClientsProducts', { pid: product, status: 'Pending', limitnum: 0 })
    expect(held.totalresults).toBe(String(sold))
  })

  test('what is deleted while add-ons for it are ordered takes them with it, or they come too late', async () => {
    const world = await openWorld(engine)
    for (let round = 0; round < 5; round++) {
      const { order: id, service } = await placeOrder(world)
      await world.ask('CancelOrder', { orderid: id })
      const addon = { clientid: 1, paymentmethod: 'paypal', addonid: 1, serviceid: service }
      const [deleted, ...answers] = await world.askAll([
        ['DeleteOrder', { orderid: id }],
        ...times(6, (): [string, Record<string, string | number>] => ['AddOrder', addon]),
        ...times(6, (): [string, Record<string, string | number>] => [
          'UpdateClientProduct',
          { serviceid: service, notes: 'x' },
        ]),
      ])
      expect(deleted).toEqual({ result: 'success' })
      expect(
        refusals(answers).every((text) => /^Service ID (not owned by Client ID provided|Not Found)$/.test(text!)),
      ).toBe(true)
      expect(await world.ask('GetClientsAddons', { serviceid: service })).toMatchObject({ totalresults: 0 })
      expect(await world.ask('GetClientsProducts', { serviceid: service })).toMatchObject({ totalresults: '0' })
    }
  })

  test('services of one domain that are accepted at once have user names of their own', async () => {
    const world = await openWorld(engine)
    const orders: Answer[] = []
    for (let index = 0; index < 10; index++)
      orders.push(
        await world.ask('AddOrder', {
          clientid: 2,
          paymentmethod: 'paypal',
          'pid[0]': 2,
          'domain[0]': 'samename.example',
        }),
      )
    await world.askAll(orders.map(({ orderid }) => ['AcceptOrder', { orderid: Number(orderid) }]))
    const services = await Promise.all(
      orders.map(({ serviceids }) => world.provisor.read.services.get(Number(serviceids))),
    )
    expect(new Set(services.map((service) => service!.username)).size).toBe(10)
  })

  test('whoever lists while orders are placed sees whole orders and true totals', async () => {
    const world = await openWorld(engine)
    const product = await addScarce(world, 1000)
    type Listing = { totalresults: string; numreturned: number; products: { product: { orderid: string }[] } }
    let writing = true
    const list = async (limitnum: number): Promise<Listing[]> => {
      const seen: Listing[] = []
      while (writing) seen.push(await world.ask<Listing>('GetClientsProducts', { pid: product, limitnum }))
      return seen
    }
    const reading = Promise.all([list(500), list(99_999)])
    for (let round = 0; round < 3; round++) await world.askAll(times(4, () => order([product, product, product])))
    writing = false

    const listings = (await reading).flat()
    expect(new Set(listings.map(({ totalresults }) => totalresults)).size).toBeGreaterThan(2)
    for (const { totalresults, numreturned, products } of listings) {
      const perOrder = Object.values(Object.groupBy(products.product, ({ orderid }) => orderid)).map(
        (list) => list!.length,
      )
      expect([Number(totalresults), numreturned]).toEqual([products.product.length, products.product.length])
      expect(perOrder.every((count) => count === 3)).toBe(true)
    }
    expect(await world.ask('GetClientsProducts', { pid: product, limitnum: 0 })).toMatchObject({ totalresults: '36' })
  })
})
