import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { SYSTEM } from '../actor.ts'
import { makePasswordTexts } from './password-texts.ts'

test('what was encrypted is read again, is never the same twice, and nothing else is opened', () => {
  const texts = makePasswordTexts(randomBytes(32))
  const [one, two] = [texts.encrypt(SYSTEM, 'tëst'), texts.encrypt(SYSTEM, 'tëst')]
  expect(one).not.toBe(two)
  expect(texts.decrypt(SYSTEM, one)).toBe('tëst')
  const others = makePasswordTexts(randomBytes(32)).encrypt(SYSTEM, 'x')
  for (const odd of ['', 'x', others, `A${one.slice(1)}`, 'A'.repeat(100_000)])
    expect(() => texts.decrypt(SYSTEM, odd)).toThrow('a text that was encrypted here')
})

test('both ask for the right to see passwords', () => {
  const texts = makePasswordTexts(randomBytes(32))
  const nobody = { ...SYSTEM, permissions: new Set<never>() }
  expect(() => texts.encrypt(nobody, 'x')).toThrow('services.passwords')
  expect(() => texts.decrypt(nobody, 'x')).toThrow('services.passwords')
})
