import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import {
  AT,
  date,
  minor,
  someAddon,
  someDomain,
  someOrder,
  someService,
  withHoldings,
} from '../../../test/support/holdings.ts'
import { readByPlace } from '../../../test/support/read-by-place.ts'
import type { KeysetPage, Page } from '../../base/page.ts'
import type { AddonFilter } from '../../services/addons/addon.ts'
import type { DomainFilter } from '../../services/domains/domain.ts'
import { DOMAIN_STATUSES } from '../../services/domains/domain-status.ts'
import type { ServiceFilter } from '../../services/service.ts'
import { SERVICE_STATUSES } from '../../services/status.ts'
import type { NewAddon, NewDomain, NewService } from '../../services/store.ts'
import { sql } from '../engine/sql.ts'

const ALL: Page = { offset: 0, limit: Number.MAX_SAFE_INTEGER }

forEachEngine((engine) => {
  test('gives back every field of a service as it was stored, with the names beside it', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const orderId = await transaction((tx) => tx.orders.insert(someOrder({ orderNumber: '4567890123' }), AT))
      const service: NewService = {
        clientId: 2,
        orderId: orderId!,
        productId: 2,
        serverId: 1,
        quantity: 3,
        status: 'Suspended',
        domain: 'DemoDomain2.net',
        username: 'DemoUser',
        passwordSealed: 'sealed',
        paymentMethod: 'banktransfer',
        billingCycle: 'semiannually',
        firstPayment: minor(9_007_199_254_740_991),
        recurring: minor(-1),
        registeredOn: date('2015-01-01'),
        nextDueOn: date('2016-01-01'),
        billingDay: null,
        nextInvoiceOn: date('2015-12-20'),
        terminatedOn: date('2017-02-28'),
        suspensionReason: 'Overdue on Payment',
        overrideAutoSuspend: true,
        overrideSuspendUntil: date('2016-06-30'),
        subscriptionId: 'I-1',
        promoId: 4,
        ns1: 'ns1.example.com',
        ns2: 'ns2.example.com',
        dedicatedIp: '192.0.2.77',
        assignedIps: '192.0.2.78\n192.0.2.79',
        notes: "it's “quoted” 日本\n;--",
        diskUsedMb: 1,
        diskLimitMb: 2,
        bandwidthUsedMb: 3,
        bandwidthLimitMb: 4,
        usageAt: AT - 1,
        customFields: { '7': 'seven' },
        configOptions: { '1': { choiceId: 2, quantity: 1 }, '3': { choiceId: null, quantity: 5 } },
      }
      const id = await transaction((tx) => tx.services.insert(service, AT))
      const stored = { ...service, id, createdAt: AT, updatedAt: AT, version: 1 }
      const beside = {
        orderNumber: '4567890123',
        productName: 'Plus',
        groupName: 'Shared Hosting',
        serverName: 'web1',
        serverIp: '192.0.2.1',
        serverHostname: 'web1.example.com',
        paymentMethodName: 'Bank Transfer',
      }
      expect(await read.services.get(id)).toEqual({ ...stored, ...beside })
      expect(await transaction((tx) => tx.services.lock(id))).toEqual(stored)
      expect(await transaction((tx) => tx.services.lockOfOrder(orderId!))).toEqual([stored])
      const { total, rows: services } = await read.services.list({}, ALL)
      expect(total).toBe(1)
      expect(services).toEqual([{ ...stored, ...beside }])
    }))

  test('gives a bare service empty values and no names', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const service = someService({ paymentMethod: 'gone' })
      const id = await transaction((tx) => tx.services.insert(service, AT))
      expect(await read.services.get(id)).toEqual({
        ...service,
        id,
        createdAt: AT,
        updatedAt: AT,
        version: 1,
        orderNumber: null,
        productName: 'Starter',
        groupName: 'Shared Hosting',
        serverName: null,
        serverIp: null,
        serverHostname: null,
        paymentMethodName: null,
      })
      expect(await read.services.get(id + 1)).toBeUndefined()
      expect(await transaction((tx) => tx.services.lock(id + 1))).toBeUndefined()
    }))

  test('writes only the fields of a change, moves the version and keeps both folded texts in step', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const id = await transaction((tx) => tx.services.insert(someService({ username: 'Old', notes: 'kept' }), AT))
      await transaction((tx) => tx.services.update(id, { domain: 'NEW.example', serverId: 2 }, AT + 5))
      await transaction((tx) => tx.services.update(id, { username: 'NEWUSER', serverId: null }, AT + 6))
      expect(await read.services.get(id)).toMatchObject({
        domain: 'NEW.example',
        username: 'NEWUSER',
        serverId: null,
        notes: 'kept',
        createdAt: AT,
        updatedAt: AT + 6,
        version: 3,
      })
      expect((await read.services.list({ domain: 'new.EXAMPLE', username: 'newUser' }, ALL)).total).toBe(1)
      expect((await read.services.list({ username: 'old' }, ALL)).total).toBe(0)
    }))

  test('loses no update when many change the same service at once', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const id = await transaction((tx) => tx.services.insert(someService(), AT))
      const changes = Array.from({ length: 24 }, (_, index) => index)
      await Promise.all(
        changes.map((index) =>
          transaction(async (tx) => {
            const { notes } = (await tx.services.lock(id))!
            await tx.services.update(id, index % 2 === 0 ? { notes: `${notes}${index};` } : { diskUsedMb: index }, AT)
          }),
        ),
      )
      const service = (await read.services.get(id))!
      expect(service.version).toBe(1 + changes.length)
      expect(
        service.notes
          .split(';')
          .filter(Boolean)
          .map(Number)
          .sort((a, b) => a - b),
      ).toEqual(changes.filter((index) => index % 2 === 0))
      expect(service.diskUsedMb % 2).toBe(1)
    }))

  test('numbers rows after those that brought their own number', () =>
    withHoldings(engine, async ({ transaction }) => {
      await transaction((tx) => tx.services.insert({ ...someService(), id: 500 }, AT))
      expect(await transaction((tx) => tx.services.insert(someService(), AT))).toBe(501)
      await transaction((tx) => tx.addons.insert({ ...someAddon({ serviceId: 500 }), id: 90 }, AT))
      expect(await transaction((tx) => tx.addons.insert(someAddon({ serviceId: 500 }), AT))).toBe(91)
      await transaction((tx) => tx.domains.insert({ ...someDomain(), id: 70 }, AT))
      expect(await transaction((tx) => tx.domains.insert(someDomain(), AT))).toBe(71)
    }))

  test('knows which user names are taken, without regard to case', () =>
    withHoldings(engine, async ({ transaction }) => {
      await transaction((tx) => tx.services.insert(someService({ username: 'DemoDoma' }), AT))
      expect(await transaction((tx) => tx.services.isUsernameTaken('demodoma'))).toBe(true)
      expect(await transaction((tx) => tx.services.isUsernameTaken('demodom'))).toBe(false)
    }))

  test('lets one transaction at a time look for a free user name', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const finds = Array.from({ length: 12 }, () =>
        transaction(async (tx) => {
          await tx.services.holdUsernames()
          let username = 'x'
          while (await tx.services.isUsernameTaken(username)) username += 'x'
          await tx.services.insert(someService({ username }), AT)
        }),
      )
      await Promise.all(finds)
      const { rows: services } = await read.services.list({}, ALL)
      expect(new Set(services.map(({ username }) => username)).size).toBe(finds.length)
    }))

  test('deletes a service only when no add-on hangs on it', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const id = await transaction((tx) => tx.services.insert(someService(), AT))
      const addonId = await transaction((tx) => tx.addons.insert(someAddon({ serviceId: id }), AT))
      await expect(transaction((tx) => tx.services.delete(id))).rejects.toThrow()
      await transaction(async (tx) => {
        await tx.addons.delete(addonId)
        await tx.services.delete(id)
      })
      expect(await read.services.get(id)).toBeUndefined()
      expect(await read.addons.get(addonId)).toBeUndefined()
    }))

  test('lists services, add-ons and domains as a naive search of all rows would', () =>
    withHoldings(engine, async ({ database, read, transaction }) => {
      const rows = fc.record({
        services: fc.array(service, { minLength: 1, maxLength: 40 }),
        addons: fc.array(addon, { maxLength: 40 }),
        domains: fc.array(domain, { maxLength: 40 }),
      })
      const questions = fc.array(
        fc.record({ page, service: serviceFilter, addon: addonFilter, domain: domainFilter }),
        { minLength: 15, maxLength: 15 },
      )
      await fc.assert(
        fc.asyncProperty(rows, questions, async (given, asked) => {
          await database.transaction(async (q) => {
            for (const table of [sql`domains`, sql`service_addons`, sql`services`])
              await q.run(sql`DELETE FROM ${table}`)
          })
          await transaction(async (tx) => {
            for (const [index, row] of given.services.entries())
              await tx.services.insert({ ...someService(row), id: index + 1 }, AT)
            for (const [index, row] of given.addons.entries()) {
              const serviceId = (row.serviceId! % given.services.length) + 1
              await tx.addons.insert({ ...someAddon({ ...row, serviceId }), id: index + 1 }, AT)
              given.addons[index] = { ...row, serviceId }
            }
            for (const [index, row] of given.domains.entries())
              await tx.domains.insert({ ...someDomain(row), id: index + 1 }, AT)
          })
          const batches = async <T>(batched: AsyncIterable<T>) => {
            const all: T[] = []
            for await (const batch of batched) all.push(batch)
            return all
          }
          for (const { page, service, addon, domain } of asked) {
            const services = await read.services.list(service, page)
            expect(idsAndTotal(services.rows, services.total)).toEqual(
              naive(given.services, page, (row, id) => matchesService(row, id, service)),
            )
            const streamed = await batches(read.services.stream(service, page))
            expect(streamed.flatMap((batch) => batch.rows)).toEqual(services.rows)
            for (const batch of streamed) expect(batch.total).toBe(services.total)

            const addons = await read.addons.list(addon, page)
            expect(idsAndTotal(addons.rows, addons.total)).toEqual(
              naive(given.addons, page, (row) => matchesAddon(row, addon)),
            )
            const streamedAddons = await batches(read.addons.stream(addon, page))
            expect(streamedAddons.flatMap((batch) => batch.rows)).toEqual(addons.rows)

            const domains = await read.domains.list(domain, page)
            expect(idsAndTotal(domains.rows, domains.total)).toEqual(
              naive(given.domains, page, (row, id) => matchesDomain(row, id, domain)),
            )
          }
        }),
        { numRuns: 12 },
      )
    }))

  test('pages behind the last row of each are the whole list, with every filter', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      await transaction(async (tx) => {
        for (let index = 0; index < 40; index++) {
          const status = index % 3 ? ('Active' as const) : ('Suspended' as const)
          await tx.services.insert(someService({ clientId: (index % 2) + 1, status, domain: NAMES[index % 3]! }), AT)
        }
      })
      const filters: ServiceFilter[] = [{}, { clientId: 1 }, { status: 'Active' }, { domain: 'DEMODOMAIN.com' }]
      filters.push({ clientId: 2, status: 'Suspended' }, { serviceId: 9 }, { serviceId: 99 })
      for (const filter of filters) {
        const { total, rows } = await read.services.list(filter, ALL)
        const list = (page: KeysetPage) => read.services.list(filter, page)
        for (const limit of [1, 5, 40]) expect(await readByPlace(list, idOf, limit)).toEqual(rows.map(idOf))
        expect(await list({ offset: 0, limit: 5, after: [40] })).toEqual({ total, rows: [] })
      }
    }))

  test('what comes and goes between pages moves nothing else', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const insert = () => transaction((tx) => tx.services.insert(someService(), AT))
      for (let index = 0; index < 9; index++) await insert()
      const found = await readByPlace(
        (page) => read.services.list({}, page),
        idOf,
        3,
        async (last) => {
          await transaction(async (tx) => {
            for (const id of [1, last]) await tx.services.delete(id)
          })
          if (last < 9) await insert()
        },
      )
      expect(found).toEqual(Array.from({ length: 11 }, (_, index) => index + 1))
    }))

  test('streams more rows than one batch holds, in order and once each', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      await transaction(async (tx) => {
        for (let index = 0; index < 1203; index++) await tx.services.insert(someService(), AT)
      })
      const ids: number[] = []
      for await (const { total, rows: services } of read.services.stream({}, ALL)) {
        expect(total).toBe(1203)
        ids.push(...services.map(({ id }) => id))
      }
      expect(ids).toEqual(Array.from({ length: 1203 }, (_, index) => index + 1))
    }))
})

const idOf = ({ id }: { id: number }) => id
const NAMES = ['', 'demodomain.com', 'DemoDomain.com', 'ÉCOLE.fr', 'école.fr', 'İstanbul.tr', 'straße.de', 'b_%.com']
const name = fc.constantFrom(...NAMES)
/** Composed or not, the same letter. */
const asked = fc.constantFrom(...NAMES, 'DEMODOMAIN.COM', 'e\u0301cole.fr', 'nobody.com', '%')
const status = fc.constantFrom(...SERVICE_STATUSES)
const domainStatus = fc.constantFrom(...DOMAIN_STATUSES)
const clientId = fc.constantFrom(1, 2, 3)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 })

const service: fc.Arbitrary<Partial<NewService>> = fc.record({
  clientId,
  productId: fc.constantFrom(1, 2, 3),
  domain: name,
  username: name,
  status,
})
const addon: fc.Arbitrary<Partial<NewAddon>> = fc.record({
  clientId,
  serviceId: fc.nat(1000),
  definitionId: fc.constantFrom(null, 1, 2),
  status,
})
const domain: fc.Arbitrary<Partial<NewDomain>> = fc.record({
  clientId,
  name,
  registrar: fc.constantFrom('', 'enom'),
  status: domainStatus,
})

const page: fc.Arbitrary<Page> = fc.record({
  offset: fc.oneof(fc.constant(0), fc.nat(45), fc.constant(Number.MAX_SAFE_INTEGER)),
  limit: fc.oneof(fc.nat(10), fc.constant(25), fc.constant(99_999), fc.constant(Number.MAX_SAFE_INTEGER)),
})
const someId = fc.oneof(fc.nat(45), fc.constant(999_999_999_999_999))
const serviceFilter: fc.Arbitrary<ServiceFilter> = fc.record({
  clientId: maybe(fc.oneof(clientId, someId)),
  serviceId: fc.option(someId, { nil: undefined, freq: 1 }),
  productId: maybe(fc.constantFrom(0, 1, 2, 3)),
  domain: maybe(asked),
  username: maybe(asked),
  status: maybe(status),
})
const addonFilter: fc.Arbitrary<AddonFilter> = fc.record({
  clientId: maybe(clientId),
  serviceIds: maybe(fc.array(someId, { maxLength: 12 })),
  definitionId: maybe(fc.constantFrom(0, 1, 2)),
  status: maybe(status),
})
const domainFilter: fc.Arbitrary<DomainFilter> = fc.record({
  clientId: maybe(clientId),
  domainId: fc.option(someId, { nil: undefined, freq: 1 }),
  name: maybe(asked),
  registrar: maybe(fc.constantFrom('enom', 'other')),
  status: maybe(domainStatus),
})

const same = (a: string | undefined, b: string) =>
  a?.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase()
const fits = <T>(wanted: T | undefined, value: T | undefined) => wanted === undefined || wanted === value

const matchesService = (row: Partial<NewService>, id: number, filter: ServiceFilter) =>
  fits(filter.clientId, row.clientId) &&
  fits(filter.serviceId, id) &&
  fits(filter.productId, row.productId) &&
  (filter.domain === undefined || same(row.domain, filter.domain)) &&
  (filter.username === undefined || same(row.username, filter.username)) &&
  fits<string>(filter.status, row.status)

const matchesAddon = (row: Partial<NewAddon>, filter: AddonFilter) =>
  fits(filter.clientId, row.clientId) &&
  (filter.serviceIds === undefined || filter.serviceIds.includes(row.serviceId!)) &&
  (filter.definitionId === undefined || filter.definitionId === row.definitionId) &&
  fits<string>(filter.status, row.status)

const matchesDomain = (row: Partial<NewDomain>, id: number, filter: DomainFilter) =>
  fits(filter.clientId, row.clientId) &&
  fits(filter.domainId, id) &&
  (filter.name === undefined || same(row.name, filter.name)) &&
  fits(filter.registrar, row.registrar) &&
  fits<string>(filter.status, row.status)

function naive<Row>(rows: readonly Row[], { offset, limit }: Page, matches: (row: Row, id: number) => boolean) {
  const ids = rows.flatMap((row, index) => (matches(row, index + 1) ? [index + 1] : []))
  return { ids: ids.slice(offset, offset + limit), total: ids.length }
}

const idsAndTotal = (rows: readonly { id: number }[], total: number) => ({ ids: rows.map(({ id }) => id), total })
