import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { makeRandom } from '../../src/demo/random.ts'
import { request } from '../../src/provisioning/operations/request.ts'
import { lockTarget } from '../../src/provisioning/operations/target.ts'
import { failed } from '../../src/provisioning/panel/outcome.ts'
import { forEachEngine } from '../support/databases.ts'
import { isLong } from '../support/long.ts'
import { openModuleShop } from '../support/module-shop.ts'

const SERVICES = isLong ? 1000 : 100

forEachEngine((engine) => {
  test('a flood of creations at a panel that fails now and then makes one account each', async () => {
    const shop = await openModuleShop(engine)
    const random = makeRandom(219)
    const ids: number[] = []
    for (let n = 0; n < SERVICES; n++) ids.push(await shop.addService())
    const unknownPackage = new Set(ids.filter((_, index) => index % 50 === 49).map((id) => `user${id}`))

    const { create } = shop.backend
    const troubled: typeof create = async (input, tools) => {
      if (unknownPackage.has(input.account.username))
        return failed('configuration', `No package gold for ${input.account.username}`, {
          cause: 'unknown package gold',
        })
      if (random.chance(0.05)) return failed('unknown', '500 Internal Server Error', { cause: '500' })
      if (random.chance(0.02)) shop.faults.push('acted')
      return create!(input, tools)
    }
    const panel = { ...shop.backend, create: troubled }
    shop.registry.find = () => panel

    for (const id of ids)
      await shop.transaction(async (tx) => {
        const subject = (await lockTarget(tx, 'service', id))!
        await request(tx, shop, subject, { action: 'CreateAccount', band: 'automatic', actor: SYSTEM })
      })
    await shop.until(async () => {
      const { total } = await shop.read.services.list({ status: 'Pending' }, { offset: 0, limit: 1 })
      return total === unknownPackage.size && (await shop.moduleQueue.list(SYSTEM, {})).length === unknownPackage.size
    }, 200)

    expect(shop.accounts.size).toBe(SERVICES - unknownPackage.size)
    // What reached the panel whole: whoever was there once was not sent again.
    const creations = shop.calls.filter((call) => call.startsWith('create '))
    expect(new Set(creations).size).toBe(creations.length)
    expect(await shop.queueCommands.groups(SYSTEM)).toMatchObject([
      { cause: 'unknown package gold', failureClass: 'configuration', entries: unknownPackage.size },
    ])
  })
})
