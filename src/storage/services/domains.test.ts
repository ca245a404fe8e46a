import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { AT, date, minor, someOrder, withHoldings } from '../../../test/support/holdings.ts'
import type { Page } from '../../base/page.ts'
import type { NewDomain } from '../../services/store.ts'

const ALL: Page = { offset: 0, limit: Number.MAX_SAFE_INTEGER }

forEachEngine((engine) => {
  test('gives back every field of a domain', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const orderId = await transaction((tx) => tx.orders.insert(someOrder(), AT))
      const domain: NewDomain = {
        clientId: 3,
        orderId: orderId!,
        kind: 'Transfer',
        name: 'Example.ORG',
        registrar: 'webhook',
        serverId: 3,
        periodYears: 2,
        firstPayment: minor(0),
        recurring: minor(1999),
        paymentMethod: 'paypal',
        status: 'Transferred Away',
        registeredOn: date('2001-01-01'),
        expiresOn: date('2031-01-01'),
        nextDueOn: date('2030-12-01'),
        billingDay: null,
        subscriptionId: 'S',
        promoId: 2,
        dnsManagement: true,
        emailForwarding: true,
        idProtection: true,
        doNotRenew: true,
        nameservers: ['ns1.example.com', 'ns2.example.com'],
        eppCodeSealed: 'sealed',
        notes: 'n',
      }
      const id = await transaction((tx) => tx.domains.insert(domain, AT))
      const stored = { ...domain, id, createdAt: AT, updatedAt: AT, version: 1 }
      expect(await read.domains.get(id)).toEqual({ ...stored, paymentMethodName: 'PayPal' })
      expect(await transaction((tx) => tx.domains.lock(id))).toEqual(stored)
      expect(await transaction((tx) => tx.domains.lockOfOrder(orderId!))).toEqual([stored])
      await transaction((tx) =>
        tx.domains.update(id, { doNotRenew: false, name: 'other.org', nameservers: [] }, AT + 1),
      )
      expect(await read.domains.get(id)).toMatchObject({
        doNotRenew: false,
        dnsManagement: true,
        nameservers: [],
        version: 2,
      })
      expect((await read.domains.list({ name: 'OTHER.org' }, ALL)).total).toBe(1)
      await transaction((tx) => tx.domains.delete(id))
      expect(await read.domains.get(id)).toBeUndefined()
    }))
})
