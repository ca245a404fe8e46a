import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { openModuleShop } from '../../../test/support/module-shop.ts'
import { SYSTEM } from '../../access/actor.ts'

const service = (id: number) => ({ type: 'service', id }) as const

forEachEngine((engine) => {
  test('a server in maintenance is not contacted, and what was wanted goes on afterwards', async () => {
    const shop = await openModuleShop(engine)
    await shop.lanes.maintenance(SYSTEM, 1, true)
    const id = await shop.addService()
    await expect(shop.commands.create(SYSTEM, service(id))).rejects.toMatchObject({ code: 'waits' })
    expect(shop.calls).toEqual([])
    await shop.lanes.maintenance(SYSTEM, 1, false)
    await shop.until(async () => (await shop.read.services.get(id))?.status === 'Active')
  })
})
