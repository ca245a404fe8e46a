import { expect, test } from 'vitest'
import { ALPHANUMERIC, randomToken, uuid } from './ids.ts'

test('a token has the length and the alphabet that were asked for', () => {
  expect(randomToken(32)).toMatch(/^[0-9A-Za-z]{32}$/)
  expect(randomToken(200, 'ab')).toMatch(/^[ab]{200}$/)
  expect(randomToken(0)).toBe('')
})

test('every character of the alphabet comes up, about equally often', () => {
  const counts = new Map<string, number>()
  for (const character of randomToken(62_000)) counts.set(character, (counts.get(character) ?? 0) + 1)
  expect(counts.size).toBe(ALPHANUMERIC.length)
  // 1000 expected of each; ten standard deviations either way, so that chance never fails the test.
  expect(Math.min(...counts.values())).toBeGreaterThan(680)
  expect(Math.max(...counts.values())).toBeLessThan(1320)
})

test('an empty alphabet is a fault', () => {
  expect(() => randomToken(1, '')).toThrow()
})

test('tokens and UUIDs do not repeat', () => {
  const made = Array.from({ length: 1000 }, () => [randomToken(32), uuid()]).flat()
  expect(new Set(made).size).toBe(2000)
  expect(uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
