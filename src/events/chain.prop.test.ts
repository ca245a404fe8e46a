import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstMisfit, GENESIS, linkTo } from './chain.ts'
import type { EventRow, SealedEvent } from './store.ts'

const KEY = Buffer.alloc(32, 8)

const changes = fc.dictionary(fc.string(), fc.tuple(fc.jsonValue(), fc.jsonValue()), { maxKeys: 3 })
const event: fc.Arbitrary<EventRow> = fc.record({
  id: fc.nat(),
  kind: fc.string(),
  subject: fc.string(),
  subjectId: fc.nat(),
  clientId: fc.option(fc.nat()),
  actorKind: fc.constantFrom('staff', 'system'),
  actorId: fc.nat(),
  actorName: fc.string({ unit: 'grapheme' }),
  address: fc.ipV6(),
  description: fc.string({ unit: 'binary' }),
  // As storage gives them back: what JSON cannot tell apart is gone.
  changes: changes.map((value) => JSON.parse(JSON.stringify(value))),
  at: fc.nat(),
})
const chain = fc.array(event, { minLength: 1, maxLength: 12 }).map(sealed)

function sealed(events: readonly EventRow[]): SealedEvent[] {
  let last = GENESIS
  return events.map((row) => {
    last = linkTo(last, row, KEY)
    return { ...row, ...last }
  })
}

/** A chain and a place in it. */
const spot = chain.chain((rows) => fc.tuple(fc.constant(rows), fc.nat({ max: rows.length - 1 })))

test('what was sealed fits, from any place on', () => {
  fc.assert(
    fc.property(spot, ([rows, index]) => {
      expect(firstMisfit(GENESIS, rows, KEY)).toBeUndefined()
      expect(firstMisfit(rows[index]!, rows.slice(index + 1), KEY)).toBeUndefined()
    }),
  )
})

test('an edit of any field is found at its row', () => {
  const edit = event.chain((other) =>
    fc.constantFrom(...Object.entries({ ...other, position: 1_000_000, hash: '0'.repeat(64) })),
  )
  fc.assert(
    fc.property(spot, edit, ([rows, index], [name, value]) => {
      fc.pre(JSON.stringify(rows[index]![name as keyof SealedEvent]) !== JSON.stringify(value))
      const edited = rows.map((row, at) => (at === index ? { ...row, [name]: value } : row))
      expect(firstMisfit(GENESIS, edited, KEY)).toMatchObject({ position: index + 1 })
    }),
    { numRuns: 500 },
  )
})

test('an edit whose own hash was made anew with the key is found at the next row', () => {
  fc.assert(
    fc.property(spot, fc.string(), ([rows, index], description) => {
      fc.pre(index < rows.length - 1 && rows[index]!.description !== description)
      const before = index === 0 ? GENESIS : rows[index - 1]!
      const edited = { ...rows[index]!, description }
      const forged = rows.map((row, at) => (at === index ? { ...edited, ...linkTo(before, edited, KEY) } : row))
      expect(firstMisfit(GENESIS, forged, KEY)).toEqual({ position: index + 2, why: 'altered' })
    }),
  )
})

test('a row taken out is found at its place, unless it was the last', () => {
  fc.assert(
    fc.property(spot, ([rows, index]) => {
      fc.pre(index < rows.length - 1)
      const rest = rows.filter((_, at) => at !== index)
      expect(firstMisfit(GENESIS, rest, KEY)).toEqual({ position: index + 1, why: 'missing' })
    }),
  )
})

test('two rows that changed places are found at the first of them', () => {
  fc.assert(
    fc.property(spot, fc.nat(), ([rows, index], other) => {
      const [first, second] = [index, other % rows.length].sort((a, b) => a - b) as [number, number]
      fc.pre(first !== second)
      // Each keeps its content and takes the other's place, with or without the other's hash.
      const moved = rows.map((row) => ({ ...row }))
      moved[first] = { ...rows[second]!, position: first + 1, hash: rows[first]!.hash }
      moved[second] = { ...rows[first]!, position: second + 1, hash: rows[second]!.hash }
      expect(firstMisfit(GENESIS, moved, KEY)).toEqual({ position: first + 1, why: 'altered' })
    }),
  )
})

test('a row that was put in between is found', () => {
  fc.assert(
    fc.property(spot, event, ([rows, index], forged) => {
      const before = index === 0 ? GENESIS : rows[index - 1]!
      const added = [
        ...rows.slice(0, index),
        { ...forged, ...linkTo(before, forged, KEY) },
        ...rows.slice(index).map((row) => ({ ...row, position: row.position + 1 })),
      ]
      expect(firstMisfit(GENESIS, added, KEY)).toEqual({ position: index + 2, why: 'altered' })
    }),
  )
})

test('who has no key makes no row that fits', () => {
  fc.assert(
    fc.property(spot, fc.string(), ([rows, index], description) => {
      fc.pre(rows[index]!.description !== description)
      // All from there on is made anew, as in version 1 and under another key.
      for (const key of [undefined, Buffer.alloc(32, 9)]) {
        const forged = rows.slice(0, index)
        for (const row of rows.slice(index)) {
          const changed = forged.length === index ? { ...row, description } : row
          forged.push({ ...changed, ...linkTo(forged.at(-1) ?? GENESIS, changed, key) })
        }
        expect(firstMisfit(GENESIS, forged, KEY)).toEqual({ position: index + 1, why: 'altered' })
      }
    }),
  )
})

test('rows of version 1 fit where they may be, and nowhere behind', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 2, maxLength: 12 }), fc.nat(), (events, at) => {
      const unkeyed = at % events.length
      let last = GENESIS
      const rows = events.map((row) => {
        last = linkTo(last, row, last.position < unkeyed ? undefined : KEY)
        return { ...row, ...last }
      })
      expect(firstMisfit(GENESIS, rows, KEY, unkeyed)).toBeUndefined()
      expect(firstMisfit(GENESIS, rows, KEY, unkeyed + 1)).toEqual({ position: unkeyed + 1, why: 'altered' })
    }),
  )
})
