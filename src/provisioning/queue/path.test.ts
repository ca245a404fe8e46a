import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { openModuleShop } from '../../../test/support/module-shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import { failed } from '../panel/outcome.ts'

forEachEngine((engine) => {
  test('an entry tells what it is about by name, and the states it went through', async () => {
    const shop = await openModuleShop(engine)
    shop.panel.packages.clear()
    const id = await shop.addService()
    await shop.commands.create(SYSTEM, { type: 'service', id }).catch(() => {})
    const [entry] = await shop.queueCommands.named(SYSTEM, await shop.moduleQueue.list(SYSTEM, {}))
    expect(entry).toMatchObject({
      clientName: expect.any(String),
      serverName: expect.any(String),
      domain: 'example.com',
    })
    expect(entry!.productName).toBe((await shop.read.catalog.products.get(2))!.name)
    await shop.queueCommands.resolve(SYSTEM, entry!.id, 'By hand')
    const { path } = await shop.queueCommands.get(SYSTEM, entry!.id)
    expect(path.map(({ state, by, note }) => [state, by, note])).toEqual([
      ['asked', 'System', 'CreateAccount'],
      ['tried', '', 'configuration'],
      ['held', '', 'configuration'],
      ['settled', 'System', 'By hand'],
    ])
    const blind = { ...SYSTEM, permissions: new Set(['provisioning.read'] as const) }
    const [unnamed] = await shop.queueCommands.named(blind, [entry!])
    expect(unnamed).toMatchObject({ clientName: null, productName: entry!.productName })
  })

  test('what goes wrong and is tried again has every try in its path', async () => {
    const shop = await openModuleShop(engine)
    shop.panel.always = failed('transient', 'Down')
    const id = await shop.addService()
    await shop.commands.create(SYSTEM, { type: 'service', id }).catch(() => {})
    const [entry] = await shop.moduleQueue.list(SYSTEM, {})
    shop.clock.advance(60_000)
    await shop.queueCommands.retry(SYSTEM, entry!.id)
    await shop.until(async () => (await shop.moduleQueue.list(SYSTEM, {}))[0]!.retries === 1)
    const { path } = await shop.queueCommands.get(SYSTEM, entry!.id)
    expect(path.map(({ state }) => state)).toEqual(['asked', 'tried', 'tried'])
    const told = (await shop.happenings()).filter(({ kind }) => kind === 'service.provisioning_retried')
    expect(told).toMatchObject([{ subjectId: id, clientId: expect.any(Number), changes: { entry: [null, entry!.id] } }])
  })
})
