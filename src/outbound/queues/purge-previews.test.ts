import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { calls, gathered, NOW, openOutboundWorld } from '../../../test/support/outbound.ts'
import { SYSTEM } from '../../access/actor.ts'

const MINUTES = 60_000

forEachEngine((engine) => {
  test('a preview tells what a purge would take, holds the queue still, and the purge takes exactly that', async () => {
    const { outbound, addAccount, addService, claim, clock, happenings } = await openOutboundWorld(engine)
    const { id, caller } = await addAccount()
    const service = await addService(id)
    const { purgePreviews, queues, starts } = outbound
    const early = await starts.startMany(caller, service, calls(4))
    clock.advance(1000)
    const started = [...early, ...(await starts.startMany(caller, service, calls(8)))].slice(2)
    await claim(service, 2)
    const preview = await purgePreviews.create(SYSTEM, service, { holdStill: true })
    expect(preview).toMatchObject({
      ...{ count: 10, serviceId: service.id, holds: true, firstEnqueuedAt: NOW, lastEnqueuedAt: NOW + 1000 },
      ...{ expiresAt: NOW + 1000 + 5 * MINUTES, undoUntil: NOW + 1000 + 24 * 60 * MINUTES },
    })
    expect(preview.sample.map(({ reference }) => reference)).toEqual(started.slice(0, 5))
    const late = await starts.startMany(caller, service, calls(3))
    expect(await claim(service)).toEqual([])
    expect(await queues.get(SYSTEM, service)).toMatchObject({ stopped: 'held', heldUntil: preview.expiresAt })
    const [next] = await starts.waiting(SYSTEM, service, { limit: 1 })
    expect(next).toMatchObject({ waitsFor: 'held', startsAt: null })

    const [purged, later] = await Promise.all([
      queues.purge(SYSTEM, service, { previewId: preview.id }),
      starts.startMany(caller, service, calls(3)),
    ])
    expect(purged.purge.count).toBe(preview.count)
    expect(await gathered(purged.references())).toEqual(started)
    expect((await claim(service)).map(({ reference }) => reference)).toEqual([...late, ...later])
    expect(await queues.get(SYSTEM, service)).toMatchObject({ stopped: null, heldUntil: null, waiting: 0 })
    const told = (await happenings()).filter(({ kind }) => kind.startsWith('outbound_service.queue_'))
    expect(told.map(({ kind, subjectId }) => [kind, subjectId])).toEqual([
      ['outbound_service.queue_held', service.id],
      ['outbound_service.queue_purged', service.id],
    ])
  })

  test('a hold that is let go leaves the pause of a person as it was, and ends by itself', async () => {
    const { outbound, addAccount, addService, claim, clock, happenings } = await openOutboundWorld(engine)
    const { id, caller } = await addAccount()
    const service = await addService(id)
    const { purgePreviews, queues, services, starts } = outbound
    await starts.startMany(caller, service, calls(2))
    await services.pause(SYSTEM, service)
    const first = await purgePreviews.create(SYSTEM, service, { holdStill: true })
    await purgePreviews.end(SYSTEM, first.id)
    expect(await queues.get(SYSTEM, service)).toMatchObject({ stopped: 'paused', heldUntil: null })
    expect(await claim(service)).toEqual([])
    const second = await purgePreviews.create(SYSTEM, service, { holdStill: true })
    await services.resume(SYSTEM, service)
    clock.advance(4 * MINUTES)
    expect(await purgePreviews.extend(SYSTEM, second.id)).toMatchObject({ expiresAt: NOW + 9 * MINUTES })
    clock.advance(5 * MINUTES - 1)
    expect(await claim(service)).toEqual([])
    clock.advance(1)
    expect(await queues.get(SYSTEM, service)).toMatchObject({ stopped: null, heldUntil: null })
    expect(await claim(service)).toHaveLength(2)
    const told = (await happenings()).filter(({ kind }) => kind === 'outbound_service.queue_released')
    expect(told.map(({ description }) => description)).toEqual([
      `Queue of outbound service ${service.name} no longer held still (preview ${first.id})`,
    ])
  })

  test('a preview is for those alone whose queue it is', async () => {
    const { outbound, addAccount, addService } = await openOutboundWorld(engine)
    const bob = await addAccount()
    const eve = await addAccount('eve@example.com')
    const service = await addService(bob.id)
    const eves = await addService(eve.id, 'eves')
    const { purgePreviews, queues } = outbound
    const { id } = await purgePreviews.create(service.caller, service)
    for (const stranger of [eve.caller, eves.caller]) {
      await expect(purgePreviews.extend(stranger, id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(purgePreviews.end(stranger, id)).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(queues.purge(eve.caller, eves, { previewId: id })).rejects.toMatchObject({ code: 'not_found' })
    const reader = { ...bob.caller, readOnly: true }
    await expect(purgePreviews.create(reader, service)).rejects.toMatchObject({ code: 'read_only_key' })
    await purgePreviews.end(bob.caller, id)
  })
})
