import { expect, test } from 'vitest'
import { isSealed, type Kept } from '../../../../base/secrets/sealed.ts'
import { encodeSettings, pageOf } from './shapes.ts'

const kept: Kept[] = ['gold', '', { sealed: 'v1.abc' }]

test('a secret setting is told of, and its value only where it is revealed', () => {
  expect(encodeSettings(kept)).toEqual([
    { position: 1, isSecret: false, value: 'gold' },
    { position: 3, isSecret: true },
  ])
  const reveal = (value: Kept) => (isSealed(value) ? `opened ${value.sealed}` : value)
  expect(encodeSettings(kept, reveal)[1]).toEqual({ position: 3, isSecret: true, value: 'opened v1.abc' })
})

test('a page past the end has no rows, and the total still stands', () => {
  expect(pageOf([1, 2, 3], { offset: 1, limit: 1 }, String)).toEqual({ items: ['2'], total: 3, offset: 1, limit: 1 })
  expect(pageOf([1], { offset: 9, limit: 5 }, String)).toEqual({ items: [], total: 1, offset: 9, limit: 5 })
})
