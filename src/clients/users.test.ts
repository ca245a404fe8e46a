import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { ada, happenings, type World, withWorld } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'
import { USER_PERMISSIONS } from './user.ts'

const nobody = { ...SYSTEM, permissions: new Set<never>() }

forEachEngine((engine) => {
  const withClients = (work: (world: World) => Promise<void>) =>
    withWorld(engine, async (world) => {
      await world.clients.create(SYSTEM, ada)
      await world.clients.create(SYSTEM, { ...ada, email: 'grace@example.com' })
      await work(world)
    })

  test('a new user signs in for a client, and another one for a second client', () =>
    withClients(async (world) => {
      const { users } = world.clients
      const given = { email: ' bob@example.com ', firstName: 'Bob', permissions: ['tickets', 'profile', 'tickets'] }
      const bob = { id: 3, firstName: 'Bob', lastName: '', email: 'bob@example.com', isOwner: false }
      expect(await users.create(SYSTEM, 1, given)).toEqual({ ...bob, permissions: ['profile', 'tickets'] })
      expect(await users.create(SYSTEM, 2, { userId: 3 })).toEqual({ ...bob, permissions: [] })
      expect((await users.list(SYSTEM, 1)).map(({ id, permissions }) => [id, permissions])).toEqual([
        [1, USER_PERMISSIONS],
        [3, ['profile', 'tickets']],
      ])
      expect((await happenings(world)).slice(-3).map(({ kind, clientId }) => [kind, clientId])).toEqual([
        ['user.created', 1],
        ['client_user.created', 1],
        ['client_user.created', 2],
      ])
    }))

  test('permissions are those of one client, and a change to the same is none', () =>
    withClients(async (world) => {
      const { users } = world.clients
      await users.create(SYSTEM, 1, { userId: 2, permissions: ['orders'] })
      const before = (await happenings(world)).length
      expect(await users.update(SYSTEM, 1, 2, ['orders'])).toMatchObject({ permissions: ['orders'] })
      expect(await happenings(world)).toHaveLength(before)
      expect(await users.update(SYSTEM, 1, 2, ['emails'])).toMatchObject({ permissions: ['emails'] })
      expect((await happenings(world)).at(-1)).toMatchObject({
        kind: 'client_user.updated',
        subjectId: 2,
        changes: { permissions: [['orders'], ['emails']] },
      })
      await users.delete(SYSTEM, 1, 2)
      expect((await users.list(SYSTEM, 1)).map(({ id }) => id)).toEqual([1])
      expect((await users.list(SYSTEM, 2)).map(({ id }) => id)).toEqual([2])
    }))

  test('what cannot be is refused, and leaves nothing behind', () =>
    withClients(async (world) => {
      const { users } = world.clients
      const before = (await happenings(world)).length
      const refused: [() => Promise<unknown>, string][] = [
        [() => users.create(SYSTEM, 1, { userId: 1 }), 'user_linked'],
        [() => users.create(SYSTEM, 1, { userId: 99 }), 'not_found'],
        [() => users.create(SYSTEM, 99, { email: 'new@example.com' }), 'not_found'],
        [() => users.create(SYSTEM, 1, { email: 'GRACE@example.com' }), 'user_email_taken'],
        [() => users.create(SYSTEM, 1, { email: '' }), 'client_field_required'],
        [() => users.create(SYSTEM, 1, { email: 'no address' }), 'email_invalid'],
        [() => users.create(SYSTEM, 1, { userId: 2, permissions: ['everything'] }), 'invalid'],
        [() => users.update(SYSTEM, 1, 1, []), 'user_is_owner'],
        [() => users.update(SYSTEM, 1, 2, []), 'not_found'],
        [() => users.delete(SYSTEM, 1, 1), 'user_is_owner'],
        [() => users.delete(SYSTEM, 1, 2), 'not_found'],
        [() => users.list(nobody, 1), 'permission_refused'],
        [() => users.create(nobody, 1, { userId: 2 }), 'permission_refused'],
        [() => users.update(nobody, 1, 1, []), 'permission_refused'],
        [() => users.delete(nobody, 1, 1), 'permission_refused'],
      ]
      for (const [verb, code] of refused) await expect(verb()).rejects.toMatchObject({ code })
      expect(await happenings(world)).toHaveLength(before)
    }))
})
