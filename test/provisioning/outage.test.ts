import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { failed } from '../../src/provisioning/panel/outcome.ts'
import { forEachEngine } from '../support/databases.ts'
import { down } from '../support/memory-panel.ts'
import { type ModuleShop, openModuleShop } from '../support/module-shop.ts'

const entries = async (shop: ModuleShop) =>
  (await shop.moduleQueue.list(SYSTEM, {})).map(({ action, serviceId }) => `${action} ${serviceId}`)

const service = (id: number) => ({ type: 'service', id }) as const

forEachEngine((engine) => {
  describe('while the panel is down', () => {
    test('a suspension that failed never reaches it once an unsuspension was wanted', async () => {
      const shop = await openModuleShop(engine)
      const id = await shop.addRunning()
      shop.panel.always = down()
      const { commands } = shop
      await expect(commands.suspend(SYSTEM, service(id), 'Overdue')).rejects.toMatchObject({ message: down().text })
      expect(await entries(shop)).toEqual([`SuspendAccount ${id}`])
      await expect(commands.unsuspend(SYSTEM, service(id))).rejects.toMatchObject({ message: down().text })
      expect(await entries(shop)).toEqual([`UnsuspendAccount ${id}`])
      shop.calls.length = 0
      shop.panel.always = undefined
      await shop.until(async () => (await entries(shop)).length === 0, 1000)
      expect(shop.calls).toEqual([`unsuspend user${id}`])
      expect(await shop.read.services.get(id)).toMatchObject({ status: 'Active' })
    })

    test.each(['suspend', 'terminate'] as const)(
      'a %s that failed ends when the status is set to Active',
      async (verb) => {
        const shop = await openModuleShop(engine)
        const id = await shop.addRunning()
        shop.panel.always = down()
        await expect(shop.commands[verb](SYSTEM, service(id))).rejects.toMatchObject({ code: 'module_failed' })
        await shop.services.update(SYSTEM, id, { status: 'Active' })
        expect(await entries(shop)).toEqual([])
        shop.calls.length = 0
        shop.panel.always = undefined
        const other = await shop.addService()
        await shop.commands.create(SYSTEM, service(other)).catch(() => {})
        await shop.until(async () => (await shop.read.services.get(other))?.status === 'Active', 1000)
        shop.clock.advance(3_600_000)
        expect(shop.calls.filter((call) => call.endsWith(`user${id}`))).toEqual([])
        expect(shop.accounts.get(`user${id}`)).toMatchObject({ suspended: false })
      },
    )

    test('a termination is not tried again by itself', async () => {
      const shop = await openModuleShop(engine)
      const id = await shop.addRunning()
      shop.faults.push(down())
      await expect(shop.commands.terminate(SYSTEM, service(id))).rejects.toMatchObject({ code: 'module_failed' })
      const [entry] = await shop.moduleQueue.list(SYSTEM, { attention: true })
      expect(entry).toMatchObject({ action: 'TerminateAccount', held: true, nextAttemptAt: null })
      await shop.queueCommands.retry(SYSTEM, entry!.id)
      await shop.until(async () => (await entries(shop)).length === 0)
      expect(await shop.read.services.get(id)).toMatchObject({ status: 'Terminated' })
    })
  })

  test('a creation whose answer was lost is looked for, and not made twice', async () => {
    const shop = await openModuleShop(engine)
    const id = await shop.addService()
    shop.faults.push('acted')
    await shop.commands.create(SYSTEM, service(id))
    expect(shop.calls).toEqual([`create user${id}`, `look user${id}`])
    expect(await shop.read.services.get(id)).toMatchObject({ status: 'Active' })
  })

  test('a creation that never arrived is made again only after it was missed twice', async () => {
    const shop = await openModuleShop(engine)
    const id = await shop.addService()
    shop.faults.push('lost')
    await expect(shop.commands.create(SYSTEM, service(id))).rejects.toMatchObject({ message: 'socket hang up' })
    expect(await entries(shop)).toEqual([`CreateAccount ${id}`])
    await shop.until(async () => (await entries(shop)).length === 0, 1000)
    expect(shop.calls).toEqual([`create user${id}`, `look user${id}`, `look user${id}`, `create user${id}`])
  })

  test('a creation that got no answer holds up no other, and is not looked for earlier because somebody asks again', async () => {
    const shop = await openModuleShop(engine, { policy: { concurrency: 1, commandMs: 100 } })
    const [one, two] = [await shop.addService(), await shop.addService()]
    shop.faults.push('lost')
    await shop.commands.create(SYSTEM, service(one)).catch(() => {})
    await shop.until(async () => (await entries(shop)).length > 0)
    await shop.commands.create(SYSTEM, service(two)).catch(() => {})
    await shop.until(async () => (await shop.read.services.get(two))?.status === 'Active')
    await expect(shop.commands.create(SYSTEM, service(one))).rejects.toMatchObject({ code: 'still_going_on' })
    expect(shop.calls).toEqual([`create user${one}`, `look user${one}`, `create user${two}`])
  })

  test('a server that refuses us is left alone by all others', async () => {
    const shop = await openModuleShop(engine)
    const [first, second] = [await shop.addService(), await shop.addService()]
    shop.faults.push(failed('authentication', 'Access denied', { cause: 'refused' }))
    await expect(shop.commands.create(SYSTEM, service(first))).rejects.toMatchObject({ message: 'Access denied' })
    expect(await shop.lanes.list(SYSTEM)).toMatchObject([{ name: 'server:1', breaker: 'open' }])
    const waiting = shop.commands.create(SYSTEM, service(second)).catch(() => {})
    await shop.until(async () => (await shop.lanes.list(SYSTEM))[0]!.waiting === 1)
    expect(shop.calls).toEqual([`create user${first}`])
    await shop.lanes.resume(SYSTEM, 'server:1')
    await waiting
    expect(shop.calls).toEqual([`create user${first}`, `create user${second}`])
  })

  test('more suspensions than the brake lets through wait for an approval, whatever is retried', async () => {
    const shop = await openModuleShop(engine, { policy: { harmPerHour: 2 } })
    const ids = [await shop.addRunning(), await shop.addRunning(), await shop.addRunning()]
    const [one, two, three] = ids as [number, number, number]
    await shop.commands.suspend(SYSTEM, service(one))
    await shop.commands.suspend(SYSTEM, service(two))
    await expect(shop.commands.suspend(SYSTEM, service(three))).rejects.toMatchObject({
      message: 'Held: web1 had 2 suspensions and terminations within an hour',
    })
    await shop.queueCommands.retryAll(SYSTEM, {})
    await shop.until(async () => (await shop.queueCommands.groups(SYSTEM)).length === 1)
    expect(shop.accounts.get(`user${three}`)).toMatchObject({ suspended: false })
    await shop.queueCommands.retryAll(SYSTEM, { cause: 'brake' }, { approve: true })
    await shop.until(async () => (await entries(shop)).length === 0)
    expect(shop.accounts.get(`user${three}`)).toMatchObject({ suspended: true })
  })
})
