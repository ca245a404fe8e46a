import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { down } from '../../../test/support/memory-panel.ts'
import { type ModuleShop, openModuleShop } from '../../../test/support/module-shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import { failed } from '../panel/outcome.ts'
import { policyOf } from './retry-policy.ts'

/** As an operator has them who says nothing. */
const SETTINGS = {
  retries: [],
  retryFirstSeconds: 1,
  retryMostSeconds: 2,
  listAfterFailures: 1,
  brakePerHour: 0,
  commandSeconds: 5,
  serverConcurrency: 4,
}

const entries = async (shop: ModuleShop) =>
  (await shop.moduleQueue.list(SYSTEM, {})).map(({ action, serviceId }) => `${action} ${serviceId}`)

const service = (id: number) => ({ type: 'service', id }) as const

forEachEngine((engine) => {
  test('a termination is tried again by itself where the product says so', async () => {
    const shop = await openModuleShop(engine)
    const id = await shop.addRunning()
    await shop.catalog.products.update(SYSTEM, 2, { options: { retryTerminations: true } })
    shop.faults.push(down(), 'lost')
    await expect(shop.commands.terminate(SYSTEM, service(id))).rejects.toMatchObject({ code: 'module_failed' })
    expect(await shop.moduleQueue.list(SYSTEM, {})).toMatchObject([{ action: 'TerminateAccount', held: false }])
    await shop.until(async () => (await entries(shop)).length === 0, 1000)
    expect(await shop.read.services.get(id)).toMatchObject({ status: 'Terminated' })
  })

  test('what is listed from the third failure on is not listed before, and not at all when it mends itself', async () => {
    const shop = await openModuleShop(engine, { policy: { listAfter: 3 } })
    const [once, often] = [await shop.addService(), await shop.addService()]
    shop.faults.push(down())
    await expect(shop.commands.create(SYSTEM, service(once))).rejects.toMatchObject({ code: 'module_failed' })
    expect(await entries(shop)).toEqual([])
    await shop.until(async () => (await shop.read.services.get(once))?.status === 'Active', 1000)
    expect((await shop.happenings()).filter(({ kind }) => kind === 'service.provisioning_failed')).toEqual([])
    shop.panel.always = down()
    await shop.commands.create(SYSTEM, service(often)).catch(() => {})
    await shop.until(async () => (await entries(shop)).length > 0, 1000)
    expect(shop.calls.filter((call) => call === `create user${often}`)).toHaveLength(3)
  })

  test('each class of failure is tried as often as the operator says, and then held', async () => {
    const { retries } = policyOf({ ...SETTINGS, retries: ['transient=2', 'conflict=3'] })
    const shop = await openModuleShop(engine, { policy: { retries } })
    const [one, two, three] = [await shop.addService(), await shop.addService(), await shop.addService()]
    for (const [id, fault] of [
      [one, down()],
      [two, failed('conflict', 'It exists')],
      [three, failed('permanent', 'Never')],
    ] as const) {
      shop.panel.always = fault
      await shop.commands.create(SYSTEM, service(id)).catch(() => {})
      await shop.until(
        async () => (await shop.moduleQueue.list(SYSTEM, { relatedId: id, held: true })).length > 0,
        1000,
      )
    }
    const tries = (id: number) => shop.calls.filter((call) => call === `create user${id}`).length
    expect([tries(one), tries(two), tries(three)]).toEqual([2, 3, 1])
  })
})
