import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { down } from '../../../test/support/memory-panel.ts'
import { openModuleShop } from '../../../test/support/module-shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import { failed } from '../panel/outcome.ts'
import { makePruning } from './pruning.ts'

const DAY_MS = 86_400_000
const service = (id: number) => ({ type: 'service', id }) as const

forEachEngine((engine) => {
  test('what has ended goes by its age, and what has not stays, however old', async () => {
    const shop = await openModuleShop(engine)
    const [done, held] = [await shop.addService(), await shop.addService()]
    shop.faults.push(down())
    await shop.commands.create(SYSTEM, service(done)).catch(() => {})
    await shop.until(async () => (await shop.moduleQueue.list(SYSTEM, {})).length === 0, 1000)
    shop.faults.push(failed('conflict', 'It exists already'))
    await shop.commands.create(SYSTEM, service(held)).catch(() => {})
    const [entry] = await shop.moduleQueue.list(SYSTEM, {})
    const { operations, moduleQueue } = shop.read
    const [ended] = await operations.since([service(done)], 0)
    const prune = makePruning(shop, { tracesMs: 30 * DAY_MS, operationsMs: 365 * DAY_MS })
    const kept = async () => ({
      attempts: (await operations.attempts(ended!.id)).length,
      operation: (await operations.get(ended!.id)) !== undefined,
      entry: (await moduleQueue.get(1)) !== undefined,
      held: (await shop.queueCommands.get(SYSTEM, entry!.id)).attempts.length,
    })

    await prune()
    expect(await kept()).toEqual({ attempts: 2, operation: true, entry: true, held: 1 })
    shop.clock.advance(31 * DAY_MS)
    await prune()
    expect(await kept()).toEqual({ attempts: 0, operation: true, entry: true, held: 1 })
    shop.clock.advance(366 * DAY_MS)
    await prune()
    expect(await kept()).toEqual({ attempts: 0, operation: false, entry: false, held: 1 })
  })

  test('it stops when it is told to, between two steps', async () => {
    const shop = await openModuleShop(engine, { works: false })
    const at = shop.clock.now()
    await shop.transaction(async (tx) => {
      for (let serviceId = 1; serviceId <= 450; serviceId++) {
        const action = { serviceType: 'service', serviceId, module: 'demopanel', action: 'Renew' } as const
        await tx.moduleQueue.fail(
          { ...action, error: '', failureClass: 'transient', held: true, nextAttemptAt: null },
          at,
        )
        await tx.moduleQueue.resolve(action, 'settled', at)
      }
    })
    shop.clock.advance(DAY_MS)
    const prune = makePruning(shop, { tracesMs: 0, operationsMs: 0 })
    let input = 0
    await prune(() => ++input > 2)
    expect([await shop.read.moduleQueue.get(200), await shop.read.moduleQueue.get(201)]).toMatchObject([
      undefined,
      { id: 201 },
    ])
    await prune()
    expect(await shop.read.moduleQueue.get(450)).toBeUndefined()
  })
})
