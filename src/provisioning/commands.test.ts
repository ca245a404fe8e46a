import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { down } from '../../test/support/memory-panel.ts'
import { openModuleShop } from '../../test/support/module-shop.ts'
import { nobody } from '../../test/support/shop.ts'
import { SYSTEM } from '../access/actor.ts'

forEachEngine((engine) => {
  test('a creation that succeeds makes the service active', async () => {
    const shop = await openModuleShop(engine)
    const id = await shop.addService()
    await shop.commands.create(SYSTEM, { type: 'service', id })
    expect(shop.accounts.get(`user${id}`)).toMatchObject({ domain: 'example.com', marker: `test-service-${id}` })
    expect(await shop.read.services.get(id)).toMatchObject({ status: 'Active', nextDueOn: '2026-03-04' })
    expect(await shop.moduleQueue.list(SYSTEM, {})).toEqual([])
    expect((await shop.happenings()).map(({ kind }) => kind)).toEqual([
      'service.activated',
      'service.provisioning_succeeded',
    ])
  })

  test('a failure is answered in the words of the panel, listed, and tried again by itself', async () => {
    const shop = await openModuleShop(engine)
    const id = await shop.addService()
    shop.faults.push(down(), down('still down'))
    await expect(shop.commands.create(SYSTEM, { type: 'service', id })).rejects.toMatchObject({
      code: 'module_failed',
      message: 'connect ECONNREFUSED 192.0.2.11:2087',
    })
    expect(await shop.moduleQueue.list(SYSTEM, {})).toMatchObject([
      {
        serviceId: id,
        action: 'CreateAccount',
        lastError: 'connect ECONNREFUSED 192.0.2.11:2087',
        retries: 0,
        held: false,
      },
    ])
    await shop.until(async () => (await shop.moduleQueue.list(SYSTEM, {})).length === 0, 1000)
    expect(shop.calls).toEqual([`create user${id}`, `create user${id}`, `create user${id}`])
    expect(await shop.read.services.get(id)).toMatchObject({ status: 'Active' })
  })

  test('a command needs the right to run it', async () => {
    const shop = await openModuleShop(engine)
    await expect(shop.commands.create(nobody, { type: 'service', id: 1 })).rejects.toMatchObject({
      facts: { permission: 'provisioning.write' },
    })
  })
})
