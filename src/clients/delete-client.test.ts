import { expect, test } from 'vitest'
import { ada, happenings, openWorldWithCurrency } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'

test('a client goes with its contacts, and users who sign in for nobody else where that is asked for', async () => {
  const world = await openWorldWithCurrency()
  const { clients } = world
  const { client, ownerUserId } = await clients.create(SYSTEM, ada)
  const other = await clients.create(SYSTEM, { ...ada, email: 'other@example.com', ownerUserId })
  const { id: sam } = await clients.users.create(SYSTEM, client.id, { email: 'sam@example.com' })
  await clients.contacts.create(SYSTEM, client.id, { email: 'contact@example.com' })
  await clients.delete(SYSTEM, client.id, { withUsers: true })
  await expect(clients.get(SYSTEM, client.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(clients.people.get(SYSTEM, sam)).rejects.toMatchObject({ code: 'not_found' })
  expect(await clients.people.get(SYSTEM, ownerUserId)).toMatchObject({ clients: [{ id: other.client.id }] })
  expect((await happenings(world)).map(({ kind }) => kind).slice(-2)).toEqual(['client.deleted', 'user.deleted'])
})
