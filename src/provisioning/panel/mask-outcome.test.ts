import { expect, test } from 'vitest'
import { makeMasker } from './mask.ts'
import { maskOutcome } from './mask-outcome.ts'
import { done, failed } from './outcome.ts'

const mask = makeMasker(['hunter"hunter'])

test('whatever a failure says is without secrets, the field among it', () => {
  const text = String.raw`no hunter\"hunter`
  const outcome = failed('permanent', text, { explanation: text, cause: text, field: text })
  expect(maskOutcome(mask, outcome)).toEqual(
    failed('permanent', 'no ***', { explanation: 'no ***', cause: 'no ***', field: 'no ***' }),
  )
  expect(maskOutcome(mask, failed('permanent', text, { cause: `${text}!` }))).toMatchObject({ cause: 'no ***!' })
})

test('a text is cut behind the masking, so that no half of a secret is left', () => {
  const text = `${'.'.repeat(1998)}${encodeURIComponent('hunter"hunter')}${'.'.repeat(100)}`
  expect(maskOutcome(mask, failed('unknown', text, { longest: 2000 }))).toEqual(
    failed('unknown', `${'.'.repeat(1998)}***… (2113 characters in all)`, {
      cause: `${'.'.repeat(1998)}***… (2113 characters in all)`,
    }),
  )
})

test('of a success the words are masked, and the value is for the one who asked', () => {
  expect(maskOutcome(mask, done({ url: 'hunter"hunter' }, 'hunter&#34;hunter'))).toEqual(
    done({ url: 'hunter"hunter' }, '***'),
  )
})
