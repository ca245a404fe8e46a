import { expect, test } from 'vitest'
import { openApp } from '../../../../test/support/app.ts'
import { sqlite } from '../../../../test/support/databases-sqlite.ts'
import { SYSTEM } from '../../../access/actor.ts'
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
  })
  const { problems } = await check.run(provisor, { askServers: true })
  expect(problems).toEqual([
    expect.objectContaining({ message: 'Nobody of the staff can sign in' }),
    {
      message: 'There is no such module: server old (plesk)',
      hint: 'Name one of cpanel, webhook, command, demopanel, or none',
    },
    expect.objectContaining({ message: expect.stringMatching(/^The lane of .* is paused/) }),
    { message: expect.stringMatching(/^odd does not answer: /), hint: expect.any(String) },
  ])
})
