import { expect, test } from 'vitest'
import { ada, happenings, openWorldWithCurrency } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'

const ALL = { offset: 0, limit: 10 }

test('a user is made for nobody, found by the start of a name, changed and deleted, each with its event', async () => {
  const world = await openWorldWithCurrency()
  const { people } = world.clients
  const sam = await people.create(SYSTEM, { email: 'sam@example.com', firstName: 'Sam', lastName: 'Ädel' })
  expect(sam).toMatchObject({ firstName: 'Sam', clients: [] })
  for (const search of ['SAM@', 'sam ä', 'äd'])
    expect(await people.list(SYSTEM, { search }, ALL)).toMatchObject({ total: 1, rows: [{ id: sam.id }] })
  expect(await people.list(SYSTEM, { search: 'am' }, ALL)).toEqual({ total: 0, rows: [] })
  await people.update(SYSTEM, sam.id, { lastName: 'Lee' })
  expect(await people.list(SYSTEM, { search: 'äd' }, ALL)).toMatchObject({ total: 0 })
  await people.delete(SYSTEM, sam.id)
  await expect(people.get(SYSTEM, sam.id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await happenings(world)).map(({ kind }) => kind).slice(-3)).toEqual([
    'user.created',
    'user.updated',
    'user.deleted',
  ])
})

test('a user who signs in for a client stays, and an address is of one user', async () => {
  const { clients } = await openWorldWithCurrency()
  const { ownerUserId } = await clients.create(SYSTEM, ada)
  await expect(clients.people.delete(SYSTEM, ownerUserId)).rejects.toMatchObject({ code: 'user_linked' })
  const other = await clients.people.create(SYSTEM, { email: 'other@example.com' })
  await expect(clients.people.update(SYSTEM, other.id, { email: 'ADA@example.com' })).rejects.toMatchObject({
    code: 'user_email_taken',
  })
})
