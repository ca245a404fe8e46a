import fc from 'fast-check'
import { expect, test } from 'vitest'
import { referenceParameters } from './references.ts'

test('references are the same as a JSON list, repeated, and parted by commas', async () => {
  const reference = fc.stringMatching(/^[0-9a-f]{8}_\d\.\d{10}\.\d{1,3}$/)
  const { decode } = referenceParameters.service_refs
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(reference, { minLength: 2, maxLength: 6 }), async (references) => {
      for (const sent of [[JSON.stringify(references)], references, [references.join(',')], [references.join(', ')]])
        expect(await decode(sent, 'service_refs')).toEqual({ references, isOne: false })
    }),
    { numRuns: 50 },
  )
})
