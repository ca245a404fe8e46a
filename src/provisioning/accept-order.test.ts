import { expect, it } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { down } from '../../test/support/memory-panel.ts'
import { type ModuleShop, openModuleShop } from '../../test/support/module-shop.ts'
import { SYSTEM } from '../access/actor.ts'

const order = (shop: ModuleShop) =>
  shop.orders.place(SYSTEM, {
    clientId: 1,
    paymentMethod: 'paypal',
    products: [{ productId: 2, domain: 'example.org' }],
  })

forEachEngine((engine) => {
  it('accepting an order sets up what its product says, with a user name of its own', async () => {
    const shop = await openModuleShop(engine)
    const { orderId, serviceIds } = await order(shop)
    await shop.commands.acceptOrder(SYSTEM, orderId)
    expect(await shop.read.services.get(serviceIds[0]!)).toMatchObject({ status: 'Active', username: 'exampleo' })
    expect(shop.accounts.get('exampleo')).toMatchObject({
      domain: 'example.org',
      password: expect.stringMatching(/^\w{10}$/),
    })
  })

  it('a failure of the module is answered in its own words, and the order is accepted all the same', async () => {
    const shop = await openModuleShop(engine)
    const { orderId } = await order(shop)
    shop.faults.push(down())
    await expect(shop.commands.acceptOrder(SYSTEM, orderId)).rejects.toMatchObject({ message: down().text })
    expect((await shop.read.orders.list({ orderId }, { offset: 0, limit: 1 })).orders).toMatchObject([
      { status: 'Active' },
    ])
    expect(await shop.moduleQueue.list(SYSTEM, {})).toMatchObject([{ action: 'CreateAccount', lastError: down().text }])
  })

  it('an order that is cancelled again ends what was under way', async () => {
    const shop = await openModuleShop(engine)
    const { orderId, serviceIds } = await order(shop)
    shop.panel.always = down()
    await shop.commands.acceptOrder(SYSTEM, orderId).catch(() => {})
    await shop.services.update(SYSTEM, serviceIds[0]!, { status: 'Cancelled' })
    expect(await shop.moduleQueue.list(SYSTEM, {})).toEqual([])
  })
})
