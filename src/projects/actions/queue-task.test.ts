import { describe, expect, test } from 'vitest'
import type { Engine } from '../../../test/support/databases.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { down } from '../../../test/support/memory-panel.ts'
import { openModuleShop } from '../../../test/support/module-shop.ts'
import { only } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import { makeProjects } from '../projects.ts'
import { makeTimeLogs } from '../time/time-logs.ts'
import { makeActions } from './actions.ts'
import { entrySettled, settleEntryOf } from './queue-task.ts'

/** A service whose creation has failed at a panel that is down, and the entry that stands for it. */
async function openFailure(engine: Engine) {
  const shop = await openModuleShop(engine, { reactions: [entrySettled] })
  const id = await shop.addService()
  shop.panel.always = down()
  await expect(shop.commands.create(SYSTEM, { type: 'service', id })).rejects.toMatchObject({ code: 'module_failed' })
  const [entry] = await shop.moduleQueue.list(SYSTEM, {})
  return {
    ...shop,
    id,
    entryId: entry!.id,
    actions: makeActions({ ...shop, completed: settleEntryOf(shop) }),
    projects: makeProjects(shop),
    timeLogs: makeTimeLogs(shop),
    settled: async () => (await shop.read.moduleQueue.get(entry!.id))!.settled,
  }
}

forEachEngine((engine) => {
  describe('a failed module action', () => {
    test('becomes a task with what the panel said, in the project of its client', async () => {
      const { actions, projects, entryId, id } = await openFailure(engine)
      const task = await actions.fromQueueEntry(SYSTEM, entryId, { priority: 3 })
      expect(task).toMatchObject({
        name: 'CreateAccount of example.com',
        serviceId: id,
        queueEntryId: entryId,
        priority: 3,
      })
      expect(task.notes).toContain(`CreateAccount of service ${id} by demopanel`)
      expect(task.notes).toContain(down().text)
      expect(task.notes).toContain('Attempt 1, ')
      expect(await projects.get(SYSTEM, task.projectId)).toMatchObject({ name: 'Provisioning', clientId: 1 })

      await expect(actions.fromQueueEntry(SYSTEM, entryId)).rejects.toMatchObject({
        code: 'entry_is_a_task',
        facts: { entry: entryId, action: task.id },
      })
      await expect(actions.fromQueueEntry(SYSTEM, 999)).rejects.toMatchObject({ code: 'not_found' })
      await expect(actions.fromQueueEntry(only('projects.*'), entryId)).rejects.toMatchObject({
        facts: { permission: 'provisioning.read' },
      })
    })

    test('ends with its task, by whoever completes that', async () => {
      const { actions, entryId, settled } = await openFailure(engine)
      const task = await actions.fromQueueEntry(SYSTEM, entryId)
      const part = await actions.create(SYSTEM, { projectId: task.projectId, parentId: task.id, name: 'Call them' })
      const done = { complete: 100 }
      await expect(actions.update(only('projects.*'), part.id, done)).rejects.toMatchObject({
        facts: { permission: 'provisioning.write' },
      })
      expect(await settled()).toBeNull()
      expect(await actions.get(SYSTEM, part.id)).toMatchObject({ complete: 0 })
      await actions.update(SYSTEM, part.id, done)
      expect(await settled()).toMatchObject({ resolution: 'settled', note: `Task ${task.id} is complete` })
      expect(await actions.get(SYSTEM, task.id)).toMatchObject({ complete: 100, status: 'Complete' })
    })

    test('completes its task when it succeeds by itself, in the same transaction', async () => {
      const { actions, entryId, settled, panel, until } = await openFailure(engine)
      const task = await actions.fromQueueEntry(SYSTEM, entryId)
      panel.always = undefined
      await until(async () => (await settled()) !== null, 1000)
      expect(await settled()).toMatchObject({ resolution: 'succeeded' })
      const now = await actions.get(SYSTEM, task.id)
      expect(now).toMatchObject({ complete: 100, status: 'Complete' })
      expect(now.notes).toMatch(/\n\nSettled: succeeded$/)
      await expect(actions.fromQueueEntry(SYSTEM, entryId)).rejects.toMatchObject({ code: 'entry_settled' })
    })

    test('has its time counted for the service and the client', async () => {
      const { actions, timeLogs, entryId, id } = await openFailure(engine)
      const task = await actions.fromQueueEntry(SYSTEM, entryId)
      await timeLogs.create(SYSTEM, { parentType: 'action', parentId: task.id, durationSeconds: 600 })
      const page = { offset: 0, limit: 10 }
      const logs = await timeLogs.list(SYSTEM, { serviceId: [id], clientId: [1] }, page)
      expect(logs).toMatchObject({ total: 1, rows: [{ elapsedSeconds: 600, actionId: task.id }] })
      expect(await actions.get(SYSTEM, task.id)).toMatchObject({ elapsedSeconds: 600 })
    })

    test('of which two make a task at once becomes one', async () => {
      const { actions, entryId } = await openFailure(engine)
      const both = await Promise.allSettled([1, 2].map(() => actions.fromQueueEntry(SYSTEM, entryId)))
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })
  })
})
