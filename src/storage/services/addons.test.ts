import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { AT, date, minor, someOrder, someService, withHoldings } from '../../../test/support/holdings.ts'
import type { NewAddon } from '../../services/store.ts'

forEachEngine((engine) => {
  test('gives back every field of an add-on, and its definition beside it', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const serviceId = await transaction((tx) => tx.services.insert(someService(), AT))
      const orderId = await transaction((tx) => tx.orders.insert(someOrder(), AT))
      const addon: NewAddon = {
        clientId: 1,
        serviceId,
        orderId: orderId!,
        definitionId: 2,
        serverId: 2,
        name: 'Own name',
        quantity: 4,
        setup: minor(250),
        recurring: minor(1500),
        billingCycle: 'onetime',
        tax: true,
        status: 'Completed',
        registeredOn: date('2020-02-29'),
        nextDueOn: date('2021-02-28'),
        billingDay: null,
        nextInvoiceOn: date('2021-02-14'),
        terminatedOn: date('2022-01-01'),
        paymentMethod: 'paypal',
        notes: 'note',
      }
      const id = await transaction((tx) => tx.addons.insert(addon, AT))
      const stored = { ...addon, id, createdAt: AT, updatedAt: AT, version: 1 }
      expect(await read.addons.get(id)).toEqual({
        ...stored,
        definitionName: 'Support Plan',
        paymentMethodName: 'PayPal',
      })
      expect(await transaction((tx) => tx.addons.lock(id))).toEqual(stored)
      expect(await transaction((tx) => tx.addons.lockOfOrder(orderId!))).toEqual([stored])
      expect(await transaction((tx) => tx.addons.lockOfService(serviceId))).toEqual([stored])
      await transaction((tx) => tx.addons.update(id, { definitionId: null, tax: false, name: '' }, AT + 1))
      expect(await read.addons.get(id)).toMatchObject({
        name: '',
        tax: false,
        definitionName: null,
        version: 2,
        updatedAt: AT + 1,
      })
    }))
})
