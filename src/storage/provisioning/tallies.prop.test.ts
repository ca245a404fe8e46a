import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { AT, withHoldings } from '../../../test/support/holdings.ts'
import { FAILURE_CLASSES } from '../../provisioning/panel/outcome.ts'
import { needsAttention, type QueueFilter } from '../../provisioning/queue/queue-entry.ts'
import type { Failure, SettlingEntry } from '../../provisioning/store.ts'
import { sql } from '../engine/sql.ts'

/** So long that no index takes it whole, and alike but for its end. */
const LONG = 'ü'.repeat(5000)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 })

const kind = {
  serviceType: fc.constantFrom('service', 'addon'),
  module: fc.constantFrom('cpanel', 'CPanel', 'plesk'),
  action: fc.constantFrom('CreateAccount', 'createaccount', 'Renew'),
  serverId: fc.constantFrom(null, 1, 2),
  failureClass: fc.constantFrom(...FAILURE_CLASSES.slice(0, 2)),
  cause: fc.constantFrom('', 'gold', 'GOLD', `${LONG}1`, `${LONG}2`),
} as const
const failure = fc.record({
  ...kind,
  serviceId: fc.integer({ min: 1, max: 3 }),
  held: fc.boolean(),
  planned: fc.boolean(),
})
const step = fc.oneof(
  { weight: 4, arbitrary: failure.map((given) => ({ does: 'fail' as const, given })) },
  ...(['plan', 'hold', 'resolve', 'reopen', 'fold', 'prune'] as const).map((does) =>
    fc.nat(20).map((which) => ({ does, which })),
  ),
)
const filter: fc.Arbitrary<QueueFilter> = fc.record({
  module: maybe(kind.module),
  action: maybe(kind.action),
  failureClass: maybe(kind.failureClass),
  cause: maybe(kind.cause),
  held: maybe(fc.boolean()),
  attention: maybe(fc.boolean()),
  serverId: maybe(fc.constantFrom(1, 2)),
  not: maybe(
    fc.record({
      module: maybe(fc.array(kind.module, { minLength: 1, maxLength: 2 })),
      serverId: maybe(fc.constant([1])),
      cause: maybe(fc.array(kind.cause, { minLength: 1, maxLength: 2 })),
      failureClass: maybe(fc.array(kind.failureClass, { minLength: 1, maxLength: 1 })),
    }),
  ),
})

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
const isOf = (entry: SettlingEntry, asked: QueueFilter): boolean => {
  const { module, action, failureClass, cause, held, attention, serverId, not = {} } = asked
  return (
    (module === undefined || same(module, entry.module)) &&
    (action === undefined || same(action, entry.action)) &&
    (failureClass === undefined || failureClass === entry.failureClass) &&
    (cause === undefined || cause === entry.cause) &&
    (held === undefined || held === entry.held) &&
    (attention === undefined || attention === needsAttention(entry)) &&
    (serverId === undefined || serverId === entry.serverId) &&
    !not.module?.some((one) => same(one, entry.module)) &&
    !not.serverId?.some((one) => one === entry.serverId) &&
    !not.cause?.includes(entry.cause) &&
    !not.failureClass?.includes(entry.failureClass)
  )
}

forEachEngine((engine) => {
  test('whatever is written, in whatever order, the tallies say what a full count says', () =>
    withHoldings(engine, async ({ database, read, transaction }) => {
      const { moduleQueue } = read
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 25 }),
          fc.array(filter, { minLength: 6, maxLength: 6 }),
          async (steps, filters) => {
            await database.transaction(async (q) => {
              for (const table of [sql`module_queue`, sql`module_queue_tally_changes`, sql`module_queue_tallies`])
                await q.run(sql`DELETE FROM ${table}`)
            })
            const all: number[] = []
            let at = AT
            for (const one of steps) {
              at++
              await transaction(async (tx) => {
                if (one.does === 'fail') {
                  const { planned, ...given } = one.given
                  const failed = { ...given, error: 'No', nextAttemptAt: planned ? at + 60_000 : null } as Failure
                  all.push((await tx.moduleQueue.fail(failed, at)).id)
                  return
                }
                if (one.does === 'fold') return void (await tx.moduleQueue.foldTallies(3))
                if (one.does === 'prune') return void (await tx.moduleQueue.prune(at, 2))
                const id = all[one.which % Math.max(1, all.length)]
                const entry = id === undefined ? undefined : await tx.moduleQueue.get(id)
                if (!entry) return
                if (one.does === 'plan') await tx.moduleQueue.plan(entry.id, at + 5, 1, at)
                else if (one.does === 'hold') await tx.moduleQueue.hold(entry.id, at)
                else if (one.does === 'resolve') await tx.moduleQueue.resolve(entry, 'settled', at)
                else if (entry.settled && !(await isOpenAgain(tx.moduleQueue, entry)))
                  await tx.moduleQueue.reopen(entry.id, at)
              })
            }
            expect(await moduleQueue.tallyFaults()).toEqual([])
            const open = await moduleQueue.list({})
            for (const asked of filters) {
              const those = open.filter((entry) => isOf(entry, asked)).map(({ id }) => id)
              expect(await moduleQueue.count(asked)).toBe(those.length)
              const page = await moduleQueue.page(asked, { offset: 0, limit: 50 }, [{ by: 'id' }])
              expect([page.total, page.rows.map(({ id }) => id)]).toEqual([those.length, those])
              expect(await moduleQueue.groups(asked)).toEqual(await moduleQueue.groups({ ...asked, since: 0 }))
            }
          },
        ),
        { numRuns: engine.name === 'sqlite' ? 40 : 15 },
      )
    }))

  test('a tally that is wrong is found, and counted anew', () =>
    withHoldings(engine, async ({ database, read, transaction }) => {
      const { moduleQueue } = read
      await transaction(async (tx) => {
        for (const serviceId of [1, 2, 3])
          await tx.moduleQueue.fail(
            {
              ...({ serviceType: 'service', serviceId, module: 'cpanel', action: 'Renew', error: 'No' } as const),
              ...({ failureClass: 'transient', held: serviceId === 3, nextAttemptAt: null } as const),
            },
            AT,
          )
      })
      await database.transaction(async (q) => {
        await q.run(sql`UPDATE module_queue_tallies SET entries = entries + 5 WHERE held = 0`)
        await q.run(sql`UPDATE module_queue SET tally_id = NULL WHERE id = 3`)
      })
      expect(await moduleQueue.count({})).toBe(8)
      expect(await moduleQueue.tallyFaults()).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ counted: 7, entries: 2 }),
          { tally: null, counted: 0, entries: 1 },
        ]),
      )
      await transaction((tx) => tx.moduleQueue.countAnew())
      expect(await moduleQueue.tallyFaults()).toEqual([])
      expect([await moduleQueue.count({}), await moduleQueue.count({ held: true })]).toEqual([3, 1])
    }))

  test('many who fail and settle at once are all counted, while the changes are put together', () =>
    withHoldings(engine, async ({ read, transaction }) => {
      const failed = (serviceId: number): Failure => ({
        ...({ serviceType: 'service', serviceId, module: 'cpanel', action: 'Renew', error: 'No' } as const),
        ...({ failureClass: 'transient', held: false, nextAttemptAt: AT, cause: `cause ${serviceId % 3}` } as const),
      })
      const work = Array.from({ length: 40 }, (_, n) => async () => {
        await transaction((tx) => tx.moduleQueue.fail(failed(n % 20), AT))
        if (n % 3 === 0) await transaction((tx) => tx.moduleQueue.resolve(failed(n % 20), 'succeeded', AT))
        if (n % 4 === 0) await transaction((tx) => tx.moduleQueue.foldTallies(5))
      })
      await Promise.all(work.map((one) => one()))
      expect(await read.moduleQueue.tallyFaults()).toEqual([])
      expect(await read.moduleQueue.count({})).toBe((await read.moduleQueue.list({})).length)
    }))
})

const isOpenAgain = async (
  queue: { list(filter: QueueFilter): Promise<SettlingEntry[]> },
  { serviceType, serviceId, module, action }: SettlingEntry,
): Promise<boolean> => (await queue.list({ serviceType, relatedId: serviceId, module, action })).length > 0
