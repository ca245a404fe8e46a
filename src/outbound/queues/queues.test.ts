import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { calls, NOW, openOutboundWorld } from '../../../test/support/outbound.ts'
import { SYSTEM } from '../../access/actor.ts'

forEachEngine((engine) => {
  test('lists all enabled services of the account by name, zeros too, and nobody else’s', async () => {
    const { outbound, addAccount, addService } = await openOutboundWorld(engine)
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

  test('foretells when a queue is empty, with its calling window cut out, to whom it belongs', async () => {
    const { outbound, addAccount, addService } = await openOutboundWorld(engine)
    const bob = await addAccount()
    const eve = await addAccount('eve@example.com')
    const service = await addService(bob.id, 'a', {
      startsPerSecond: 1,
      callingWindow: { zone: 'UTC', days: ['tue', 'wed'], from: '08:00', until: '10:12' },
    })
    await outbound.starts.startMany(bob.caller, service, calls(100))
    // It is Tuesday, 10:11:12.
    expect(await outbound.queues.forecast(service.caller, service)).toMatchObject({
      emptyAt: Date.UTC(2026, 1, 4, 8, 0, 52),
      limitedBy: 'window',
    })
    expect(await outbound.queues.services(bob.caller)).toMatchObject([
      { id: service.id, emptyAt: Date.UTC(2026, 1, 4, 8, 0, 52), meanRunMs: null, workers: 0, lastPollAt: null },
    ])
    expect(await outbound.queues.services(eve.caller)).toEqual([])
    expect(await outbound.queues.forecast(SYSTEM, service, { startsPerSecond: 10 })).toMatchObject({
      emptyAt: NOW + 10_000,
      limitedBy: 'rate',
    })
    await expect(outbound.queues.forecast(eve.caller, service)).rejects.toMatchObject({ code: 'not_found' })
  })
})
