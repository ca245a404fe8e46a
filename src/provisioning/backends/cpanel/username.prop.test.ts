import fc from 'fast-check'
import { test } from 'vitest'
import { proposeUsername } from './username.ts'

test('every proposal is a name that the panel takes, whatever the domain', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.oneof(fc.domain(), fc.string()),
      fc.integer({ min: 1, max: 50 }),
      (marker, domain, attempt) => {
        const name = proposeUsername({ marker, domain }, attempt)
        return /^[a-z][a-z0-9]{7}$/.test(name) && !name.startsWith('test')
      },
    ),
  )
})
