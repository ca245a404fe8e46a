import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { openOutboundWorld } from '../../../test/support/outbound.ts'
import { SYSTEM } from '../../access/actor.ts'
import { makeServiceChangesDue } from './service-changes.ts'

const HOUR = 3_600_000

forEachEngine((engine) => {
  test('a service gets its other pace at the instant, once, and the log says who wanted it', async () => {
    const world = await openOutboundWorld(engine)
    const { outbound, clock, addAccount, addService } = world
    const bob = await addAccount()
    const eve = await addAccount('eve@example.com')
    const service = await addService(bob.id, 'a', { startsPerSecond: 1 })
    const changes = outbound.scheduledChanges
    const at = clock.now() + HOUR
    const kept = await changes.schedule(bob.caller, service, at, { startsPerSecond: 4 })
    const dropped = await changes.schedule(SYSTEM, service, at + 1, { concurrency: 2 })
    await expect(changes.cancel(eve.caller, service, kept.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(changes.schedule({ ...bob.caller, readOnly: true }, service, at, {})).rejects.toMatchObject({
      code: 'read_only_key',
    })
    await changes.cancel(bob.caller, service, dropped.id)
    expect(await changes.list(bob.caller, service)).toEqual([kept])

    const [here, there] = [world, world.another()].map((process) => makeServiceChangesDue(process))
    const apply = () => Promise.all([here!(() => false), there!(() => false)])
    await apply()
    expect(await outbound.services.get(SYSTEM, service)).toMatchObject({ startsPerSecond: 1 })
    clock.advance(2 * HOUR)
    await apply()
    expect(await outbound.services.get(SYSTEM, service)).toMatchObject({ startsPerSecond: 4, concurrency: null })
    expect(await changes.list(bob.caller, service)).toEqual([])
    const told = (await world.happenings()).filter(({ kind }) => /change_|service.updated/.test(kind))
    expect(told.map(({ kind, actorKind }) => [kind, actorKind])).toEqual([
      ['outbound_service.change_scheduled', 'account'],
      ['outbound_service.change_scheduled', 'system'],
      ['outbound_service.change_cancelled', 'account'],
      ['outbound_service.updated', 'system'],
    ])
    expect(told.at(-1)!.description).toContain('startsPerSecond 4, as 1-2-0/bob@example.com scheduled')
  })
})
