import fc from 'fast-check'
import { expect, test } from 'vitest'
import { secrets, twoLayers } from '../../../test/support/escapings.ts'
import { isLong } from '../../../test/support/long.ts'
import { makeValueFinder } from './find-values.ts'

/** The same ones each time: what is found by chance is found by the long run, which begins elsewhere each time. */
const RUNS = isLong ? { numRuns: 100_000 } : { numRuns: 500, seed: 1 }

/** What is left of the text when all that was found is gone. */
function without(text: string, spans: readonly (readonly [number, number])[]): string {
  const letters = [...Array(text.length).keys()].map((at) => text[at]!)
  for (const [start, end] of spans) letters.fill('', start, end)
  return letters.join('')
}

test('a secret is found in every escaping, and in two of them, whatever stands around it', () => {
  fc.assert(
    fc.property(secrets, twoLayers, (secret, wrap) => {
      const { text, how } = wrap(secret)
      const find = makeValueFinder([secret])
      const spans = find(text)
      expect(spans, `${how}: ${text}`).not.toEqual([])
      const left = without(text, spans)
      expect(find(left), `${how}: ${text} leaves ${left}`).toEqual([])
    }),
    RUNS,
  )
})

test('other text is left alone', () => {
  fc.assert(
    fc.property(secrets, fc.lorem({ maxCount: 30 }), (secret, words) => {
      expect(
        makeValueFinder([secret])(`${words} ${JSON.stringify(words)} ${Buffer.from(words).toString('base64')}`),
      ).toEqual([])
    }),
    RUNS,
  )
})
