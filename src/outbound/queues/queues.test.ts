import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { calls, openOutboundWorld } from '../../../test/support/outbound.ts'
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
})
