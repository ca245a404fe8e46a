import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CONFIGURATION_SCHEMA } from './configuration-schema.ts'
import { validate } from './json-schema.ts'

test('whatever is sent as a configuration is judged in lines that end with a full stop', () => {
  const name = fc.constantFrom(...Object.keys(CONFIGURATION_SCHEMA.properties!), 'other', '__proto__')
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(name, fc.jsonValue())), (sent) => {
      const faults = validate(CONFIGURATION_SCHEMA, sent)
      for (const fault of faults) expect(fault).toMatch(/^.{1,1000}\.$/su)
      expect(faults.length).toBeLessThanOrEqual(50)
    }),
    { numRuns: 200 },
  )
})
