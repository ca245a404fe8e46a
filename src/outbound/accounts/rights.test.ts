import { expect, test } from 'vitest'
import { actorWith } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { callerOf, openOutboundWorld } from '../../../test/support/outbound.ts'

forEachEngine((engine) => {
  test('keeps each password, key and permission to what it is for', async () => {
    const { outbound, addAccount, addService } = await openOutboundWorld(engine)
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
    expect(await code(services.update(service.caller, service, { paused: true }))).toBe('account_key_needed')
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
})
