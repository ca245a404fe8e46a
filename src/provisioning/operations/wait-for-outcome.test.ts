import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { openModuleShop } from '../../../test/support/module-shop.ts'
import { SYSTEM } from '../../access/actor.ts'

const service = (id: number) => ({ type: 'service', id }) as const

forEachEngine((engine) => {
  test('an answer that takes too long says that the action goes on', async () => {
    const shop = await openModuleShop(engine, { policy: { commandMs: 1 } })
    const id = await shop.addService()
    let open = () => {}
    shop.panel.gate = new Promise((resolve) => (open = resolve))
    await expect(shop.commands.create(SYSTEM, service(id))).rejects.toMatchObject({
      code: 'still_going_on',
      message: expect.stringContaining('goes on'),
    })
    open()
    await shop.until(async () => (await shop.read.services.get(id))?.status === 'Active')
  })
})
