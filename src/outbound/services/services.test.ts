import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { calls, gathered, openOutboundWorld, PASSWORD } from '../../../test/support/outbound.ts'
import { SYSTEM } from '../../access/actor.ts'

const PAGE = { address: 'https://app.example.com/first', method: 'POST' } as const

forEachEngine((engine) => {
  test('puts a service whole, patches some of it, and keeps the password to itself', async () => {
    const { outbound, addAccount, happenings } = await openOutboundWorld(engine)
    const { id: accountId, caller } = await addAccount()
    const { services } = outbound
    const config = { kind: 'rest', password: PASSWORD, firstPage: PAGE, startsPerSecond: 5, queueLimit: 100 } as const
    const made = await services.put(caller, { name: 'calls' }, config)
    expect(made).toMatchObject({
      created: true,
      service: { accountId, name: 'calls', kind: 'rest', runner: 'http', startsPerSecond: 5, queueLimit: 100 },
    })
    expect(JSON.stringify([made, await happenings()])).not.toContain(PASSWORD)

    expect(await services.update(caller, { name: 'calls' }, { concurrency: 3, startsPerSecond: 0.5 })).toMatchObject({
      startsPerSecond: 0.5,
      concurrency: 3,
      queueLimit: 100,
      firstPage: PAGE,
    })
    const again = await services.put(caller, { name: 'calls' }, { kind: 'rest', firstPage: PAGE, paused: true })
    expect(again).toMatchObject({
      created: false,
      service: { startsPerSecond: null, concurrency: null, queueLimit: null, paused: true },
    })
    expect(await services.list(caller)).toEqual([again.service])
    expect(await services.list(SYSTEM)).toEqual([again.service])
  })

  test('refuses what does not fit, and writes nothing', async () => {
    const { outbound, addAccount } = await openOutboundWorld(engine)
    const { caller } = await addAccount()
    const { services } = outbound
    const put = (name: string, config: object) =>
      services.put(caller, { name }, { kind: 'rest', password: PASSWORD, firstPage: PAGE, ...config }).then(
        () => 'done',
        ({ code, facts }) => `${code} ${facts.field}`,
      )
    expect(await put('a/b', {})).toBe('invalid service name')
    expect(await put('calls', { password: undefined })).toBe('invalid service password')
    expect(await put('calls', { firstPage: null })).toBe('invalid first page')
    expect(await put('calls', { firstPage: { address: 'woiern', method: 'POST' } })).toBe('invalid first page address')
    expect(await put('calls', { firstPage: { address: PAGE.address, method: 'haha' } })).toBe(
      'invalid first page method',
    )
    expect(await put('calls', { runner: 'worker' })).toBe('invalid runner')
    expect(await put('calls', { startsPerSecond: 0 })).toBe('invalid starts per second')
    expect(await put('calls', { concurrency: 1.5 })).toBe('invalid concurrency')
    expect(await put('calls', { callingWindow: { zone: 'Mars', days: ['mon'], from: '08:00', until: '18:00' } })).toBe(
      'invalid calling window zone',
    )
    expect(await services.list(caller)).toEqual([])
    expect(await put('calls', {})).toBe('done')
    expect(await put('calls', { kind: 'uas' })).toBe('fixed kind')
  })

  test('makes one service of many puts at once', async () => {
    const { outbound, addAccount } = await openOutboundWorld(engine)
    const { caller } = await addAccount()
    const config = { kind: 'uas', password: PASSWORD } as const
    const puts = await Promise.all([1, 2, 3, 4].map(() => outbound.services.put(caller, { name: 'calls' }, config)))
    expect(puts.map(({ created }) => created).sort()).toEqual([false, false, false, true])
    expect(await outbound.services.list(caller)).toHaveLength(1)
  })

  test('removes a service with what waits, but not one whose starts run', async () => {
    const { outbound, addAccount, addService, claim } = await openOutboundWorld(engine)
    const { id, caller } = await addAccount()
    const service = await addService(id)
    const started = await outbound.starts.startMany(caller, service, calls(3))
    await claim(service, 1)
    await expect(outbound.services.delete(caller, service)).rejects.toMatchObject({ code: 'service_busy' })
    expect(await outbound.queues.length(caller, service)).toMatchObject({ length: 2 })

    const idle = await addService(id, 'idle')
    const waiting = await outbound.starts.startMany(caller, idle, calls(3))
    const removed = await outbound.services.delete(caller, idle)
    expect(await gathered(removed.references())).toEqual(waiting)
    await expect(outbound.services.get(caller, idle)).rejects.toMatchObject({ code: 'not_found' })
    await expect(outbound.starts.start(caller, idle, calls(1)[0]!)).rejects.toMatchObject({ code: 'not_found' })
    const statuses = await outbound.starts.status(caller, [...started, ...waiting])
    expect(statuses.map((start) => start?.status)).toEqual([
      'RUNNING',
      'QUEUED',
      'QUEUED',
      'CANCELLED',
      'CANCELLED',
      'CANCELLED',
    ])
  })

  test('does not begin anything while paused, disabled or outside of the calling window, and says why', async () => {
    const { outbound, addAccount, addService, claim, clock } = await openOutboundWorld(engine)
    const { id, caller } = await addAccount()
    const service = await addService(id)
    await outbound.starts.startMany(caller, service, calls(4))
    const why = async () => (await outbound.starts.waiting(caller, service, { limit: 1 }))[0]?.waitsFor
    await outbound.services.pause(caller, service)
    expect([await why(), await claim(service)]).toEqual(['paused', []])
    await outbound.services.resume(caller, service)
    expect(await claim(service, 1)).toHaveLength(1)
    await outbound.services.update(caller, service, { enabled: false })
    expect([await why(), await claim(service)]).toEqual(['disabled', []])
    await expect(outbound.starts.start(caller, service, calls(1)[0]!)).rejects.toMatchObject({
      code: 'service_disabled',
    })
    // It is Tuesday, 10:11.
    const callingWindow = { zone: 'UTC', days: ['tue', 'wed'], from: '11:00', until: '12:00' } as const
    await outbound.services.update(caller, service, { enabled: true, callingWindow })
    expect([await why(), await claim(service)]).toEqual(['calling-window', []])
    expect(await outbound.queues.get(caller, service)).toMatchObject({
      stopped: 'calling-window',
      opensAt: Date.UTC(2026, 1, 3, 11),
    })
    clock.advance(3_600_000)
    expect(await claim(service, 1)).toHaveLength(1)
  })
})
