import { expect, test } from 'vitest'
import { sortedBy, sortOf } from './sorts.ts'

test.each([
  ['createdAt', 'createdAt', false, '-createdAt'],
  ['-createdAt', 'createdAt', false, 'createdAt'],
  ['createdAt', 'retries', false, 'retries'],
  ['-retries,createdAt', 'createdAt', false, '-createdAt'],
  ['-retries', 'createdAt', true, '-retries,createdAt'],
  ['-retries,createdAt', 'createdAt', true, '-retries,-createdAt'],
  ['-retries,createdAt', 'retries', true, 'retries,createdAt'],
  ['-retries,createdAt', 'id', true, '-retries,id'],
])('%s, then %s (beside the first: %s) is %s', (sort, field, adds, next) => {
  expect(sortedBy(sort, field, adds)).toBe(next)
})

test('a field tells where it stands and in which direction', () => {
  expect(sortOf('-retries,createdAt', 'retries')).toEqual({ isSecond: false, mark: '↓' })
  expect(sortOf('-retries,createdAt', 'createdAt')).toEqual({ isSecond: true, mark: '↑' })
  expect(sortOf('-retries,createdAt', 'id')).toBeUndefined()
})
