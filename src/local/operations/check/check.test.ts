import { expect, test } from 'vitest'
import { openApp } from '../../../../test/support/app.ts'
import { sqlite } from '../../../../test/support/databases-sqlite.ts'
import { SYSTEM } from '../../../access/actor.ts'
import { sql } from '../../../storage/engine/sql.ts'
import { queueRecount } from '../queue.ts'
import { check } from './check.ts'

test('what names a module that there is not, and what needs a person, are problems', async () => {
  const { provisor } = await openApp(await sqlite.fresh())
  const { catalog } = provisor.domain
  await catalog.servers.create(SYSTEM, { name: 'old', module: 'plesk' })
  const { id } = await catalog.servers.create(SYSTEM, { name: 'odd', module: 'cpanel', hostname: '10.0.0.1' })
  await provisor.transaction(async (tx) => {
    const lane = await provisor.queue.lanes.ensure(tx, { name: `server:${id}`, kind: 'provisioning' })
    await provisor.queue.enqueue(tx, { laneId: lane.id, kind: 'provisioning.act', payload: {} })
    await provisor.queue.lanes.pause(tx, lane.id)
    const action = { serviceType: 'service', serviceId: 1, module: 'cpanel', action: 'Renew', error: 'No' } as const
    await tx.moduleQueue.fail({ ...action, failureClass: 'transient', held: false, nextAttemptAt: 1 }, tx.at)
  })
  await provisor.database.transaction((q) => q.run(sql`UPDATE module_queue_tallies SET entries = entries + 2`))
  const { problems } = await check.run(provisor, { askServers: true, full: false })
  expect(problems).toEqual([
    expect.objectContaining({ message: 'Nobody of the staff can sign in' }),
    {
      message: 'There is no such module: server old (plesk)',
      hint: 'Name one of cpanel, webhook, command, demopanel, or none',
    },
    { message: 'The module queue is counted wrongly: 3 for 1 (1)', hint: 'Count it anew: provisor queue recount' },
    expect.objectContaining({ message: expect.stringMatching(/does not do it/) }),
    expect.objectContaining({ message: expect.stringMatching(/^The lane of .* is paused/) }),
    { message: expect.stringMatching(/^odd does not answer: /), hint: expect.any(String) },
  ])
  await queueRecount.run(provisor, {})
  expect((await check.run(provisor, { askServers: false, full: false })).problems).not.toContainEqual(
    expect.objectContaining({ hint: expect.stringContaining('recount') }),
  )
})
