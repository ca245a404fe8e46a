import { expect, test } from 'vitest'
import { hireBob, NOW, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { type Actor, SYSTEM } from '../actor.ts'
import type { Permission } from '../permissions.ts'

const ALL = { offset: 0, limit: 500 }

forEachEngine((engine) => {
  const opened = (work: (world: Awaited<ReturnType<typeof setup>>) => Promise<void>) =>
    withAccess(engine, async (world) => work(await setup(world)))

  async function setup(world: Parameters<Parameters<typeof withAccess>[1]>[0]) {
    const { bob, role } = await hireBob(world)
    const eve = await world.access.staff.create(SYSTEM, { username: 'Eve', roleId: role.id })
    const actorOf = ({ id, username }: { id: number; username: string }, ...permissions: Permission[]): Actor => ({
      ...{ ...SYSTEM, kind: 'staff', id, name: username },
      permissions: new Set(permissions),
    })
    const { savedViews } = world.access
    return { ...world, savedViews, bob: actorOf(bob), eve: actorOf(eve), chief: actorOf(eve, 'access.write') }
  }

  test('are kept with all that makes a list, changed and deleted by their owner, each step told', () =>
    opened(async ({ savedViews, bob, clock, happenings }) => {
      const made = await savedViews.create(bob, { page: 'queue', name: ' Held ', query: 'status:held "a b"' })
      const view = {
        ...{ id: 1, staffId: bob.id, page: 'queue', name: 'Held', query: 'status:held "a b"', columns: [], sort: '' },
        ...{ shared: false, createdAt: NOW, updatedAt: NOW, version: 1 },
      }
      expect(made).toEqual(view)
      expect(await savedViews.get(bob, 1)).toEqual(view)
      clock.advance(5)
      const changes = { name: 'HELD', columns: ['status', 'clientName'], sort: '-since', shared: true }
      const changed = { ...view, ...changes, updatedAt: NOW + 5, version: 2 }
      expect(await savedViews.update(bob, 1, changes)).toEqual(changed)
      expect(await savedViews.update(bob, 1, changes)).toEqual(changed)
      await savedViews.delete(bob, 1)
      await expect(savedViews.get(bob, 1)).rejects.toMatchObject({ code: 'not_found' })
      const told = (await happenings()).filter(({ subject }) => subject === 'saved_view')
      expect(told.map(({ kind, description }) => [kind, description])).toEqual([
        ['saved_view.created', 'Saved view Held of queue added'],
        ['saved_view.updated', 'Saved view HELD of queue updated (name, columns, sort, shared)'],
        ['saved_view.deleted', 'Saved view HELD of queue deleted'],
      ])
    }))

  test('are seen by their owner alone unless shared, and then changed by nobody else', () =>
    opened(async ({ savedViews, bob, eve, chief }) => {
      const own = await savedViews.create(bob, { page: 'queue', name: 'own' })
      const shared = await savedViews.create(bob, { page: 'queue', name: 'Shared', shared: true })
      const eves = await savedViews.create(eve, { page: 'outbound', name: 'shared' })
      const seen = async (actor: Actor, page?: string) =>
        (await savedViews.list(actor, { page }, ALL)).rows.map(({ id }) => id)
      expect([await seen(bob), await seen(eve)]).toEqual([
        [own.id, shared.id],
        [eves.id, shared.id],
      ])
      expect([await seen(eve, 'queue'), await seen(eve, 'projects')]).toEqual([[shared.id], []])
      expect(await savedViews.list(bob, {}, { offset: 1, limit: 1 })).toMatchObject({ total: 2, rows: [shared] })
      expect(await savedViews.get(eve, shared.id)).toEqual(shared)
      for (const stranger of [eve, chief]) {
        await expect(savedViews.get(stranger, own.id)).rejects.toMatchObject({ code: 'not_found' })
        await expect(savedViews.update(stranger, own.id, {})).rejects.toMatchObject({ code: 'not_found' })
        await expect(savedViews.delete(stranger, own.id)).rejects.toMatchObject({ code: 'not_found' })
        await expect(savedViews.update(stranger, shared.id, {})).rejects.toMatchObject({ code: 'not_owner' })
      }
      await expect(savedViews.delete(eve, shared.id)).rejects.toMatchObject({ code: 'not_owner' })
      await savedViews.delete(chief, shared.id)
      expect(await seen(eve)).toEqual([eves.id])
      await expect(savedViews.list(SYSTEM, {}, ALL)).rejects.toMatchObject({ code: 'member_needed' })
    }))

  test('have a name of their own, whoever is first, and are 200 at most', () =>
    opened(async ({ savedViews, bob, eve, read }) => {
      const add = (name: string, page = 'queue') => savedViews.create(bob, { page, name })
      const tried = await Promise.allSettled([add('Ärger'), add('ÄRGER'), add('ärger')])
      expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(tried.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'name_taken' } })
      await savedViews.create(eve, { page: 'queue', name: 'Ärger' })
      const elsewhere = await add('Ärger', 'outbound')
      const move = { page: 'queue' }
      await expect(savedViews.update(bob, elsewhere.id, move)).rejects.toMatchObject({ code: 'name_taken' })
      const renamed = [await add('a'), await add('b')].map(({ id }) => savedViews.update(bob, id, { name: 'one' }))
      expect((await Promise.allSettled(renamed)).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      for (let views = await read.access.savedViews.countOf(bob.id); views < 199; views++) await add(`view ${views}`)
      const last = await Promise.allSettled([add('last'), add('too many')])
      expect(last.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'too_many_views' } })
      expect(await read.access.savedViews.countOf(bob.id)).toBe(200)
    }))

  test.each([
    ['page', { page: 'Queue' }],
    ['page', { page: 'a'.repeat(41) }],
    ['name', { name: ' ' }],
    ['query', { query: 'status:' }],
    ['query', { query: '"open' }],
    ['columns', { columns: ['a', 'b', 'a'] }],
    ['columns', { columns: ['<b>'] }],
    ['columns', { columns: Array.from({ length: 51 }, (_, index) => `c${index}`) }],
    ['sort', { sort: 'x'.repeat(101) }],
  ])('with a %s like %j are refused', (field, faulty) =>
    opened(async ({ savedViews, bob }) => {
      await expect(savedViews.create(bob, { page: 'queue', name: 'x', ...faulty })).rejects.toMatchObject({
        code: 'invalid',
        facts: { field },
      })
    }),
  )
})
