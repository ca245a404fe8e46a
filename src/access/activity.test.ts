import { expect, test } from 'vitest'
import { actorWith, NOW, openAccess } from '../../test/support/access.ts'
import { SYSTEM } from './actor.ts'

const page = { offset: 0, limit: 25 }

test('a line is there as soon as it was written, with who wrote it and from where', async () => {
  const { access } = await openAccess()
  const actor = { ...SYSTEM, kind: 'staff' as const, id: 4, name: 'bob', address: '192.0.2.1' }
  await access.activity.log(actor, 'Called the client\nTwice', 12)
  const { total, rows: events } = await access.activity.list(SYSTEM, {}, page)
  expect(total).toBe(1)
  expect(events).toEqual([
    {
      id: 1,
      kind: 'activity.logged',
      subject: 'activity',
      subjectId: 0,
      clientId: 12,
      actorKind: 'staff',
      actorId: 4,
      actorName: 'bob',
      address: '192.0.2.1',
      description: 'Called the client\nTwice',
      changes: {},
      at: NOW,
      position: 1,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ])
})

test('many writers at once each read their own line', async () => {
  const { access } = await openAccess()
  await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      await access.activity.log(SYSTEM, `Line <${index}>`)
      expect(await access.activity.list(SYSTEM, { description: `<${index}>` }, page)).toMatchObject({ total: 1 })
    }),
  )
})

test('reading and writing are rights of their own', async () => {
  const { access } = await openAccess()
  const refused = { code: 'permission_refused' }
  await expect(access.activity.list(actorWith('activity.write'), {}, page)).rejects.toMatchObject(refused)
  await expect(access.activity.log(actorWith('activity.read'), 'x')).rejects.toMatchObject(refused)
  await access.activity.log(actorWith('activity.write'), 'x')
  expect(await access.activity.list(actorWith('activity.read'), {}, page)).toMatchObject({ total: 1 })
})

test('the log is verified behind a place, by who may read it, one at a time', async () => {
  const { access } = await openAccess()
  await access.activity.log(SYSTEM, 'First')
  await access.activity.log(SYSTEM, 'Second')
  const [first, second] = await Promise.allSettled([
    access.activity.verify(SYSTEM, 0),
    access.activity.verify(SYSTEM, 0),
  ])
  expect(first).toMatchObject({ value: { intact: true, start: 0, through: 2, head: 2 } })
  expect(second).toMatchObject({ reason: { code: 'busy' } })
  await expect(access.activity.verify(SYSTEM, 3)).rejects.toMatchObject({ code: 'invalid' })
  expect(await access.activity.verify(actorWith('activity.read'), 2)).toMatchObject({ intact: true, through: 2 })
  await expect(access.activity.verify(actorWith('activity.write'), 0)).rejects.toMatchObject({
    code: 'permission_refused',
  })
})

test.each(['', ' \n ', 'a\0b', 'x'.repeat(10_001)])('refuses %j as a line', async (description) => {
  const { access } = await openAccess()
  await expect(access.activity.log(SYSTEM, description)).rejects.toMatchObject({ code: 'invalid' })
})
