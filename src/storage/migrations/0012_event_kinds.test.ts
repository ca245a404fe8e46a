import { expect, test } from 'vitest'
import { type AccessWorld, NOW, withAccess } from '../../../test/support/access.ts'
import { chainVersion1 } from '../../../test/support/chain-version-1.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { EVENT_KINDS } from '../../events/kinds/all.ts'
import type { EventRow, SealedEvent } from '../../events/store.ts'
import type { Database } from '../engine/database.ts'
import { migrate } from '../engine/schema/migrate.ts'
import { type Sql, sql } from '../engine/sql.ts'
import { RENAMED, RENAMED_BY_SUBJECT } from './0012_event_kinds_map.ts'

const NAME = '0012_event_kinds'
type Kind = Pick<EventRow, 'kind' | 'subject'>

const kept: Kind[] = [
  { kind: 'activity.logged', subject: 'activity' },
  { kind: 'service.suspended', subject: 'service' },
  { kind: 'provisioning.failed', subject: 'rocket' },
  { kind: 'something.else-entirely', subject: 'some-thing' },
]
const nounOf = (kind: string) => kind.slice(0, kind.indexOf('.'))
const renamed: [before: Kind, after: Kind][] = [
  ...Object.entries(RENAMED).map(([kind, to]): [string, string, string] => [kind, 'old-noun', to]),
  ...Object.entries(RENAMED_BY_SUBJECT).flatMap(([kind, bySubject]) =>
    Object.entries(bySubject).map(([subject, to]): [string, string, string] => [kind, subject, to]),
  ),
].map(([kind, subject, to]) => [
  { kind, subject },
  { kind: to, subject: nounOf(to) },
])

/** As the version before wrote them. */
async function append({ transaction }: AccessWorld, kinds: readonly Kind[]): Promise<void> {
  await transaction(async (tx) => {
    const row = (kind: Kind, index: number) => ({
      ...{ ...kind, subjectId: index, clientId: index % 2 || null, actorKind: 'staff', actorId: 2, actorName: 'bob' },
      ...{
        address: '192.0.2.1',
        description: `Event “${index}” \\ "`,
        changes: { note: [null, '"\u0000'], 2: ['', []] } as const,
      },
      at: NOW + index,
    })
    await Promise.all(kinds.map((kind, index) => tx.events.append(row(kind, index))))
  })
}

async function seal(world: AccessWorld, kinds: readonly Kind[]): Promise<SealedEvent[]> {
  await append(world, kinds)
  await chainVersion1(world).settle()
  return all(world)
}

async function all({ read }: AccessWorld): Promise<SealedEvent[]> {
  const first = await read.events.after(0, 1)
  return first.length === 0 ? [] : read.events.after(first[0]!.position - 1, 100_000)
}

const kindOf = ({ kind, subject }: Kind): Kind => ({ kind, subject })
const write = ({ database }: { database: Database }, statement: Sql) => database.transaction((q) => q.run(statement))
const again = async (world: AccessWorld, database = world.database) => {
  await write(world, sql`DELETE FROM schema_migrations WHERE name = ${NAME}`)
  return migrate(database)
}
const old = (count: number): Kind[] =>
  Array.from({ length: count }, (_, index) => [...kept.slice(0, 2), renamed[index % renamed.length]![0]][index % 3]!)

test('the new names are those of the registry, and none of them is an old one', () => {
  const names = renamed.map(([, { kind }]) => kind)
  expect(names.filter((kind) => !(kind in EVENT_KINDS))).toEqual([])
  expect(names.filter((kind) => kind in RENAMED || kind in RENAMED_BY_SUBJECT)).toEqual([])
})

forEachEngine((engine) => {
  const opened = (work: (world: AccessWorld) => Promise<void>) => withAccess(engine, work)

  test('every old kind and its subject get their new names, nothing else changes, and the chain verifies', () =>
    opened(async (world) => {
      const kinds = [...kept, ...renamed.map(([before]) => before)]
      const before = await seal(world, kinds)
      await append(world, kinds) // not sealed yet
      expect(await again(world)).toMatchObject({ applied: [NAME], notices: [] })

      const after = await all(world)
      const expected = [...kept, ...renamed.map(([, to]) => to)]
      expect(after.map(kindOf)).toEqual(expected)
      const bare = ({ kind, subject, hash, ...row }: SealedEvent) => row
      expect(after.map(bare)).toEqual(before.map(bare))
      const untouched = kept.length
      expect(after.slice(0, untouched)).toEqual(before.slice(0, untouched))
      expect(after.slice(untouched).every(({ hash }, index) => hash !== before[untouched + index]!.hash)).toBe(true)

      await chainVersion1(world).settle()
      expect(await chainVersion1(world).verify()).toMatchObject({ intact: true })
      const [resealed] = await world.read.events.after(2 * kinds.length, 10)
      const place = ({ position, hash }: SealedEvent) => ({ position, hash })
      expect(resealed).toMatchObject({
        ...{ kind: 'chain.resealed', subject: 'chain', subjectId: 0, clientId: null },
        ...{ actorKind: 'system', actorId: 0, actorName: 'System', address: 'local' },
        changes: { head: [place(before.at(-1)!), place(after.at(-1)!)], resealed: [null, renamed.length] },
      })
      expect((await world.read.events.after(kinds.length, kinds.length)).map(kindOf)).toEqual(expected)
      expect(await again(world)).toMatchObject({ applied: [NAME], notices: [] })
      expect(await world.read.events.hasUnsealed()).toBe(false)
    }))

  test('a chain of many batches whose beginning was pruned goes on from where it was cut', () =>
    opened(async (world) => {
      await seal(world, old(1100))
      await chainVersion1(world).prune(NOW + 70)
      const [first] = await all(world)
      expect(first).toMatchObject({ position: 71 })
      await again(world)
      const verdict = await chainVersion1(world).verify()
      expect(verdict).toMatchObject({ intact: true, start: { position: 70 }, head: { position: 1100 } })
      expect((await all(world)).filter(({ kind }) => kind in RENAMED)).toEqual([])
    }))

  test('where no kind is old, nothing is written', () =>
    opened(async (world) => {
      expect((await again(world)).notices).toEqual([])
      expect(await world.read.events.hasUnsealed()).toBe(false)
      const before = await seal(world, kept)
      const ends = await world.read.settings.get('events.chain')
      await write(world, sql`UPDATE events SET description = 'Another' WHERE position = 2`)
      expect((await again(world)).notices).toEqual([])
      expect(await world.read.settings.get('events.chain')).toBe(ends)
      expect((await all(world)).map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash))
      expect(await world.read.events.hasUnsealed()).toBe(false)
    }))

  test.each([
    ['an altered row', 'altered at position 20', sql`UPDATE events SET description = 'Another' WHERE position = 20`],
    [
      'an altered kind',
      'altered at position 20',
      sql`UPDATE events SET kind = 'service.suspended' WHERE position = 20`,
    ],
    ['a row before all that is renamed', 'altered at position 1', sql`UPDATE events SET at = 1 WHERE position = 1`],
    ['a missing row', 'missing at position 20', sql`DELETE FROM events WHERE position = 20`],
    ['a cut tail', 'missing at position 31', sql`DELETE FROM events WHERE position > 30`],
    [
      'another head',
      'altered at position 40',
      sql`UPDATE settings SET value = replace(value, '"position":40,"hash":"', '"position":40,"hash":"f') WHERE name = 'events.chain'`,
    ],
  ])('%s does not verify afterwards either, and the operator is told', (_, words, tamper) =>
    opened(async (world) => {
      await seal(world, [...kept.slice(0, 2), ...old(38)])
      await write(world, tamper)
      const verdict = await chainVersion1(world).verify()
      expect(verdict).toMatchObject({ intact: false })
      expect((await again(world)).notices).toEqual([`the chain of the activity log is ${words}`])
      expect(await chainVersion1(world).verify()).toEqual(verdict)
      const { intact, ...misfit } = verdict
      expect((await world.read.events.unsealed(10)).map(({ changes }) => changes.misfit)).toEqual([[misfit, misfit]])
      expect((await all(world)).filter(({ kind }) => kind in RENAMED)).toEqual([])
    }),
  )

  test('a fault in the middle leaves everything as it was', () =>
    opened(async (world) => {
      const before = await seal(world, old(1100))
      await append(world, old(5))
      const waiting = await world.read.events.unsealed(10)
      const failing: Database = {
        ...world.database,
        transaction: (work) =>
          world.database.transaction((q) => {
            let batches = 0
            const all: typeof q.all = async (statement) => {
              if (++batches === 3) throw new Error('The disk is full')
              return q.all(statement)
            }
            return work({ ...q, all })
          }),
      }
      await expect(again(world, failing)).rejects.toThrow('The disk is full')
      expect(await all(world)).toEqual(before)
      expect(await world.read.events.unsealed(10)).toEqual(waiting)
      expect(await chainVersion1(world).verify()).toMatchObject({ intact: true })
      expect(await migrate(world.database)).toMatchObject({ applied: [NAME], notices: [] })
      expect(await chainVersion1(world).verify()).toMatchObject({ intact: true })
    }))
})
