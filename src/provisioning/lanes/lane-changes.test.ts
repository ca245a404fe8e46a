import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { openModuleShop } from '../../../test/support/module-shop.ts'
import { nobody } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import { makeLaneChanges, makeLaneChangesDue } from './lane-changes.ts'

const HOUR = 3_600_000

forEachEngine((engine) => {
  test('the lane of a panel gets its other pace at the instant, and the log says so', async () => {
    const shop = await openModuleShop(engine, { works: false })
    await shop.lanes.maintenance(SYSTEM, 1, false)
    const changes = makeLaneChanges(shop)
    const due = makeLaneChangesDue(shop)
    const at = shop.clock.now() + HOUR
    await expect(changes.schedule(nobody, 'server:1', at, { concurrency: 1 })).rejects.toMatchObject({
      facts: { permission: 'provisioning.write' },
    })
    const change = await changes.schedule(SYSTEM, 'server:1', at, { startsPerSecond: 0.5 })
    expect(await changes.list(SYSTEM, 'server:1')).toEqual([change])
    shop.clock.advance(HOUR)
    await due(() => false)
    await due(() => false)
    expect(await shop.queue.lanes.byName('server:1')).toMatchObject({ startsPerSecond: 0.5, concurrency: 4 })
    const told = (await shop.happenings()).filter(({ kind }) => kind.startsWith('lane.'))
    expect(told.map(({ kind }) => kind)).toEqual(['lane.change_scheduled', 'lane.updated'])
  })
})
