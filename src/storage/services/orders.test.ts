import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import {
  AT,
  minor,
  someAddon,
  someDomain,
  someOrder,
  someService,
  withHoldings,
} from '../../../test/support/holdings.ts'
import type { Page } from '../../base/page.ts'
import type { OrderFilter } from '../../services/orders/order.ts'
import { ORDER_STATUSES } from '../../services/orders/order-status.ts'
import type { NewOrder } from '../../services/store.ts'
import { sql } from '../engine/sql.ts'

const ALL: Page = { offset: 0, limit: Number.MAX_SAFE_INTEGER }

forEachEngine((engine) => {
  test('gives back every field of an order, the names beside it and its items in the order of the trade', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const order: NewOrder = {
        orderNumber: '9876543210',
        clientId: 2,
        contactId: null,
        staffId: null,
        orderedAt: AT - 5000,
        status: 'Active',
        amount: minor(12345),
        paymentMethod: 'banktransfer',
        nameservers: ['ns1.example.com', 'ns2.example.com'],
        promoCode: 'SPRING',
        ipAddress: '192.0.2.9',
        notes: 'note',
        renewals: { services: [3], addons: [4], domains: [{ id: 5, years: 2 }] },
        upgrade: {
          serviceId: 4,
          fromProductId: 1,
          productId: 2,
          billingCycle: 'annually',
          configOptions: { 3: { choiceId: 5, quantity: 1 } },
          recurring: minor(1200),
        },
        renewedAt: AT - 1,
      }
      const orderId = await transaction(async (tx) => {
        const orderId = (await tx.orders.insert(order, AT))!
        await tx.domains.insert(someDomain({ orderId, name: 'new.org', kind: 'Transfer', periodYears: 3 }), AT)
        const first = await tx.services.insert(someService({ orderId, productId: 3, domain: 'one.com' }), AT)
        await tx.addons.insert(
          someAddon({ orderId, serviceId: first, definitionId: 1, setup: minor(100), recurring: minor(50) }),
          AT,
        )
        await tx.addons.insert(someAddon({ orderId, serviceId: first, definitionId: 1, name: 'Own name' }), AT)
        await tx.addons.insert(someAddon({ orderId, serviceId: first, billingCycle: 'free', status: 'Fraud' }), AT)
        await tx.services.insert(someService({ orderId, domain: 'two.com', status: 'Pending' }), AT)
        await tx.services.insert(someService({ domain: 'not of this order' }), AT)
        return orderId
      })
      const addon = { kind: 'addon', itemType: '', domain: 'one.com', billingCycle: 'monthly', years: null }
      const stored = { ...order, id: orderId, updatedAt: AT }
      expect(await transaction((tx) => tx.orders.lock(orderId))).toEqual(stored)
      expect(await read.orders.list({}, ALL)).toMatchObject({
        total: 1,
        rows: [
          {
            ...stored,
            clientName: 'Grace Hopper',
            paymentMethodName: 'Bank Transfer',
            currencyPrefix: '$',
            currencySuffix: ' USD',
            // What it renews, of those that are there.
            changed: [{ kind: 'product', why: 'renewal', itemId: 3, domain: 'not of this order' }],
            lines: [
              {
                kind: 'product',
                itemId: 1,
                itemType: 'server',
                name: 'Root Server',
                domain: 'one.com',
                billingCycle: 'monthly',
                years: null,
                amount: 1295,
                status: 'Active',
              },
              {
                kind: 'product',
                itemId: 2,
                itemType: 'hostingaccount',
                name: 'Starter',
                domain: 'two.com',
                billingCycle: 'monthly',
                years: null,
                amount: 1295,
                status: 'Pending',
              },
              { ...addon, itemId: 1, name: 'Daily Backup', amount: 150, status: 'Active' },
              { ...addon, itemId: 2, name: 'Own name', amount: 400, status: 'Active' },
              { ...addon, itemId: 3, name: '', billingCycle: 'free', amount: 400, status: 'Fraud' },
              {
                kind: 'domain',
                itemId: 1,
                itemType: 'Transfer',
                name: 'Transfer',
                domain: 'new.org',
                billingCycle: null,
                years: 3,
                amount: 1000,
                status: 'Active',
              },
            ],
          },
        ],
      })
    }))

  test('takes each order number once, also when two ask for it at the same time, and many orders without one', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const ids = await Promise.all(
        Array.from({ length: 8 }, () =>
          transaction((tx) => tx.orders.insert(someOrder({ orderNumber: '1234567890' }), AT)),
        ),
      )
      expect(ids.filter((id) => id !== undefined)).toHaveLength(1)
      expect(await transaction((tx) => tx.orders.insert(someOrder(), AT))).toBeDefined()
      expect(await transaction((tx) => tx.orders.insert(someOrder(), AT))).toBeDefined()
      expect((await read.orders.list({}, ALL)).total).toBe(3)
    }))

  test('numbers orders after one that brought its own number', () =>
    withHoldings(engine, async ({ transaction }) => {
      expect(await transaction((tx) => tx.orders.insert({ ...someOrder(), id: 40 }, AT))).toBe(40)
      expect(await transaction((tx) => tx.orders.insert(someOrder(), AT))).toBe(41)
    }))

  test('changes and deletes an order, but not one that something names', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const id = (await transaction((tx) => tx.orders.insert(someOrder({ promoCode: 'KEPT' }), AT)))!
      const serviceId = await transaction((tx) => tx.services.insert(someService({ orderId: id }), AT))
      await transaction((tx) => tx.orders.update(id, { status: 'Cancelled', notes: 'no' }, AT + 1))
      expect(await transaction((tx) => tx.orders.lock(id))).toMatchObject({
        status: 'Cancelled',
        notes: 'no',
        promoCode: 'KEPT',
        updatedAt: AT + 1,
      })
      await expect(transaction((tx) => tx.orders.delete(id))).rejects.toThrow()
      await transaction(async (tx) => {
        await tx.services.delete(serviceId)
        await tx.orders.delete(id)
      })
      expect(await read.orders.list({}, ALL)).toEqual({ total: 0, rows: [] })
    }))

  test('lists orders, newest first with their items, and counts them as a naive search would', () =>
    withHoldings(engine, async ({ database, read, transaction }) => {
      const rows = fc.array(
        fc.record({
          clientId: fc.constantFrom(1, 2, 3),
          status: fc.constantFrom(...ORDER_STATUSES),
          items: fc.array(fc.constantFrom<'service' | 'domain'>('service', 'domain'), { maxLength: 3 }),
        }),
        { maxLength: 30 },
      )
      const questions = fc.array(fc.record({ filter, page }), { minLength: 15, maxLength: 15 })
      await fc.assert(
        fc.asyncProperty(rows, questions, async (given, asked) => {
          await database.transaction(async (q) => {
            for (const table of [sql`domains`, sql`services`, sql`orders`]) await q.run(sql`DELETE FROM ${table}`)
          })
          await transaction(async (tx) => {
            for (const [index, { clientId, status, items }] of given.entries()) {
              const orderId = index + 1
              await tx.orders.insert({ ...someOrder({ clientId, status }), id: orderId }, AT)
              for (const kind of items)
                if (kind === 'service') await tx.services.insert(someService({ clientId, orderId }), AT)
                else await tx.domains.insert(someDomain({ clientId, orderId }), AT)
            }
          })
          for (const { filter, page } of asked) {
            const matching = given
              .map((row, index) => ({ ...row, id: index + 1 }))
              .filter(
                ({ id, clientId, status }) =>
                  (filter.orderId === undefined || filter.orderId === id) &&
                  (filter.clientId === undefined || filter.clientId === clientId) &&
                  (filter.status === undefined || filter.status === status),
              )
              .reverse()
            const found = await read.orders.list(filter, page)
            expect(found.total).toBe(matching.length)
            expect(found.rows.map(({ id, lines }) => ({ id, items: lines.map(({ kind }) => kind) }))).toEqual(
              matching.slice(page.offset, page.offset + page.limit).map(({ id, items }) => ({
                id,
                items: [
                  ...items.filter((kind) => kind === 'service').map(() => 'product'),
                  ...items.filter((kind) => kind === 'domain'),
                ],
              })),
            )
          }
          const counts = await read.orders.countByStatus()
          for (const status of ORDER_STATUSES)
            expect(counts.get(status) ?? 0).toBe(given.filter((row) => row.status === status).length)
        }),
        { numRuns: 12 },
      )
    }))
})

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 })

const filter: fc.Arbitrary<OrderFilter> = fc.record({
  orderId: fc.option(fc.nat(35), { nil: undefined, freq: 1 }),
  clientId: maybe(fc.nat(4)),
  status: maybe(fc.constantFrom(...ORDER_STATUSES, 'Unknown')),
})

const page: fc.Arbitrary<Page> = fc.record({
  offset: fc.oneof(fc.constant(0), fc.nat(35)),
  limit: fc.oneof(fc.nat(5), fc.constant(25), fc.constant(Number.MAX_SAFE_INTEGER)),
})
