import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { request } from '../../src/provisioning/operations/request.ts'
import { lockTarget } from '../../src/provisioning/operations/target.ts'
import type { Backend } from '../../src/provisioning/panel/backend.ts'
import { failed } from '../../src/provisioning/panel/outcome.ts'
import { forEachEngine } from '../support/databases.ts'
import { openModuleShop } from '../support/module-shop.ts'

const EACH = 30

forEachEngine((engine) => {
  test('a panel that hangs holds up no other, answers commands within their limit, and drains by itself when it is back', async () => {
    const shop = await openModuleShop(engine, { policy: { commandMs: 20 } })
    let isDead = true
    const hanging = new Set<() => void>()
    const { create } = shop.backend
    const troubled: Backend['create'] = async (input, tools) => {
      if (!isDead || tools.server.id !== 1) return create!(input, tools)
      await new Promise<void>((resolve) => hanging.add(resolve))
      return failed('transient', 'No answer within 240 seconds', { cause: 'no answer: time' })
    }
    const panel = { ...shop.backend, create: troubled }
    shop.registry.find = () => panel

    const services: Record<1 | 2, number[]> = { 1: [], 2: [] }
    for (const serverId of [1, 2] as const)
      for (let n = 0; n < EACH; n++) services[serverId].push(await shop.addService({ serverId }))
    // Those of the dead panel are first in line, all of them.
    for (const id of [...services[1], ...services[2]])
      await shop.transaction(async (tx) => {
        const subject = (await lockTarget(tx, 'service', id))!
        await request(tx, shop, subject, { action: 'CreateAccount', band: 'automatic', actor: SYSTEM })
      })
    const active = async (serverId: 1 | 2) => {
      const states = await Promise.all(services[serverId].map((id) => shop.read.services.get(id)))
      return states.filter((service) => service?.status === 'Active').length
    }
    await shop.until(() => hanging.size === shop.policy.concurrency)
    await shop.until(async () => (await active(2)) === EACH)
    expect([hanging.size, await active(1)]).toEqual([shop.policy.concurrency, 0])

    const id = await shop.addService({ serverId: 1 })
    await expect(shop.commands.create(SYSTEM, { type: 'service', id })).rejects.toMatchObject({
      code: 'still_going_on',
    })
    expect(hanging.size).toBe(shop.policy.concurrency)

    isDead = false
    for (const answer of hanging) answer()
    await shop.until(
      async () => (await active(1)) === EACH && (await shop.moduleQueue.list(SYSTEM, {})).length === 0,
      1000,
    )
    expect(shop.accounts.size).toBe(2 * EACH + 1)
    expect(await shop.lanes.list(SYSTEM)).toMatchObject([
      { name: 'server:1', breaker: 'closed', waiting: 0, running: 0 },
      { name: 'server:2', breaker: 'closed', waiting: 0, running: 0 },
    ])
  })
})
