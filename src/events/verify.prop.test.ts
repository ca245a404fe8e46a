import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchorText } from './anchor.ts'
import { GENESIS, type Link, linkTo } from './chain.ts'
import { type ChainStores, writeEnds } from './ends.ts'
import type { EventRow, SealedEvent } from './store.ts'
import { verifyChain } from './verify.ts'

const KEY = Buffer.alloc(32, 8)
const UNKEYED = 3
const ROWS = 12

/** What a database holds: rows by their numbers, and the small facts. */
type Held = { rows: SealedEvent[]; settings: Map<string, string> }

const eventOf = (id: number): EventRow => ({
  ...{ id, kind: 'service.suspended', subject: 'service', subjectId: id % 4, clientId: id % 3 || null },
  ...{ actorKind: 'staff', actorId: 2, actorName: 'bob', address: '192.0.2.1', description: `Event ${id}` },
  ...{ changes: { status: ['Active', 'Suspended'] }, at: id },
})

/** Three rows of version 1, the others under the key. */
async function written(): Promise<{ held: Held; anchor: string }> {
  let last = GENESIS
  const links: Link[] = [last]
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const row = eventOf(index + 1)
    last = linkTo(last, row, index < UNKEYED ? undefined : KEY)
    links.push(last)
    return { ...row, ...last }
  })
  const held = { rows, settings: new Map<string, string>() }
  await writeEnds(storesOver(held), KEY, { start: GENESIS, head: last, unkeyed: links[UNKEYED]! })
  return { held, anchor: anchorText(KEY, last) }
}

function storesOver({ rows, settings }: Held): ChainStores {
  const sorted = () => rows.toSorted((a, b) => a.position - b.position)
  const unused = () => Promise.reject(new Error('not used here'))
  return {
    settings: {
      get: async (name) => settings.get(name),
      set: async (name, value) => void settings.set(name, value),
    },
    events: {
      ...{
        append: unused,
        lockChain: unused,
        unsealed: unused,
        hasUnsealed: unused,
        seal: unused,
        deleteThrough: unused,
      },
      after: async (position, limit) =>
        sorted()
          .filter((row) => row.position > position)
          .slice(0, limit),
      list: async () => ({ total: rows.length, rows: sorted().reverse().slice(0, 1) }),
      firstMisfolded: async () => undefined,
    },
  }
}

const index = fc.nat({ max: ROWS - 1 })
const other = fc.record({
  id: fc.nat(),
  kind: fc.string(),
  subject: fc.string(),
  subjectId: fc.nat(),
  clientId: fc.option(fc.nat()),
  actorKind: fc.string(),
  actorId: fc.nat(),
  actorName: fc.string(),
  address: fc.string(),
  description: fc.string(),
  changes: fc.constant({}),
  at: fc.nat(),
  position: fc.integer({ min: -2, max: 99 }),
  hash: fc.stringMatching(/^[0-9a-f]{64}$/),
})

/** Somebody who writes the database and has no key. */
type Manipulation = (held: Held) => void
const manipulation: fc.Arbitrary<Manipulation> = fc.oneof(
  fc.tuple(index, other, fc.constantFrom(...Object.keys(eventOf(1)), 'position', 'hash')).map(
    ([at, values, field]): Manipulation =>
      ({ rows }) =>
        void (rows[at] && Object.assign(rows[at], { [field]: (values as Record<string, unknown>)[field] })),
  ),
  fc.tuple(index, fc.integer({ min: 1, max: ROWS })).map(
    ([at, many]): Manipulation =>
      ({ rows }) =>
        void rows.splice(at, many),
  ),
  fc.tuple(index, index).map(
    ([a, b]): Manipulation =>
      ({ rows }) => {
        const [first, second] = [rows[a], rows[b]]
        if (first && second) [first.position, second.position] = [second.position, first.position]
      },
  ),
  fc.tuple(index, index).map(
    ([from, to]): Manipulation =>
      ({ rows }) => {
        const row = rows[from]
        if (row) rows[from] = { ...rows[to % rows.length]!, position: row.position, hash: row.hash }
      },
  ),
  // All from a row on made anew, without a key or under another.
  fc.tuple(index, fc.string(), fc.constantFrom(undefined, Buffer.alloc(32, 9))).map(
    ([at, description, key]): Manipulation =>
      ({ rows, settings }) => {
        let last: Link = at === 0 ? GENESIS : (rows[at - 1] ?? GENESIS)
        for (const [place, row] of rows.entries()) {
          if (place < at) continue
          if (place === at) row.description = description
          last = linkTo(last, row, key)
          Object.assign(row, last)
        }
        const { position, hash } = last
        const text = JSON.stringify({ start: GENESIS, head: { position, hash }, unkeyed: { position, hash } })
        settings.set('events.chain.v2', `${'A'.repeat(43)}\n${text}`)
      },
  ),
  fc.constant<Manipulation>(({ settings }) => settings.delete('events.chain.v2')),
  fc.tuple(index, fc.string()).map(
    ([, text]): Manipulation =>
      ({ settings }) =>
        void settings.set('events.chain.v2', text),
  ),
  fc.nat({ max: 300 }).map(
    (at): Manipulation =>
      ({ settings }) => {
        const stored = settings.get('events.chain.v2') ?? ''
        settings.set(
          'events.chain.v2',
          `${stored.slice(0, at)}${stored[at] === '1' ? '2' : '1'}${stored.slice(at + 1)}`,
        )
      },
  ),
)

/** Without what does not show: the order in which rows lie, and rows that are no more than they were. */
const shown = ({ rows, settings }: Held) =>
  JSON.stringify([rows.toSorted((a, b) => a.position - b.position || a.id - b.id), [...settings]])

test('with an anchor, verification finds whatever was done to the log', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(manipulation, { minLength: 1, maxLength: 4 }), async (manipulations) => {
      const { held, anchor } = await written()
      const before = shown(held)
      expect(await verifyChain({ read: storesOver(held), key: KEY, batch: 5 }, [anchor])).toMatchObject({
        intact: true,
      })
      for (const manipulate of manipulations) manipulate(held)
      fc.pre(shown(held) !== before)
      expect(await verifyChain({ read: storesOver(held), key: KEY, batch: 5 }, [anchor])).toMatchObject({
        intact: false,
      })
    }),
    { numRuns: 1000 },
  )
})
