import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { openModuleShop } from '../../../test/support/module-shop.ts'
import { SYSTEM } from '../../access/actor.ts'

forEachEngine((engine) => {
  test('a service that nobody accepted has a user name and a password before the panel is asked', async () => {
    const shop = await openModuleShop(engine)
    const id = await shop.addService({ username: '' })
    await shop.commands.create(SYSTEM, { type: 'service', id })
    const [made] = shop.accounts.values()
    expect(made).toMatchObject({ username: 'examplec', password: 'Secret123456' })
    expect(await shop.services.get(SYSTEM, id)).toMatchObject({ username: 'examplec' })
  })
})
