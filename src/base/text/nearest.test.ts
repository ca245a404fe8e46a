import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

test.each([
  ['srve', 'serve'],
  ['SERVE', 'serve'],
  ['serev', 'serve'],
  ['--prot', '--port'],
  ['credentail', 'credential'],
  ['x', undefined],
  ['something-else', undefined],
  ['serve'.repeat(1000), undefined],
])('%s is meant as %s', (word, expected) => {
  expect(nearest(word, ['serve', 'staff', '--port', 'credential'])).toBe(expected)
})
