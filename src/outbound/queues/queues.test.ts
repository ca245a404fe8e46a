import { expect, it } from 'vitest'
import { actorWith } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { callerOf, calls, gathered, NODE, NOW, openOutboundDesk } from '../../../test/support/outbound.ts'
import { SYSTEM } from '../../access/actor.ts'
import { done } from '../../jobs/outcome.ts'

const SECOND = Math.floor(NOW / 1000)

forEachEngine((engine) => {
  it('answers references of the documented shape, in the order of the calls and of the queue', async () => {
    const { outbound, addAccount, addService } = await openOutboundDesk(engine)
    const { id } = await addAccount()
    const service = await addService(id)
    const first = await outbound.starts.start(service.caller, service, { to: 'sip:a@example.com' })
    expect(first).toBe(`${NODE}_1.${SECOND}.1`)
    const singles = calls(20).map((call) => outbound.starts.start(service.caller, service, call))
    const many = outbound.starts.startMany(service.caller, service, calls(30))
    const last = outbound.starts.start(service.caller, service, { to: 'sip:z@example.com' })
    const all = [first, ...(await Promise.all(singles)), ...(await many), await last]
    expect(all).toEqual(Array.from({ length: 52 }, (_, index) => `${NODE}_1.${SECOND}.${index + 1}`))
    const waiting = await outbound.starts.waiting(service.caller, service, { limit: 100 })
    expect(waiting.map(({ reference }) => reference)).toEqual(all)
    expect(waiting.map(({ position }) => position)).toEqual(all.map((_, index) => index + 1))
  })

  it('lists all enabled services of the account by name, zeros too, and nobody else’s', async () => {
    const { outbound, addAccount, addService } = await openOutboundDesk(engine)
    const bob = await addAccount()
    const eve = await addAccount('eve@example.com')
    const [two, one] = [await addService(bob.id, 'service-name-2'), await addService(bob.id, 'service-name-1')]
    await addService(bob.id, 'off', { enabled: false })
    await addService(eve.id, 'eves')
    await outbound.starts.startMany(two.caller, two, calls(3))
    expect(await outbound.queues.lengths(bob.caller)).toEqual([
      { serviceId: one.id, name: 'service-name-1', length: 0 },
      { serviceId: two.id, name: 'service-name-2', length: 3 },
    ])
    expect(await outbound.queues.length(two.caller, { name: 'service-name-2' })).toMatchObject({ length: 3 })
    expect((await outbound.queues.lengths(SYSTEM)).map(({ name }) => name)).toEqual([
      'eves',
      'service-name-1',
      'service-name-2',
    ])
  })

  it('purges everything that has not begun, once, and lists it in order', async () => {
    const { outbound, queue, addAccount, addService, claim, happenings } = await openOutboundDesk(engine)
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

  it('undoes a purge that is not final: the starts stand in their old places', async () => {
    const { outbound, addAccount, addService, claim } = await openOutboundDesk(engine)
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

  it('cancels what is named and has not begun, and tells what became of the others', async () => {
    const { outbound, addAccount, addService, claim } = await openOutboundDesk(engine)
    const bob = await addAccount()
    const eve = await addAccount('eve@example.com')
    const service = await addService(bob.id)
    const other = await addService(bob.id, 'other')
    const eves = await addService(eve.id, 'eves')
    const [running, ...waiting] = await outbound.starts.startMany(bob.caller, service, calls(3))
    const [elsewhere] = await outbound.starts.startMany(bob.caller, other, calls(1))
    const [foreign] = await outbound.starts.startMany(eve.caller, eves, calls(1))
    await claim(service, 1)
    const wanted = [waiting[1]!, running!, foreign!, elsewhere!, 'nonsense\0', waiting[1]!]
    expect(await outbound.starts.cancel(service.caller, wanted, { final: true })).toMatchObject({
      cancelled: [waiting[1]],
      others: [
        { reference: running, status: 'RUNNING' },
        { reference: foreign, status: 'UNKNOWN' },
        { reference: elsewhere, status: 'UNKNOWN' },
        { reference: 'nonsense\0', status: 'UNKNOWN' },
      ],
    })
    expect((await outbound.starts.cancel(bob.caller, [elsewhere!, waiting[0]!])).cancelled).toEqual([
      elsewhere,
      waiting[0],
    ])
    expect(await outbound.starts.cancel(bob.caller, ['nonsense'])).toEqual({
      cancelled: [],
      others: [{ reference: 'nonsense', status: 'UNKNOWN' }],
      purge: undefined,
    })
    expect(await outbound.starts.status(bob.caller, [foreign!])).toEqual([undefined])
  })

  it('keeps each password, key and permission to what it is for', async () => {
    const { outbound, addAccount, addService } = await openOutboundDesk(engine)
    const bob = await addAccount()
    const eve = await addAccount('eve@example.com')
    const service = await addService(bob.id)
    await addService(bob.id, 'other')
    const { starts, queues, services } = outbound
    const code = (refused: Promise<unknown>) =>
      refused.then(
        () => 'done',
        ({ code }) => code,
      )
    const call = { to: 'sip:a@example.com' }
    const readOnly = { ...bob.caller, readOnly: true }

    expect(await code(queues.purge(callerOf(service), { name: 'other' }))).toBe('other_service')
    expect(await code(queues.purge(callerOf(service), { name: 'no such' }))).toBe('other_service')
    expect(await code(queues.lengths(service.caller))).toBe('account_key_needed')
    expect(await code(services.get(service.caller, { name: 'other' }))).toBe('other_service')
    expect(await code(services.patch(service.caller, service, { paused: true }))).toBe('account_key_needed')
    expect(await code(services.list(service.caller))).toBe('account_key_needed')

    expect(await code(queues.purge(readOnly, service))).toBe('read_only_key')
    expect(await code(starts.start(readOnly, service, call))).toBe('read_only_key')
    expect(await code(queues.length(readOnly, service))).toBe('done')

    expect(await code(queues.length(eve.caller, { id: service.id }))).toBe('not_found')
    expect(await code(queues.length(eve.caller, { name: service.name }))).toBe('not_found')
    expect(await code(queues.lengths(eve.caller, { accountId: bob.id }))).toBe('not_found')

    expect(await code(queues.purge(actorWith('outbound.read', 'outbound.start'), service))).toBe('permission_refused')
    expect(await code(starts.start(actorWith('outbound.write'), service, call))).toBe('permission_refused')
    expect(await code(queues.length(actorWith('outbound.start'), service))).toBe('permission_refused')
  })

  it('shows and undoes a purge for those alone whose starts it took', async () => {
    const { outbound, queue, transaction, addAccount, addService } = await openOutboundDesk(engine)
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

  it('two who purge at once share the starts, and those who start meanwhile are in one purge or wait', async () => {
    const { outbound, addAccount, addService } = await openOutboundDesk(engine)
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

  it('refuses more than the queue may hold, all of a request or nothing', async () => {
    const { outbound, addAccount, addService } = await openOutboundDesk(engine)
    const { id } = await addAccount()
    const service = await addService(id, 'small', { queueLimit: 5 })
    await outbound.starts.startMany(service.caller, service, calls(3))
    await expect(outbound.starts.startMany(service.caller, service, calls(3))).rejects.toMatchObject({
      code: 'queue_full',
    })
    const outcomes = await Promise.allSettled(
      [2, 3, 1].map((n) => outbound.starts.startMany(service.caller, service, calls(n))),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(await outbound.queues.length(service.caller, service)).toMatchObject({ length: 5 })
  })
})
