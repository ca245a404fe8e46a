import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isReference, makeReferences } from './reference.ts'
import { instanceIdOf, referenceOfInstance } from './start.ts'

test('never gives a reference twice, whatever the clocks do, across restarts and nodes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          /** Nodes may even have the same name. */
          node: fc.constantFrom('34100b7a', '00000000', 'ffffffff'),
          now: fc.integer({ min: -1_000_000, max: 8_000_000_000_000 }),
          starts: fc.nat(20),
          /** How many ask at once before there is a boot number. */
          atOnce: fc.integer({ min: 1, max: 3 }),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      async (boots) => {
        let given = 0
        const nextBoot = async () => ++given
        const all: string[] = []
        for (const { node, now, starts, atOnce } of boots) {
          const references = makeReferences({ node, nextBoot, clock: { now: () => now } })
          const makers = await Promise.all(Array.from({ length: atOnce }, () => references.open()))
          for (let n = 0; n < starts; n++) all.push(makers[n % atOnce]!())
        }
        expect(new Set(all).size).toBe(all.length)
        expect(given).toBe(boots.length)
        for (const reference of all) {
          expect(isReference(reference)).toBe(true)
          expect(referenceOfInstance(instanceIdOf(reference))).toBe(reference)
          expect(referenceOfInstance(reference)).toBe(undefined)
        }
      },
    ),
  )
})

test('ascends within a process, and takes another boot number only when it had none', async () => {
  const refused = new Error('the database is gone')
  const answers: (number | Error)[] = [refused, 7]
  const references = makeReferences({
    node: '34100b7a',
    clock: { now: () => 1_666_875_127_500 },
    async nextBoot() {
      const answer = answers.shift()!
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  await expect(references.open()).rejects.toBe(refused)
  const next = await references.open()
  expect([next(), next(), (await references.open())()]).toEqual([
    '34100b7a_7.1666875127.1',
    '34100b7a_7.1666875127.2',
    '34100b7a_7.1666875127.3',
  ])
})
