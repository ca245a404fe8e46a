import { describe, expect, test } from 'vitest'
import { type AccessWorld, CHAIN_KEY, NOW, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { readByPlace } from '../../../test/support/read-by-place.ts'
import { makeSealer } from '../../events/sealer.ts'
import type { EventFilter, EventRow } from '../../events/store.ts'
import { sql } from '../engine/sql.ts'
import { eventStore } from './events.ts'

const plain: Omit<EventRow, 'id'> = {
  kind: 'service.suspended',
  subject: 'service',
  subjectId: 7,
  clientId: 3,
  actorKind: 'staff',
  actorId: 2,
  actorName: 'bob',
  address: '192.0.2.1',
  description: 'Suspended the service example.com',
  changes: { status: ['Active', 'Suspended'] },
  at: NOW,
}

forEachEngine((engine) => {
  const opened = (work: (world: AccessWorld) => Promise<void>) => withAccess(engine, work)

  const append = async ({ transaction }: AccessWorld, ...events: Partial<EventRow>[]) => {
    for (const event of events) await transaction((tx) => tx.events.append({ ...plain, ...event }))
  }

  test('gives back every field as it came, before and after sealing', () =>
    opened(async (world) => {
      const odd = {
        ...plain,
        clientId: null,
        description: 'Ünïcödé \u{1F600} \' " \\ % _\n\ttab',
        changes: { note: [null, 'a\u0000b'], 10: [{ deep: [1.5, -0.25, 1e21] }, true], 2: ['', []] },
        at: -1,
      } as const
      await append(world, odd)
      const [waiting] = await world.read.events.unsealed(10)
      expect(waiting).toEqual({ ...odd, id: 1 })
      expect(await world.read.events.hasUnsealed()).toBe(true)
      await world.access.sealer.settle()
      expect(await world.read.events.hasUnsealed()).toBe(false)
      const [sealed] = await world.read.events.after(0, 10)
      expect(sealed).toEqual({ ...odd, id: 1, position: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
      expect(await world.access.sealer.verify()).toMatchObject({ intact: true })
    }))

  test('seals more rows than one statement takes, in the order of their ids', () =>
    opened(async (world) => {
      await world.transaction(async (tx) => {
        for (let index = 0; index < 117; index++) await tx.events.append({ ...plain, subjectId: index })
      })
      await world.access.sealer.settle()
      const rows = await world.read.events.after(0, 1000)
      expect(rows.map(({ id, position, subjectId }) => [id, position, subjectId])).toEqual(
        Array.from({ length: 117 }, (_, index) => [index + 1, index + 1, index]),
      )
      expect((await world.read.events.after(100, 5)).map(({ position }) => position)).toEqual([101, 102, 103, 104, 105])
    }))

  describe('the list', () => {
    const events: Partial<EventRow>[] = [
      { description: 'Größe 100% of a_b' },
      { subject: 'client', subjectId: 3, at: NOW + 1000 },
      { subjectId: 8, clientId: null },
      { actorName: 'carol', address: '2001:db8::1', at: NOW + 2000 },
      { description: 'back\\slash', clientId: 4 },
    ]
    const cases: [string, EventFilter, number[]][] = [
      ['nothing', {}, [5, 4, 3, 2, 1]],
      ['a subject', { subject: 'client' }, [2]],
      ['a subject of a number', { subject: 'service', subjectId: 7 }, [5, 4, 1]],
      ['a client', { clientId: 3 }, [4, 2, 1]],
      ['a client that nothing concerns', { clientId: 99 }, []],
      ['part of the description in another case', { description: 'grösse' }, []],
      ['part of the description in capitals', { description: 'GRÖßE' }, [1]],
      ['a per cent sign', { description: '0%' }, [1]],
      ['an underscore', { description: 'a_b' }, [1]],
      ['a backslash', { description: 'k\\s' }, [5]],
      ['what only a wildcard would find', { description: 'a%b' }, []],
      ['who did it', { actorName: 'carol' }, [4]],
      ['from where', { address: '192.0.2.1' }, [5, 3, 2, 1]],
      ['from an instant on', { from: NOW + 1000 }, [4, 2]],
      ['before an instant', { before: NOW + 1000 }, [5, 3, 1]],
      ['between instants', { from: NOW + 1000, before: NOW + 2000 }, [2]],
      ['two things at once', { clientId: 3, actorName: 'bob' }, [2, 1]],
    ]

    test('shows sealed rows only, newest first, that match every filter', () =>
      opened(async (world) => {
        await append(world, ...events)
        expect(await world.read.events.list({}, { offset: 0, limit: 25 })).toEqual({ total: 0, rows: [] })
        await world.access.sealer.settle()
        await append(world, { description: 'not sealed' })
        for (const [about, filter, ids] of cases) {
          const found = await world.read.events.list(filter, { offset: 0, limit: 25 })
          expect([about, found.total, found.rows.map(({ id }) => id)]).toEqual([about, ids.length, ids])
        }
      }))

    test('pages, and knows the total past the end and on an empty page', () =>
      opened(async (world) => {
        await append(world, ...events)
        await world.access.sealer.settle()
        const page = async (offset: number, limit: number) => {
          const { total, rows: found } = await world.read.events.list({ subject: 'service' }, { offset, limit })
          return [total, found.map(({ id }) => id)]
        }
        expect(await page(0, 3)).toEqual([4, [5, 4, 3]])
        expect(await page(3, 3)).toEqual([4, [1]])
        expect(await page(4, 3)).toEqual([4, []])
        expect(await page(0, 0)).toEqual([4, []])
        expect(await world.read.events.list({ clientId: 99 }, { offset: 0, limit: 25 })).toEqual({
          total: 0,
          rows: [],
        })
      }))
  })

  test('pages behind the last row of each are the whole list, newest first, whatever is written or removed meanwhile', () =>
    opened(async (world) => {
      const seal = async (...events: Partial<EventRow>[]) => {
        await append(world, ...events)
        await world.access.sealer.settle()
      }
      await seal({}, {}, { clientId: 9 }, {}, {}, {}, {})
      const read = (filter: EventFilter, limit: number, between?: () => Promise<void>) =>
        readByPlace(
          (page) => world.read.events.list(filter, page),
          ({ position }) => position,
          limit,
          between,
        )
      expect(await read({}, 3)).toEqual([7, 6, 5, 4, 3, 2, 1])
      expect(await read({ clientId: 3 }, 2)).toEqual([7, 6, 5, 4, 2, 1])
      expect(await world.read.events.list({ clientId: 3 }, { offset: 0, limit: 2, after: [1] })).toEqual({
        total: 6,
        rows: [],
      })
      const meanwhile = async () => {
        await seal({})
        await world.transaction((tx) => tx.events.deleteThrough(1))
      }
      expect(await read({}, 3, meanwhile)).toEqual([7, 6, 5, 4, 3, 2])
    }))

  test('removes the start of the chain and nothing else', () =>
    opened(async (world) => {
      await append(world, {}, {}, {})
      await world.access.sealer.settle()
      await append(world, {})
      await world.transaction((tx) => tx.events.deleteThrough(2))
      expect((await world.read.events.after(0, 10)).map(({ position }) => position)).toEqual([3])
      expect(await world.read.events.unsealed(10)).toHaveLength(1)
    }))

  test('makes one chain of what many writers and several sealers do at once', () =>
    opened(async (world) => {
      const sealers = [1, 2, 3].map(() =>
        makeSealer({ read: world.read, transaction: world.transaction, key: CHAIN_KEY, batch: 7 }),
      )
      await Promise.all(
        Array.from({ length: 60 }, async (_, index) => {
          await append(world, { subjectId: index })
          await sealers[index % 3]!.settle()
          expect(
            await world.read.events.list({ subject: 'service', subjectId: index }, { offset: 0, limit: 1 }),
          ).toMatchObject({
            total: 1,
          })
        }),
      )
      expect(await world.access.sealer.verify()).toMatchObject({ intact: true, head: { position: 60 } })
      expect(await world.access.sealer.prune(NOW + 1)).toBe(60)
    }))

  test('never seals what was not committed, and seals it later when it commits late', () =>
    opened(async (world) => {
      await expect(
        world.transaction(async (tx) => {
          await tx.events.append({ ...plain, description: 'rolled back' })
          throw new Error('changed my mind')
        }),
      ).rejects.toThrow('changed my mind')
      await append(world, { description: 'kept' })
      await world.access.sealer.settle()
      const { rows: events } = await world.read.events.list({}, { offset: 0, limit: 10 })
      expect(events.map(({ description, position }) => [description, position])).toEqual([['kept', 1]])
    }))

  test('refuses a row with a position and no hash', () =>
    opened(async (world) => {
      await append(world, {})
      await expect(
        world.database.transaction((q) => q.run(sql`UPDATE events SET position = 1 WHERE id = 1`)),
      ).rejects.toThrow()
      expect(await eventStore(world.database.reader).hasUnsealed()).toBe(true)
    }))
})
