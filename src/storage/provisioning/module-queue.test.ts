import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { AT, someAddon, someDomain, someService, withHoldings } from '../../../test/support/holdings.ts'
import type { Place } from '../../base/page.ts'
import { FAILURE_CLASSES } from '../../provisioning/panel/outcome.ts'
import { needsAttention, type QueueEntry, type QueueFilter } from '../../provisioning/queue/queue-entry.ts'
import type { Failure, ImportedEntry } from '../../provisioning/store.ts'
import { SERVICE_TYPES } from '../../services/service-type.ts'
import { sql } from '../engine/sql.ts'

const failed = (over: Partial<Failure> = {}): Failure => ({
  serviceType: 'service',
  serviceId: 1,
  module: 'cpanel',
  action: 'CreateAccount',
  error: 'Could not resolve host',
  failureClass: 'transient',
  held: false,
  nextAttemptAt: AT + 60_000,
  ...over,
})

forEachEngine((engine) => {
  test('opens an entry at the first failure, and counts the further ones in it', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const opened = await transaction((tx) => tx.moduleQueue.fail(failed(), AT))
      expect(opened).toEqual({
        id: 1,
        serviceType: 'service',
        serviceId: 1,
        module: 'cpanel',
        action: 'CreateAccount',
        lastAttemptAt: AT,
        lastError: 'Could not resolve host',
        explanation: '',
        cause: '',
        serverId: null,
        operationId: null,
        failureClass: 'transient',
        retries: 0,
        held: false,
        nextAttemptAt: AT + 60_000,
        createdAt: AT,
        updatedAt: AT,
        settled: null,
      })
      const again = failed({ error: 'No such package', failureClass: 'configuration', held: true, nextAttemptAt: null })
      const renewed = await transaction((tx) => tx.moduleQueue.fail(again, AT + 5))
      expect(renewed).toEqual({
        ...opened,
        lastAttemptAt: AT + 5,
        lastError: 'No such package',
        failureClass: 'configuration',
        retries: 1,
        held: true,
        nextAttemptAt: null,
        updatedAt: AT + 5,
      })
      expect(await read.moduleQueue.list({})).toEqual([renewed])
    }))

  test('knows module and action in any case, and keeps them as they were first written', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      await transaction((tx) => tx.moduleQueue.fail(failed(), AT))
      await transaction((tx) => tx.moduleQueue.fail(failed({ module: 'CPanel', action: 'createaccount' }), AT))
      expect(await read.moduleQueue.list({})).toMatchObject([{ module: 'cpanel', action: 'CreateAccount', retries: 1 }])
      const settled = { ...failed(), module: 'CPANEL', action: 'CREATEACCOUNT' }
      expect(await transaction((tx) => tx.moduleQueue.resolve(settled, 'succeeded', AT))).toEqual({ id: 1 })
      expect(await read.moduleQueue.list({})).toEqual([])
    }))

  test.each([
    { serviceType: 'addon' },
    { serviceId: 2 },
    { module: 'plesk' },
    { action: 'SuspendAccount' },
  ] satisfies Partial<Failure>[])('keeps an entry of its own for %o', (other) =>
    withHoldings(engine, async ({ read, transaction }) => {
      await transaction((tx) => tx.moduleQueue.fail(failed(), AT))
      await transaction((tx) => tx.moduleQueue.fail(failed(other), AT))
      expect(await read.moduleQueue.list({})).toMatchObject([{ retries: 0 }, { retries: 0, ...other }])
      await transaction((tx) => tx.moduleQueue.resolve(failed(other), 'settled', AT))
      expect(await read.moduleQueue.list({})).toMatchObject([{ id: 1 }])
    }),
  )

  test('settles an entry once, and opens a new one when the action fails again', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      await transaction((tx) => tx.moduleQueue.fail(failed(), AT))
      expect(await transaction((tx) => tx.moduleQueue.resolve(failed(), 'superseded', AT + 1))).toEqual({ id: 1 })
      expect(await transaction((tx) => tx.moduleQueue.resolve(failed(), 'superseded', AT + 2))).toBeUndefined()
      const reopened = await transaction((tx) => tx.moduleQueue.fail(failed({ error: 'again' }), AT + 3))
      expect(reopened).toMatchObject({ id: 2, retries: 0, createdAt: AT + 3, lastError: 'again' })
      expect(await read.moduleQueue.list({})).toEqual([reopened])
    }))

  test('makes one entry of failures that arrive at once, and counts them all', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      await Promise.all(Array.from({ length: 20 }, () => transaction((tx) => tx.moduleQueue.fail(failed(), AT))))
      expect(await read.moduleQueue.list({})).toMatchObject([{ retries: 19 }])
    }))

  test('lets one of many settle an entry', () =>
    withHoldings(engine, async ({ transaction }) => {
      await transaction((tx) => tx.moduleQueue.fail(failed(), AT))
      const settled = await Promise.all(
        Array.from({ length: 8 }, () => transaction((tx) => tx.moduleQueue.resolve(failed(), 'settled', AT))),
      )
      expect(settled.filter(Boolean)).toEqual([{ id: 1 }])
    }))

  test('takes an entry as it is, under its own number', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const entry: QueueEntry = {
        id: 12,
        ...failed(),
        lastAttemptAt: AT,
        lastError: 'It\'s "quoted"\n日本',
        explanation: 'Ours',
        cause: 'unknown package gold',
        serverId: 1,
        operationId: null,
        retries: 7,
        held: true,
        createdAt: AT - 100,
        updatedAt: AT - 50,
      } as QueueEntry
      const { error: _, ...stored } = entry as QueueEntry & { error: string }
      await transaction((tx) => tx.moduleQueue.insert(stored))
      expect(await read.moduleQueue.list({})).toEqual([{ ...stored, settled: null }])
      expect(await transaction((tx) => tx.moduleQueue.fail(failed({ serviceId: 9 }), AT))).toMatchObject({ id: 13 })
    }))

  test('is read in parts in any order, which begin behind an entry, with how many there are in all', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const next = [AT + 5, null, AT + 5, AT + 1, null]
      await transaction(async (tx) => {
        for (const [index, nextAttemptAt] of next.entries())
          await tx.moduleQueue.fail(failed({ serviceId: index + 1, nextAttemptAt }), AT + index)
      })
      const { moduleQueue } = read
      const ids = async (descending: boolean, after?: Place) => {
        const order = [{ by: 'nextAttemptAt', descending }] as const
        const { total, rows } = await moduleQueue.page({ module: 'CPANEL' }, { offset: 0, limit: 3, after }, order)
        return { total, ids: rows.map(({ id }) => id) }
      }
      expect(await ids(false)).toEqual({ total: 5, ids: [2, 5, 4] })
      expect(await ids(false, [AT + 1, 4])).toEqual({ total: 5, ids: [1, 3] })
      expect(await ids(true, [AT + 1, 4])).toEqual({ total: 5, ids: [5, 2] })
      expect(await ids(false, [AT + 5, 3])).toEqual({ total: 5, ids: [] })
      const newest = await moduleQueue.list({}, [{ by: 'lastAttemptAt', descending: true }])
      expect(newest.map(({ id }) => id)).toEqual([5, 4, 3, 2, 1])
    }))

  test('groups what is held by server, class and cause, the largest group first', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const held = { held: true, nextAttemptAt: null, failureClass: 'configuration' } as const
      await transaction(async (tx) => {
        for (const serviceId of [1, 2, 3])
          await tx.moduleQueue.fail(
            failed({ ...held, serviceId, serverId: 1, cause: 'unknown package gold', error: `gold ${serviceId}` }),
            AT + serviceId,
          )
        await tx.moduleQueue.fail(failed({ ...held, serviceId: 4, serverId: 2, cause: 'unknown package gold' }), AT)
        await tx.moduleQueue.fail(failed({ serviceId: 5, serverId: 1, cause: 'unknown package gold' }), AT)
      })
      const gold = { module: 'cpanel', failureClass: 'configuration', cause: 'unknown package gold' }
      const of = (id: number) => ({
        ...{ explanation: '', actions: ['CreateAccount'] },
        latest: { id, serviceType: 'service', serviceId: id },
      })
      expect(await read.moduleQueue.groups({ held: true })).toEqual([
        { ...gold, ...of(3), serverId: 1, entries: 3, held: 3, lastError: 'gold 3', firstAt: AT + 1, lastAt: AT + 3 },
        {
          ...{ ...gold, ...of(4), serverId: 2, entries: 1, held: 1, lastError: 'Could not resolve host' },
          ...{ firstAt: AT, lastAt: AT },
        },
      ])
      expect(await read.moduleQueue.groups({ serverId: 2 })).toHaveLength(1)
      expect(await read.moduleQueue.groups({})).toMatchObject([
        { entries: 3, held: 3 },
        { entries: 1, held: 1 },
        { failureClass: 'transient', entries: 1, held: 0 },
      ])
    }))

  test('finds entries by any combination of filters as a naive search would', () =>
    withHoldings(engine, async ({ database, read, transaction }) => {
      const rows = fc.uniqueArray(row, {
        maxLength: 30,
        selector: (entry) => `${entry.serviceType} ${entry.serviceId} ${entry.module} ${entry.action}`.toLowerCase(),
      })
      const filters = fc.array(filter, { minLength: 30, maxLength: 30 })
      await fc.assert(
        fc.asyncProperty(rows, filters, async (given, asked) => {
          await database.transaction(async (q) => {
            await q.run(sql`DELETE FROM module_queue_tally_changes`)
            await q.run(sql`DELETE FROM module_queue`)
            await q.run(sql`DELETE FROM module_queue_tallies`)
          })
          await transaction(async (tx) => {
            for (const [index, { settled, ...entry }] of given.entries()) {
              await tx.moduleQueue.insert({ ...entry, id: index + 1 })
              if (settled) await tx.moduleQueue.resolve(entry, 'settled', AT)
            }
          })
          for (const filter of asked) {
            const found = await read.moduleQueue.list(filter)
            expect(found.map(({ id }) => id)).toEqual(
              given.flatMap((entry, index) => (!entry.settled && matches(entry, filter) ? [index + 1] : [])),
            )
          }
        }),
        { numRuns: 20 },
      )
    }))

  test('tells what was settled by when, how and by whom, and what of it is left out', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      await transaction(async (tx) => {
        for (const serviceId of [1, 2, 3, 4])
          await tx.moduleQueue.fail(failed({ serviceId, cause: `${serviceId}` }), AT)
        await tx.moduleQueue.resolve(failed({ serviceId: 1 }), 'succeeded', AT + 10)
        await tx.moduleQueue.resolve(failed({ serviceId: 3 }), 'settled', AT + 20, { note: 'By hand', by: 'Jana' })
        await tx.moduleQueue.resolve(failed({ serviceId: 2 }), 'cancelled', AT + 30)
      })
      const { moduleQueue } = read
      const newest = [{ by: 'settledAt', descending: true }] as const
      const ids = async (filter: QueueFilter) => {
        const { total, rows } = await moduleQueue.page(filter, { offset: 0, limit: 9 }, newest)
        expect(await moduleQueue.count(filter)).toBe(total)
        return rows.map(({ id }) => id)
      }
      expect(await ids({ settledFrom: AT })).toEqual([2, 3, 1])
      expect(await ids({ settledFrom: AT + 20 })).toEqual([2, 3])
      expect(await ids({ settledFrom: AT, resolution: 'succeeded' })).toEqual([1])
      expect(await ids({ settledFrom: AT, not: { cause: ['2'] } })).toEqual([3, 1])
      const [, jana] = (await moduleQueue.page({ settledFrom: AT }, { offset: 0, limit: 9 }, newest)).rows
      expect(jana!.settled).toEqual({ resolution: 'settled', note: 'By hand', at: AT + 20, by: 'Jana' })
      const behind = { offset: 0, limit: 9, after: [AT + 20, 3] }
      expect((await moduleQueue.page({ settledFrom: AT }, behind, newest)).rows.map(({ id }) => id)).toEqual([1])
    }))

  test('is sorted by two fields, each in its direction', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      await transaction(async (tx) => {
        for (const [serviceId, tries] of [1, 3, 1, 3, 2].entries())
          for (let n = 0; n < tries; n++) await tx.moduleQueue.fail(failed({ serviceId }), AT + serviceId)
      })
      const order = [{ by: 'retries', descending: true }, { by: 'createdAt' }] as const
      const ids = async (after?: Place) =>
        (await read.moduleQueue.page({}, { offset: 0, limit: 2, after }, order)).rows.map(({ id }) => id)
      expect([await ids(), await ids([2, AT + 3, 4]), await ids([0, AT, 1])]).toEqual([[2, 4], [5, 1], [3]])
    }))

  test('finds the entries of a client, and by how a domain or a user name begins', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      await transaction(async (tx) => {
        const own = await tx.services.insert(someService({ domain: 'Pear.example.com' }), AT)
        const other = await tx.services.insert(someService({ clientId: 2, username: 'pearuser' }), AT)
        const addon = await tx.addons.insert(someAddon({ serviceId: own }), AT)
        const domain = await tx.domains.insert(someDomain({ name: 'pear.org' }), AT)
        await tx.moduleQueue.fail(failed({ serviceId: own }), AT)
        await tx.moduleQueue.fail(failed({ serviceId: other }), AT)
        await tx.moduleQueue.fail(failed({ serviceType: 'addon', serviceId: addon }), AT)
        await tx.moduleQueue.fail(failed({ serviceType: 'domain', serviceId: domain }), AT)
      })
      const found = async (asked: QueueFilter) => (await read.moduleQueue.list(asked)).map(({ id }) => id)
      expect(await found({ clientId: 1 })).toEqual([1, 3, 4])
      expect(await found({ search: 'PEAR.' })).toEqual([1, 3, 4])
      expect(await found({ search: 'pear' })).toEqual([1, 2, 3, 4])
      expect(await found({ search: 'pear%', clientId: 1 })).toEqual([])
      expect(await found({ not: { clientId: [1] } })).toEqual([2])
      expect(await found({ not: { search: ['pear.'] } })).toEqual([2])
    }))
})

const MODULES = ['cpanel', 'CPanel', 'plesk', 'enom']
const ACTIONS = ['CreateAccount', 'createaccount', 'RenewDomain']
const instants = fc.integer({ min: AT - 3, max: AT + 3 })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 })

const row = fc.record({
  serviceType: fc.constantFrom(...SERVICE_TYPES),
  serviceId: fc.integer({ min: 1, max: 3 }),
  module: fc.constantFrom(...MODULES),
  action: fc.constantFrom(...ACTIONS),
  lastAttemptAt: instants,
  lastError: fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '').toWellFormed()),
  failureClass: fc.constantFrom(...FAILURE_CLASSES),
  retries: fc.nat(9),
  held: fc.boolean(),
  nextAttemptAt: fc.option(instants),
  createdAt: instants,
  updatedAt: instants,
  settled: fc.boolean(),
})

const filter: fc.Arbitrary<QueueFilter> = fc.record({
  serviceType: maybe(fc.constantFrom(...SERVICE_TYPES)),
  relatedId: maybe(fc.nat(4)),
  module: maybe(fc.constantFrom(...MODULES, 'PLESK', 'nothing')),
  action: maybe(fc.constantFrom(...ACTIONS, 'nothing')),
  since: maybe(instants),
  attention: maybe(fc.boolean()),
})

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

const matches = (entry: ImportedEntry, filter: QueueFilter) =>
  (filter.serviceType === undefined || filter.serviceType === entry.serviceType) &&
  (filter.relatedId === undefined || filter.relatedId === entry.serviceId) &&
  (filter.module === undefined || same(filter.module, entry.module)) &&
  (filter.action === undefined || same(filter.action, entry.action)) &&
  (filter.since === undefined || entry.lastAttemptAt >= filter.since) &&
  (filter.attention === undefined || filter.attention === needsAttention(entry))
