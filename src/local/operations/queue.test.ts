import { expect, test } from 'vitest'
import { demonstration, openApp } from '../../../test/support/app.ts'
import { sqlite } from '../../../test/support/databases-sqlite.ts'
import { runOperation } from '../operations.ts'

test('the owner of the data folder sees the queue, settles entries and holds lanes', async () => {
  const { provisor } = await openApp(await sqlite.fresh(demonstration))
  const run = (name: string, params: object = {}) => runOperation(provisor, name, params)
  expect(await run('queue.list', { module: 'cpanel' })).toMatchObject([
    {
      id: 1,
      serviceId: 1,
      action: 'CreateAccount',
      held: true,
      attention: true,
      lastAttemptAt: '2016-11-01T09:00:02.000Z',
      clientName: 'Demo Domain',
      productName: 'Starter',
      domain: 'demodomain.com',
    },
  ])
  expect(await run('queue.groups', { serviceType: 'domain' })).toMatchObject([
    { entries: 1, failureClass: 'permanent' },
  ])
  expect(await run('queue.show', { id: 1 })).toMatchObject({ id: 1, state: null, attempts: [] })
  await run('queue.resolve', { id: 3, note: 'Renewed by hand' })
  await run('queue.cancel', { id: 2 })
  expect(await run('queue.list')).toMatchObject([{ id: 1 }])

  expect(await run('lane.maintenance', { serverId: 3, on: true })).toMatchObject({
    name: 'server:3',
    state: 'paused',
    holds: [{ reason: 'maintenance', why: 'Ceres is in maintenance' }],
  })
  expect(await run('lane.pause', { name: 'server:3', why: 'Looking into it' })).toMatchObject({ state: 'paused' })
  expect(await run('lane.maintenance', { serverId: 3, on: false })).toMatchObject({ state: 'paused' })
  expect(await run('lane.resume', { name: 'server:3' })).toMatchObject({ state: 'running', holds: [] })
  expect(await run('lane.list')).toMatchObject([{ name: 'server:3', waiting: 0, running: 0 }])
})

test('an entry of a server in maintenance is tried when the maintenance is over', async () => {
  const { provisor } = await openApp(await sqlite.fresh(demonstration))
  expect(await runOperation(provisor, 'queue.retry', { id: 1 })).toEqual({ retried: 1, passedOver: 0 })
  expect(await runOperation(provisor, 'lane.list', {})).toMatchObject([
    { name: 'server:1', state: 'paused', waiting: 1 },
  ])
})
