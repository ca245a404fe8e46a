import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { down } from '../../../test/support/memory-panel.ts'
import { type ModuleShop, openModuleShop } from '../../../test/support/module-shop.ts'
import { SYSTEM } from '../../access/actor.ts'

const entries = async (shop: ModuleShop) =>
  (await shop.moduleQueue.list(SYSTEM, {})).map(({ action, serviceId }) => `${action} ${serviceId}`)

const service = (id: number) => ({ type: 'service', id }) as const

forEachEngine((engine) => {
  test('what fails for one cause is held as one group, and tried again as one', async () => {
    const shop = await openModuleShop(engine)
    shop.panel.packages.clear()
    const ids = [await shop.addService(), await shop.addService(), await shop.addService()]
    for (const id of ids) await shop.commands.create(SYSTEM, service(id)).catch(() => {})
    const groups = await shop.queueCommands.groups(SYSTEM)
    expect(groups).toMatchObject([{ serverId: 1, failureClass: 'configuration', cause: 'unknown package', entries: 3 }])
    shop.panel.packages.add('')
    const { cause } = groups[0]!
    expect(await shop.queueCommands.retryAll(SYSTEM, { cause })).toEqual({ retried: 3, passedOver: 0 })
    await shop.until(async () => (await entries(shop)).length === 0)
    expect(shop.accounts.size).toBe(3)
  })

  test('an entry shows its attempts, and a person settles or cancels it', async () => {
    const shop = await openModuleShop(engine)
    const id = await shop.addRunning()
    shop.panel.always = down()
    await shop.commands.suspend(SYSTEM, service(id)).catch(() => {})
    const [entry] = await shop.moduleQueue.list(SYSTEM, {})
    expect(await shop.queueCommands.get(SYSTEM, entry!.id)).toMatchObject({
      attempts: [{ outcome: 'transient', said: down().text, looked: false }],
    })
    await shop.queueCommands.resolve(SYSTEM, entry!.id, 'Done at the panel itself')
    expect(await entries(shop)).toEqual([])
    shop.calls.length = 0
    shop.clock.advance(3_600_000)
    shop.panel.always = undefined
    const other = await shop.addService()
    await shop.commands.create(SYSTEM, service(other)).catch(() => {})
    expect(shop.calls).toEqual([`create user${other}`])
  })
})
