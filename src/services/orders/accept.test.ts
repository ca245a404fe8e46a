import { describe, expect, test } from 'vitest'
import { minor, NOW, only, openShop, type Shop, TODAY } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { CalendarDate } from '../../base/calendar.ts'
import type { Provisionable, ProvisioningAction } from './accept.ts'
import type { Cart, CartProduct } from './cart.ts'

const ALL = { offset: 0, limit: 100 }

const place = (shop: Shop, cart: Partial<Cart>) =>
  shop.orders.place(SYSTEM, { clientId: 1, paymentMethod: 'paypal', ...cart })

const statusOf = async (shop: Shop, orderId: number) =>
  (await shop.orders.list(SYSTEM, { orderId }, ALL)).rows[0]?.status

/** A shop that keeps what it was asked to provision. */
async function openProvisioningShop() {
  const asked: [action: ProvisioningAction, item: Provisionable][] = []
  const shop = await openShop(undefined, {
    enqueueProvisioning: async (tx, item, action) => {
      expect(tx.at).toBe(NOW)
      asked.push([action, item])
    },
  })
  return { shop, asked }
}

async function ordered(shop: Shop, product: CartProduct) {
  const { orderId, serviceIds } = await place(shop, { products: [product] })
  return { orderId, serviceId: serviceIds[0]! }
}

describe('accepting an order', () => {
  test('makes it active once, and only from pending', async () => {
    const shop = await openShop()
    const { orderId } = await ordered(shop, { productId: 1 })
    expect(await shop.orders.accept(SYSTEM, orderId)).toMatchObject({ id: orderId, status: 'Active' })
    await expect(shop.orders.accept(SYSTEM, orderId)).rejects.toMatchObject({
      code: 'transition_refused',
      facts: { noun: 'order', from: 'Active', verb: 'accept' },
    })
    expect((await shop.happenings()).filter(({ kind }) => kind === 'order.accepted')).toMatchObject([
      { subjectId: orderId, clientId: 1, changes: { status: ['Pending', 'Active'] } },
    ])
  })

  test('of an unknown order is refused, and it needs the right to write orders', async () => {
    const shop = await openShop()
    await expect(shop.orders.accept(SYSTEM, 99)).rejects.toMatchObject({ code: 'not_found', facts: { noun: 'Order' } })
    await expect(shop.orders.accept(only('orders.read'), 99)).rejects.toMatchObject({ code: 'permission_refused' })
  })

  test('makes active what no module sets up, from today on', async () => {
    const shop = await openShop()
    const { orderId, serviceIds, addonIds } = await place(shop, {
      products: [{ productId: 1, cycle: 'annually', addons: [{ definitionId: 1 }] }, { productId: 5 }],
    })
    shop.clock.advance(86_400_000)
    await shop.orders.accept(SYSTEM, orderId)
    expect(await shop.services.get(SYSTEM, serviceIds[0]!)).toMatchObject({
      status: 'Active',
      registeredOn: TODAY,
      nextDueOn: '2027-02-05',
      serverId: null,
      username: '',
      passwordSealed: null,
    })
    expect(await shop.services.get(SYSTEM, serviceIds[1]!)).toMatchObject({ status: 'Active', nextDueOn: null })
    expect(await shop.addons.get(SYSTEM, addonIds[0]!)).toMatchObject({ status: 'Active', nextDueOn: '2027-02-05' })
  })

  test('keeps a due date that a person has set', async () => {
    const shop = await openShop()
    const { orderId, serviceId } = await ordered(shop, { productId: 1 })
    await shop.services.update(SYSTEM, serviceId, { nextDueOn: '2026-04-01' as CalendarDate })
    await shop.orders.accept(SYSTEM, orderId)
    expect(await shop.services.get(SYSTEM, serviceId)).toMatchObject({ nextDueOn: '2026-04-01' })
  })

  test('leaves alone what is pending no more', async () => {
    const shop = await openShop()
    const { orderId, serviceId } = await ordered(shop, { productId: 1 })
    await shop.services.update(SYSTEM, serviceId, { status: 'Fraud' })
    await shop.orders.accept(SYSTEM, orderId)
    expect(await shop.services.get(SYSTEM, serviceId)).toMatchObject({ status: 'Fraud' })
  })
})

describe('a service with a module', () => {
  test('gets an account to be set up, and stays pending', async () => {
    const shop = await openShop()
    const { orderId, serviceId } = await ordered(shop, { productId: 2, domain: 'DemoDomain.com' })
    await shop.orders.accept(SYSTEM, orderId)
    const service = await shop.services.get(SYSTEM, serviceId)
    expect(service).toMatchObject({ status: 'Pending', serverId: 1, username: 'demodoma', nextDueOn: null })
    expect(shop.services.passwordOf(SYSTEM, service)).toMatch(/^[A-Za-z0-9]{10}$/)
    expect((await shop.happenings()).find(({ kind }) => kind === 'service.prepared')!.changes).toEqual({
      serverId: [null, 1],
      username: ['', 'demodoma'],
      password: ['***', '***'],
    })
  })

  test('is asked of its module in the same transaction, with its account in place', async () => {
    const { shop, asked } = await openProvisioningShop()
    const { orderId, serviceIds, addonIds } = await place(shop, {
      products: [{ productId: 2, addons: [{ definitionId: 2 }, { definitionId: 1 }] }, { productId: 1 }],
    })
    await shop.orders.accept(SYSTEM, orderId)
    expect(asked).toEqual([
      ['CreateAccount', { type: 'service', id: serviceIds[0], clientId: 1, module: 'demopanel' }],
      ['CreateAccount', { type: 'addon', id: addonIds[0], clientId: 1, module: 'demopanel' }],
    ])
    expect(await shop.addons.get(SYSTEM, addonIds[0]!)).toMatchObject({ status: 'Pending', nextDueOn: null })
    expect(await shop.addons.get(SYSTEM, addonIds[1]!)).toMatchObject({ status: 'Active' })
  })

  test.each([
    { productId: 2, autoSetup: undefined, status: 'Pending' },
    { productId: 2, autoSetup: false, status: 'Active' },
    { productId: 3, autoSetup: undefined, status: 'Active' },
    { productId: 3, autoSetup: true, status: 'Pending' },
    { productId: 1, autoSetup: true, status: 'Active' },
  ])('is set up as its product says unless it is said otherwise: %o', async ({ productId, autoSetup, status }) => {
    const { shop, asked } = await openProvisioningShop()
    const { orderId, serviceId } = await ordered(shop, { productId })
    await shop.orders.accept(SYSTEM, orderId, { autoSetup })
    expect(await shop.services.get(SYSTEM, serviceId)).toMatchObject({ status })
    expect(asked).toHaveLength(status === 'Pending' ? 1 : 0)
    expect(await statusOf(shop, orderId)).toBe('Active')
  })

  test('has the account that is said, whatever it had', async () => {
    const shop = await openShop()
    const { orderId, serviceIds } = await place(shop, {
      products: [{ productId: 2, rootPassword: 'old' }, { productId: 1 }],
    })
    await shop.orders.accept(SYSTEM, orderId, { serverId: 2, username: 'mine', password: 'new' })
    for (const serviceId of serviceIds) {
      const service = await shop.services.get(SYSTEM, serviceId)
      expect(service).toMatchObject({ serverId: 2, username: 'mine' })
      expect(shop.services.passwordOf(SYSTEM, service)).toBe('new')
    }
  })

  test('keeps the account that it has when nothing is said', async () => {
    const shop = await openShop()
    const { orderId, serviceId } = await ordered(shop, { productId: 2, domain: 'a.com', rootPassword: 'old' })
    await shop.services.update(SYSTEM, serviceId, { serverId: 2, username: 'kept' })
    await shop.orders.accept(SYSTEM, orderId)
    const service = await shop.services.get(SYSTEM, serviceId)
    expect(service).toMatchObject({ serverId: 2, username: 'kept' })
    expect(shop.services.passwordOf(SYSTEM, service)).toBe('old')
  })

  test.each([
    [{ serverId: 99 }, 'serverId'],
    [{ username: 'x'.repeat(256) }, 'username'],
    [{ password: 'x\0' }, 'password'],
    [{ registrar: 'no such name!' }, 'module'],
  ])('with %o is refused, and the order stays pending', async (given, field) => {
    const shop = await openShop()
    const { orderId, serviceId } = await ordered(shop, { productId: 1 })
    await expect(shop.orders.accept(SYSTEM, orderId, given)).rejects.toMatchObject({
      code: 'invalid',
      facts: { field },
    })
    expect(await statusOf(shop, orderId)).toBe('Pending')
    expect(await shop.services.get(SYSTEM, serviceId)).toMatchObject({ status: 'Pending', version: 1 })
  })

  test('shares the servers and the user names with those before it', async () => {
    const shop = await openShop()
    const { orderId, serviceIds } = await place(shop, {
      products: Array.from({ length: 4 }, () => ({ productId: 2, domain: 'demodomain.com' })),
    })
    await shop.orders.accept(SYSTEM, orderId)
    const services = await Promise.all(serviceIds.map((id) => shop.services.get(SYSTEM, id)))
    expect(services.map(({ serverId }) => serverId)).toEqual([1, 2, 1, 2])
    expect(services.map(({ username }) => username)).toEqual(['demodoma', 'demodom1', 'demodom2', 'demodom3'])
  })
})

describe('a domain', () => {
  const register = { kind: 'Register', name: 'a.org', years: 2 } as const

  test('without a registrar is a record, active for its years', async () => {
    const { shop, asked } = await openProvisioningShop()
    const { orderId, domainIds } = await place(shop, { domains: [register] })
    await shop.orders.accept(SYSTEM, orderId)
    expect(await shop.domains.get(SYSTEM, domainIds[0]!)).toMatchObject({
      status: 'Active',
      registeredOn: TODAY,
      expiresOn: '2028-02-04',
      nextDueOn: '2028-02-04',
    })
    expect(asked).toEqual([])
  })

  test('with a registrar is asked of it, and stays pending', async () => {
    const { shop, asked } = await openProvisioningShop()
    const { orderId, domainIds } = await place(shop, {
      domains: [register, { kind: 'Transfer', name: 'b.org' }],
    })
    await shop.orders.accept(SYSTEM, orderId, { registrar: 'enom' })
    expect(asked).toEqual([
      ['RegisterDomain', { type: 'domain', id: domainIds[0], clientId: 1, module: 'enom' }],
      ['TransferDomain', { type: 'domain', id: domainIds[1], clientId: 1, module: 'enom' }],
    ])
    expect(await shop.domains.get(SYSTEM, domainIds[0]!)).toMatchObject({
      status: 'Pending',
      registrar: 'enom',
      expiresOn: null,
    })
  })

  test('whose registrar is not to be told is a record', async () => {
    const { shop, asked } = await openProvisioningShop()
    const { orderId, domainIds } = await place(shop, { domains: [register] })
    await shop.orders.accept(SYSTEM, orderId, { registrar: 'enom', sendRegistrar: false })
    expect(await shop.domains.get(SYSTEM, domainIds[0]!)).toMatchObject({ status: 'Active', registrar: 'enom' })
    expect(asked).toEqual([])
  })
})

describe('renewals', () => {
  async function renewed(over: { registrar?: string } = {}) {
    const { shop, asked } = await openProvisioningShop()
    const first = await place(shop, {
      products: [{ productId: 1, addons: [{ definitionId: 1 }] }, { productId: 2 }],
      domains: [{ kind: 'Register', name: 'a.org', price: minor(1000) }],
    })
    await shop.orders.accept(SYSTEM, first.orderId, { ...over, sendRegistrar: false, autoSetup: false })
    const [service, hosted] = first.serviceIds as [number, number]
    const renewal = await place(shop, {
      renewals: {
        services: [hosted, service],
        addons: first.addonIds,
        domains: [{ id: first.domainIds[0]!, years: 2 }],
      },
    })
    return { shop, asked, service, hosted, addon: first.addonIds[0]!, domain: first.domainIds[0]!, renewal }
  }

  test('are carried out with the acceptance: the next payment moves by a period', async () => {
    const { shop, service, addon, domain, renewal } = await renewed()
    await shop.orders.accept(SYSTEM, renewal.orderId)
    expect(await shop.services.get(SYSTEM, service)).toMatchObject({ status: 'Active', nextDueOn: '2026-04-04' })
    expect(await shop.addons.get(SYSTEM, addon)).toMatchObject({ nextDueOn: '2026-04-04' })
    expect(await shop.domains.get(SYSTEM, domain)).toMatchObject({
      status: 'Active',
      expiresOn: '2029-02-04',
      nextDueOn: '2029-02-04',
    })
    expect(await shop.read.orders.list({ orderId: renewal.orderId }, ALL)).toMatchObject({
      rows: [{ renewedAt: NOW }],
    })
  })

  test('are carried out once, also when the order is reopened and accepted again', async () => {
    const { shop, service, renewal } = await renewed()
    await shop.orders.accept(SYSTEM, renewal.orderId)
    await shop.orders.reopen(SYSTEM, renewal.orderId)
    await shop.orders.accept(SYSTEM, renewal.orderId)
    expect(await shop.services.get(SYSTEM, service)).toMatchObject({ nextDueOn: '2026-04-04' })
  })

  test('are told to the modules and registrars that there are', async () => {
    const { shop, asked, hosted, domain, renewal } = await renewed({ registrar: 'enom' })
    await shop.orders.accept(SYSTEM, renewal.orderId)
    expect(asked).toEqual([
      ['Renew', { type: 'service', id: hosted, clientId: 1, module: 'demopanel' }],
      ['RenewDomain', { type: 'domain', id: domain, clientId: 1, module: 'enom', years: 2 }],
    ])
    expect(await shop.domains.get(SYSTEM, domain)).toMatchObject({ expiresOn: '2027-02-04' })
  })

  test('bring an expired domain back, and pass over what has ended meanwhile', async () => {
    const { shop, service, domain, renewal } = await renewed()
    await shop.domains.update(SYSTEM, domain, { status: 'Expired' })
    await shop.services.update(SYSTEM, service, { status: 'Terminated' })
    await shop.orders.accept(SYSTEM, renewal.orderId)
    expect(await shop.domains.get(SYSTEM, domain)).toMatchObject({ status: 'Active' })
    expect(await shop.services.get(SYSTEM, service)).toMatchObject({ status: 'Terminated', nextDueOn: '2026-03-04' })
  })
})
