import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { type ModuleShop, openModuleShop } from '../../../test/support/module-shop.ts'
import { SYSTEM } from '../../access/actor.ts'

const entries = async (shop: ModuleShop) =>
  (await shop.moduleQueue.list(SYSTEM, {})).map(({ action, serviceId }) => `${action} ${serviceId}`)

const service = (id: number) => ({ type: 'service', id }) as const

forEachEngine((engine) => {
  test('what cannot even be asked is listed and held at once, and goes on when it can', async () => {
    const shop = await openModuleShop(engine)
    const id = await shop.addService({ serverId: null })
    await expect(shop.commands.create(SYSTEM, service(id))).rejects.toMatchObject({
      message: `No server is assigned to service ${id}`,
    })
    const [entry] = await shop.moduleQueue.list(SYSTEM, {})
    expect(entry).toMatchObject({ failureClass: 'configuration', held: true, cause: 'no server for demopanel' })
    await shop.services.update(SYSTEM, id, { serverId: 2 })
    await shop.queueCommands.retry(SYSTEM, entry!.id)
    await shop.until(async () => (await shop.read.services.get(id))?.status === 'Active')
    expect(await entries(shop)).toEqual([])
  })
})
