import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { calls, gathered, NODE, NOW, openOutboundWorld } from '../../../test/support/outbound.ts'
import { SYSTEM } from '../../access/actor.ts'
import { done } from '../../jobs/outcome.ts'

const SECOND = Math.floor(NOW / 1000)

forEachEngine((engine) => {
  test('purges everything that has not begun, once, and lists it in order', async () => {
    const { outbound, queue, addAccount, addService, claim, happenings } = await openOutboundWorld(engine)
    const { id, caller } = await addAccount()
    const service = await addService(id)
    const started = await outbound.starts.startMany(service.caller, service, calls(12))
    const begun = await claim(service, 2)
    const purged = await outbound.queues.purge(service.caller, service, { final: true })
    expect(purged.purge.count).toBe(10)
    expect(await gathered(purged.references())).toEqual(started.slice(2))
    expect(await outbound.queues.length(caller, { name: service.name })).toMatchObject({ length: 0 })
    expect(await claim(service)).toEqual([])

    const again = await outbound.queues.purge(service.caller, service, { final: true })
    expect([again.purge.count, await gathered(again.references())]).toEqual([0, []])
    await expect(outbound.queues.undo(caller, purged.purge.id)).rejects.toMatchObject({ code: 'undo_refused' })

    await queue.work.finish(begun.map((job) => ({ job, outcome: done({ result: { code: 7 } }) })))
    const statuses = await outbound.starts.status(caller, started)
    expect(statuses.map((start) => start?.status)).toEqual([
      ...Array(2).fill('COMPLETED'),
      ...Array(10).fill('CANCELLED'),
    ])
    expect(statuses[0]).toMatchObject({ detail: '7', instanceId: `${NODE}-1-${SECOND}-1` })
    expect(statuses[2]).toMatchObject({ detail: '', instanceId: null })
    expect((await happenings()).filter(({ kind }) => kind === 'outbound_service.queue_purged')).toMatchObject([
      { actorKind: 'service', actorId: service.id, subjectId: service.id },
      { actorKind: 'service' },
    ])
  })

  test('undoes a purge that is not final: the starts stand in their old places', async () => {
    const { outbound, addAccount, addService, claim } = await openOutboundWorld(engine)
    const { id, caller } = await addAccount()
    const service = await addService(id)
    const started = await outbound.starts.startMany(caller, service, calls(5))
    const { purge } = await outbound.queues.purge(SYSTEM, service, { why: 'a mistake' })
    const later = await outbound.starts.start(caller, service, { to: 'sip:later@example.com' })
    await outbound.queues.undo(SYSTEM, purge.id)
    expect((await claim(service)).map(({ reference }) => reference)).toEqual([...started, later])
    expect(await outbound.queues.purges(caller, service)).toMatchObject([
      { id: purge.id, by: 'System', why: 'a mistake', count: 5, undoneBy: 'System' },
    ])
  })

  test('shows and undoes a purge for those alone whose starts it took', async () => {
    const { outbound, queue, transaction, addAccount, addService } = await openOutboundWorld(engine)
    const bob = await addAccount()
    const eve = await addAccount('eve@example.com')
    const [service, other] = [await addService(bob.id), await addService(bob.id, 'other')]
    const eves = await addService(eve.id, 'eves')
    const { queues, starts } = outbound
    const code = (asked: Promise<unknown>) =>
      asked.then(
        () => 'done',
        ({ code }) => code,
      )
    const started = await starts.startMany(bob.caller, service, calls(3))
    const elsewhere = await starts.start(bob.caller, other, calls(1)[0]!)
    const { purge } = await queues.purge(service.caller, service)
    for (const stranger of [eve.caller, eves.caller, other.caller]) {
      expect(await code(queues.purged(stranger, purge.id, { limit: 10 }))).toBe('not_found')
      expect(await code(queues.undo(stranger, purge.id))).toBe('not_found')
    }
    expect((await queues.purged(service.caller, purge.id, { limit: 10 })).map(({ reference }) => reference)).toEqual(
      started,
    )
    expect(await code(queues.undo({ ...bob.caller, readOnly: true }, purge.id))).toBe('read_only_key')
    expect(await code(queues.undo(service.caller, purge.id))).toBe('done')

    // One that took from two queues is the account's.
    const cancelled = await starts.cancel(bob.caller, [started[0]!, elsewhere])
    expect(await code(queues.undo(eve.caller, cancelled.purge!.id))).toBe('not_found')
    expect(await code(queues.undo(bob.caller, cancelled.purge!.id))).toBe('done')

    // What was taken from a panel is nobody's here.
    const lane = await transaction((tx) => queue.lanes.ensure(tx, { name: 'server:1', kind: 'provisioning' }))
    await transaction((tx) => queue.enqueue(tx, { laneId: lane.id, kind: 'provisioning.run' }))
    const foreign = await transaction((tx) => queue.purges.lane(tx, lane.id, { by: 'admin' }))
    expect(await code(queues.undo(SYSTEM, foreign.id))).toBe('not_found')
  })

  test('two who purge at once share the starts, and those who start meanwhile are in one purge or wait', async () => {
    const { outbound, addAccount, addService } = await openOutboundWorld(engine)
    const { id, caller } = await addAccount()
    const service = await addService(id)
    const started: string[] = []
    const start = async () => void started.push(...(await outbound.starts.startMany(caller, service, calls(5))))
    await start()
    const purge = () => outbound.queues.purge(caller, service, { final: true })
    const [first, second] = await Promise.all([purge(), purge(), start(), start()])
    const taken = [...(await gathered(first.references())), ...(await gathered(second.references()))]
    const waiting = (await outbound.starts.waiting(caller, service, { limit: 100 })).map(({ reference }) => reference)
    expect([...taken, ...waiting].sort()).toEqual([...started].sort())
    expect(first.purge.count + second.purge.count).toBe(taken.length)
  })
})
