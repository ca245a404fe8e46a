import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { request } from '../../src/provisioning/operations/request.ts'
import { lockTarget } from '../../src/provisioning/operations/target.ts'
import type { Backend } from '../../src/provisioning/panel/backend.ts'
import { forEachEngine } from '../support/databases.ts'
import { openModuleShop } from '../support/module-shop.ts'

forEachEngine((engine) => {
  async function setup(create: NonNullable<Backend['create']>, found: () => void = () => {}) {
    const shop = await openModuleShop(engine)
    const panel = { ...shop.backend, create }
    shop.registry.find = () => {
      found()
      return panel
    }
    const id = await shop.addService()
    const { id: operationId, jobId } = await shop.transaction(async (tx) => {
      const subject = (await lockTarget(tx, 'service', id))!
      return request(tx, shop, subject, { action: 'CreateAccount', band: 'automatic', actor: SYSTEM })
    })
    return {
      ...shop,
      expectUntouched: async () => {
        expect(await shop.read.operations.get(operationId)).toMatchObject({
          ...{ acting: false, looking: false, tries: 0, attempts: 0, beganAt: null, outcome: null },
        })
        expect(await shop.queue.jobs.get(jobId!)).toMatchObject({ state: 'waiting', attempt: 0, losses: 0 })
        expect(await shop.moduleQueue.list(SYSTEM, {})).toEqual([])
      },
    }
  }

  test('an action that was about to begin when the process is stopped waits as if it had not been taken', async () => {
    let input = 0
    const looked = Promise.withResolvers<void>()
    const shop = await setup(
      async () => {
        input += 1
        throw new Error('asked')
      },
      () => {
        void shop.worker.halt()
        looked.resolve()
      },
    )
    await looked.promise
    await shop.worker.stop()
    await shop.expectUntouched()
    expect(input).toBe(0)
  })

  test('an action whose request never went out is no failure when the time is up', async () => {
    const connecting = Promise.withResolvers<void>()
    const shop = await setup(async (_, { signal }) => {
      connecting.resolve()
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      throw new Error('never')
    })
    await connecting.promise
    await shop.worker.stop({ deadlineMs: 0, graceMs: 60_000 })
    await shop.expectUntouched()
  })
})
