import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { openModuleShop } from '../../../test/support/module-shop.ts'
import { SYSTEM } from '../../access/actor.ts'

const service = (id: number) => ({ type: 'service', id }) as const

forEachEngine((engine) => {
  test('the same command twice is one call', async () => {
    const shop = await openModuleShop(engine)
    const id = await shop.addService()
    let open = () => {}
    shop.panel.gate = new Promise((resolve) => (open = resolve))
    const both = [shop.commands.create(SYSTEM, service(id)), shop.commands.create(SYSTEM, service(id))]
    await shop.until(() => shop.calls.length > 0)
    open()
    await Promise.all(both)
    expect(shop.calls).toEqual([`create user${id}`])
  })
})
