import { expect, test } from 'vitest'
import { openBulkBy } from '../../test/support/bulk.ts'
import { forEachEngine } from '../../test/support/databases.ts'
import { openModuleShop } from '../../test/support/module-shop.ts'
import { only } from '../../test/support/shop.ts'
import { type Actor, SYSTEM } from '../access/actor.ts'
import { STAFF_DEFAULTS } from '../access/staff/staff.ts'
import type { Transaction } from '../base/transaction.ts'
import type { Stores } from '../storage/stores.ts'
import type { GivenFilter } from './filter.ts'

const ALL = { offset: 0, limit: 500 }
const HELD = { filter: { attention: true }, why: 'The panel was away' } as const
const CANCEL = { noun: 'moduleQueue', action: 'cancel', ...HELD } as const
const RETRY = { noun: 'moduleQueue', action: 'retry', ...HELD } as const

forEachEngine((engine) => {
  async function setup() {
    const shop = await openModuleShop(engine, { works: false })
    const by = await openBulkBy(shop)
    /** Entries that are held: of one service, each of an action of its own, or of services of their own. */
    const fail = (serviceIds: readonly number[], action = (index: number) => `Action${index}`) =>
      shop.transaction(async (tx) => {
        const ids: number[] = []
        for (const [index, serviceId] of serviceIds.entries()) {
          const what = { serviceType: 'service', serviceId, module: 'demopanel', action: action(index) } as const
          const how = { error: 'away', failureClass: 'configuration', held: true, nextAttemptAt: null } as const
          ids.push((await tx.moduleQueue.fail({ ...what, ...how, serverId: 1 }, tx.at)).id)
        }
        return ids
      })
    const open = async () => (await shop.moduleQueue.list(SYSTEM, {})).map(({ id }) => id)
    const itemsOf = async (id: number) =>
      (await by.bulk.items(SYSTEM, id, {}, ALL)).rows.map(({ id: item, state, code }) => [item, state, code])
    return { ...shop, ...by, shop, fail, open, itemsOf }
  }

  test('acts on exactly what was previewed, in steps of 100, while entries come and go', async () => {
    const { bulk, fail, open, step, run, countsOf, queueCommands, addService, happenings } = await setup()
    const service = await addService()
    const ids = await fail(Array.from({ length: 300 }, () => service))
    const preview = await bulk.preview(SYSTEM, CANCEL)
    expect(preview).toMatchObject({ state: 'previewed', total: 300, by: { kind: 'system', name: 'System' } })
    expect(preview.sample.map(({ name }) => name)).toEqual([0, 1, 2, 3, 4].map((at) => `Action${at} of example.com`))
    const late = await fail([service], () => 'Late')
    await queueCommands.resolve(SYSTEM, ids[7]!)
    await expect(bulk.commit(SYSTEM, preview.id, 'not it')).rejects.toMatchObject({ code: 'preview_token_wrong' })
    expect(await step()).toBe(false)
    await bulk.commit(SYSTEM, preview.id, preview.token)
    expect(await step()).toBe(true)
    expect(await countsOf(preview.id)).toMatchObject({ state: 'running', succeeded: 99, skipped: 1 })
    await run()
    const ended = { state: 'done', total: 300, succeeded: 299, failed: 0, skipped: 1 }
    expect(await countsOf(preview.id)).toEqual(ended)
    expect(await open()).toEqual(late)
    expect((await bulk.commit(SYSTEM, preview.id, preview.token)).state).toBe('done')
    expect(await step()).toBe(false)
    const told = (await happenings()).filter(({ subject }) => subject === 'bulk_action').map(({ kind }) => kind)
    expect(told).toEqual(['bulk_action.created', 'bulk_action.committed', 'bulk_action.ended'])
    expect((await bulk.items(SYSTEM, preview.id, { state: 'skipped' }, ALL)).rows).toMatchObject([
      { id: ids[7], code: 'entry_settled', words: `Queue entry ${ids[7]} is settled` },
    ])
  })

  test('acts on each once, whoever dies in the middle and however many work on it', async () => {
    const { shop, begin, fail, open, step, lose, run, countsOf, addService, clock, happenings } = await setup()
    const service = await addService()
    await fail(Array.from({ length: 120 }, () => service))
    const id = await begin(CANCEL)
    // The effect is done and its state is not written; then all is written and not on disk.
    for (const after of [0, 1]) {
      const dying: Transaction<Stores> = (work) =>
        shop.transaction((tx) =>
          work({
            ...tx,
            bulk: {
              ...tx.bulk,
              async end(...given) {
                if (after === 1) await tx.bulk.end(...given)
                throw new Error('killed')
              },
            },
          }),
        )
      await expect(step({ ...shop, transaction: dying })).rejects.toThrow('killed')
      await lose()
      clock.advance(60_000)
    }
    expect([(await open()).length, await countsOf(id)]).toMatchObject([120, { state: 'running', succeeded: 0 }])
    await run()
    expect([await open(), await countsOf(id)]).toMatchObject([[], { state: 'done', succeeded: 120 }])
    const told = (await happenings()).filter(({ kind }) => kind === 'service.provisioning_resolved')
    expect(told).toHaveLength(120)
  })

  test('acts on each once where two have the same step', async () => {
    const { begin, fail, open, claim, handle, run, countsOf, addService, happenings } = await setup()
    const service = await addService()
    await fail([service, service, service])
    const id = await begin(CANCEL)
    const job = (await claim())!
    await Promise.allSettled([handle(job), handle(job)])
    await run()
    expect([await open(), await countsOf(id)]).toMatchObject([[], { state: 'done', succeeded: 3 }])
    const told = (await happenings()).filter(({ kind }) => kind === 'service.provisioning_resolved')
    expect(told).toHaveLength(3)
  })

  test('keeps what is refused with its reason, and takes nothing else along', async () => {
    const { begin, fail, run, countsOf, itemsOf, addService } = await setup()
    const [unknown, known] = await fail(
      [await addService(), await addService()],
      (at) => ['Dance', 'CreateAccount'][at]!,
    )
    const id = await begin(RETRY)
    await run()
    expect(await countsOf(id)).toEqual({ state: 'done', total: 2, succeeded: 1, failed: 1, skipped: 0 })
    expect(await itemsOf(id)).toEqual([
      [unknown, 'failed', 'not_retryable'],
      [known, 'succeeded', ''],
    ])
  })

  test('makes one task for each entry, and none of what is one', async () => {
    const { shop, begin, fail, run, countsOf, addService } = await setup()
    const ids = await fail([await addService(), await addService()])
    const make = { noun: 'moduleQueue', action: 'makeTasks', ...HELD } as const
    const id = await begin({ ...make, filter: { ids: [ids[0]!] } })
    await run()
    const again = await begin(make)
    await run()
    expect(await countsOf(id)).toMatchObject({ succeeded: 1, skipped: 0 })
    expect(await countsOf(again)).toMatchObject({ succeeded: 1, skipped: 1 })
    const tasks = await Promise.all(ids.map((one) => shop.read.actions.ofQueueEntry(one)))
    expect(tasks.map((task) => task?.name)).toEqual(['Action0 of example.com', 'Action1 of example.com'])
  })

  test('is stopped after the step under way; a cancellation is undone for exactly what it reached', async () => {
    const { bulk, begin, fail, open, step, run, countsOf, addService } = await setup()
    const service = await addService()
    const ids = await fail(Array.from({ length: 150 }, () => service))
    const id = await begin(CANCEL)
    await step()
    await expect(bulk.undo(SYSTEM, id)).rejects.toMatchObject({ code: 'undo_refused', hint: 'Stop it first' })
    expect((await bulk.stop(SYSTEM, id)).state).toBe('stopping')
    await run()
    expect(await countsOf(id)).toEqual({ state: 'stopped', total: 150, succeeded: 100, failed: 0, skipped: 0 })
    expect(await open()).toEqual(ids.slice(100))
    expect((await bulk.items(SYSTEM, id, { state: 'waiting' }, ALL)).rows.map((item) => item.id)).toEqual(
      ids.slice(100),
    )
    // The same failed once more meanwhile: that entry is the one that counts.
    await fail([service])
    const undo = await bulk.undo(SYSTEM, id)
    expect(undo).toMatchObject({ action: 'undoCancel', undoOf: id, total: 100, why: `Undo of ${id}` })
    await run()
    expect(await countsOf(undo.id)).toMatchObject({ state: 'done', succeeded: 99, skipped: 1 })
    expect(await open()).toHaveLength(150)
    await expect(bulk.undo(SYSTEM, id)).rejects.toMatchObject({ code: 'undo_refused', facts: { undoneBy: undo.id } })
  })

  test('a retry is undone where nothing of it has begun', async () => {
    const { shop, bulk, begin, fail, run, countsOf, itemsOf, addService, moduleQueue } = await setup()
    const ids = await fail([await addService(), await addService()], () => 'CreateAccount')
    const id = await begin(RETRY)
    await run()
    expect((await moduleQueue.list(SYSTEM, {})).map(({ held }) => held)).toEqual([false, false])
    const { operationId } = (await shop.read.moduleQueue.get(ids[0]!))!
    await shop.transaction((tx) => tx.operations.update(operationId!, { tries: 1, acting: true }, tx.at))
    const undo = await bulk.undo(SYSTEM, id, 'Too early')
    await run()
    expect(await countsOf(undo.id)).toMatchObject({ state: 'done', succeeded: 1, skipped: 1 })
    expect(await itemsOf(undo.id)).toEqual([
      [ids[0], 'skipped', 'not_undone'],
      [ids[1], 'succeeded', ''],
    ])
    expect((await moduleQueue.list(SYSTEM, {})).map(({ held }) => held)).toEqual([false, true])
    // Held again, it is tried again like any other.
    expect(await shop.queueCommands.retryAll(SYSTEM, {})).toEqual({ retried: 2, passedOver: 0 })
  })

  test('stops by itself when the rights of who made it are taken away', async () => {
    const { shop, bulk, fail, step, run, countsOf, addService } = await setup()
    const service = await addService()
    await fail(Array.from({ length: 150 }, () => service))
    const permissions = ['api.access', 'provisioning.read', 'provisioning.write'] as const
    const [roleId, staffId] = await shop.transaction(async (tx) => {
      const role = { name: 'Queue', permissions: [...permissions], requiresSecondFactor: false }
      const of = (await tx.access.roles.insert(role, tx.at))!
      const member = {
        ...STAFF_DEFAULTS,
        username: 'bob',
        roleId: of,
        active: true,
        uuid: 'bob',
        passwordVersion: 1,
        passwordHash: null,
      }
      return [of, (await tx.access.staff.insert(member, tx.at))!]
    })
    const bob: Actor = { ...SYSTEM, kind: 'staff', id: staffId, name: 'bob', permissions: new Set(permissions) }
    const { id, token } = await bulk.preview(bob, CANCEL)
    await expect(bulk.commit(SYSTEM, id, token)).rejects.toMatchObject({ code: 'not_owner' })
    await bulk.commit(bob, id, token)
    await step()
    await shop.transaction((tx) => tx.access.roles.update(roleId, { permissions: ['api.access'] }))
    await run()
    expect(await countsOf(id)).toMatchObject({ state: 'stopped', total: 150, succeeded: 100 })
    expect((await bulk.get(SYSTEM, id)).stoppedBecause).toBe('bob has no right any more: provisioning.read')
  })

  test('refuses what nobody meant: an empty filter, a filter of another list, a preview that is over', async () => {
    const { bulk, fail, addService, clock, step } = await setup()
    const asked = (filter: GivenFilter) => bulk.preview(SYSTEM, { ...CANCEL, filter })
    for (const filter of [{}, { q: ' ' }]) await expect(asked(filter)).rejects.toMatchObject({ code: 'empty_filter' })
    for (const filter of [{ productId: 1 }, { q: 'product:1' }, { ids: [] }, { q: 'server:x' }, { constructor: 1 }])
      await expect(asked(filter)).rejects.toMatchObject({ code: 'invalid' })
    await expect(asked({ module: 'a', q: 'module:b' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(bulk.preview(SYSTEM, { ...CANCEL, action: 'suspend' })).rejects.toMatchObject({
      code: 'bulk_action_unknown',
      facts: { valid: ['retry', 'resolve', 'cancel', 'makeTasks'] },
    })
    await expect(bulk.preview(only('provisioning.read'), CANCEL)).rejects.toMatchObject({ code: 'permission_refused' })
    const ids = await fail([await addService(), await addService()])
    expect((await asked({ ids: [ids[1]!, ids[1]!, 999] })).total).toBe(1)
    const { id, token } = await asked({ q: 'module:DemoPanel attention:true' })
    clock.advance(3_600_000)
    await expect(bulk.commit(SYSTEM, id, token)).rejects.toMatchObject({ code: 'preview_over' })
    await bulk.prune(86_400_000)()
    await expect(bulk.get(SYSTEM, id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await step()).toBe(false)
  })
})
