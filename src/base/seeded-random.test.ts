import { expect, test } from 'vitest'
import { seededRandom } from './seeded-random.ts'

test('the same parts have the same chance, and parts are told apart', () => {
  expect(seededRandom(1, 'create', 'w1')).toBe(seededRandom(1, 'create', 'w1'))
  expect(
    new Set([
      seededRandom(1, 'ab', 'c'),
      seededRandom(1, 'a', 'bc'),
      seededRandom(2, 'ab', 'c'),
      seededRandom('1ab', 'c'),
    ]).size,
  ).toBe(4)
})

test('chances are spread evenly', () => {
  const chances = Array.from({ length: 2000 }, (_, index) => seededRandom(7, index))
  expect(chances.every((chance) => chance >= 0 && chance < 1)).toBe(true)
  for (const share of [0.05, 0.5]) {
    const below = chances.filter((chance) => chance < share).length / chances.length
    expect(below).toBeGreaterThan(share * 0.7)
    expect(below).toBeLessThan(share * 1.3)
  }
})
