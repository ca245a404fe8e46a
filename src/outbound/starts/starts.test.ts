import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { calls, NODE, NOW, openOutboundWorld } from '../../../test/support/outbound.ts'

const SECOND = Math.floor(NOW / 1000)

forEachEngine((engine) => {
  test('answers references of the documented shape, in the order of the calls and of the queue', async () => {
    const { outbound, addAccount, addService } = await openOutboundWorld(engine)
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

  test('cancels what is named and has not begun, and tells what became of the others', async () => {
    const { outbound, addAccount, addService, claim } = await openOutboundWorld(engine)
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

  test('refuses more than the queue may hold, all of a request or nothing', async () => {
    const { outbound, addAccount, addService } = await openOutboundWorld(engine)
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
