import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { failed } from '../../src/provisioning/panel/outcome.ts'
import { forEachEngine } from '../support/databases.ts'
import { down } from '../support/memory-panel.ts'
import { type ModuleShop, openModuleShop } from '../support/module-shop.ts'
import { only } from '../support/shop.ts'

const order = (shop: ModuleShop) =>
  shop.orders.place(SYSTEM, {
    clientId: 1,
    paymentMethod: 'paypal',
    products: [{ productId: 2, domain: 'example.org' }],
  })

forEachEngine((engine) => {
  test('accepting an order sets up what its product says, with a user name of its own', async () => {
    const shop = await openModuleShop(engine)
    const { orderId, serviceIds } = await order(shop)
    await shop.commands.acceptOrder(SYSTEM, orderId)
    expect(await shop.read.services.get(serviceIds[0]!)).toMatchObject({ status: 'Active', username: 'exampleo' })
    expect(shop.accounts.get('exampleo')).toMatchObject({
      domain: 'example.org',
      password: expect.stringMatching(/^\w{10}$/),
    })
  })

  test('a failure of the module is answered in its own words, and the order is accepted all the same', async () => {
    const shop = await openModuleShop(engine)
    const { orderId } = await order(shop)
    shop.faults.push(down())
    await expect(shop.commands.acceptOrder(SYSTEM, orderId)).rejects.toMatchObject({ message: down().text })
    expect((await shop.read.orders.list({ orderId }, { offset: 0, limit: 1 })).rows).toMatchObject([
      { status: 'Active' },
    ])
    expect(await shop.moduleQueue.list(SYSTEM, {})).toMatchObject([{ action: 'CreateAccount', lastError: down().text }])
  })

  test('where it is asked for, accepting needs the right to provision, and only where anything is provisioned', async () => {
    const shop = await openModuleShop(engine)
    const seller = only('orders.write')
    const { orderId } = await order(shop)
    await expect(shop.commands.acceptOrder(seller, orderId, { asksToProvision: true })).rejects.toMatchObject({
      code: 'permission_refused',
      facts: { permission: 'provisioning.write' },
    })
    expect((await shop.read.orders.list({ orderId }, { offset: 0, limit: 1 })).rows).toMatchObject([
      { status: 'Pending' },
    ])
    await shop.commands.acceptOrder(seller, orderId, { asksToProvision: true, autoSetup: false })
    expect(shop.calls).toEqual([])

    const others = await order(shop)
    await shop.commands.acceptOrder(seller, others.orderId)
    expect(shop.calls).toHaveLength(1)
  })

  test('an order that is cancelled again ends what was under way', async () => {
    const shop = await openModuleShop(engine)
    const { orderId, serviceIds } = await order(shop)
    shop.panel.always = down()
    await shop.commands.acceptOrder(SYSTEM, orderId).catch(() => {})
    await shop.services.update(SYSTEM, serviceIds[0]!, { status: 'Cancelled' })
    expect(await shop.moduleQueue.list(SYSTEM, {})).toEqual([])
  })

  test('an accepted upgrade changes the package at the panel, once, and a failure of it is listed', async () => {
    const shop = await openModuleShop(engine)
    const id = await shop.addRunning()
    const { prices } = await shop.catalog.products.get(SYSTEM, 2)
    const product = { groupId: 1, name: 'Silver', payType: 'recurring', module: 'demopanel', prices } as const
    const silver = await shop.catalog.products.create(SYSTEM, { ...product, moduleSettings: { 1: 'silver' } })
    const iron = await shop.catalog.products.create(SYSTEM, { ...product, name: 'Iron', moduleSettings: { 1: 'iron' } })
    const upgrade = (productId: number) =>
      shop.orders.upgrade(SYSTEM, { serviceId: id, paymentMethod: 'paypal', productId })

    const { orderId } = await upgrade(silver.id)
    expect(await shop.read.services.get(id)).toMatchObject({ productId: 2 })
    await shop.commands.acceptOrder(SYSTEM, orderId)
    expect(shop.accounts.get(`user${id}`)).toMatchObject({ package: 'silver' })
    expect(await shop.read.services.get(id)).toMatchObject({ productId: silver.id, status: 'Active' })
    await shop.orders.reopen(SYSTEM, orderId)
    await shop.commands.acceptOrder(SYSTEM, orderId)
    expect(shop.calls).toEqual([`changePackage user${id}`])

    const next = await upgrade(iron.id)
    shop.faults.push(failed('configuration', 'No package iron', { cause: 'unknown package iron' }))
    await expect(shop.commands.acceptOrder(SYSTEM, next.orderId)).rejects.toMatchObject({ message: 'No package iron' })
    expect(await shop.moduleQueue.list(SYSTEM, {})).toMatchObject([{ action: 'ChangePackage', held: true }])
  })
})
