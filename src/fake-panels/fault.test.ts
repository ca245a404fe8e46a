import { expect, test } from 'vitest'
import { FAULTS, makeFaults, parseFaults } from './fault.ts'

test('dials are read as a person writes them', () => {
  expect(
    parseFaults(
      'http_500 5%, reset 2% verb=createacct,slow ms=20 asking , lock_held times=3 after user=w1,rate_429 retry-after=9',
    ),
  ).toEqual([
    { name: 'http_500', share: 0.05 },
    { name: 'reset', share: 0.02, verb: 'createacct' },
    { name: 'slow', ms: 20, calls: 'asking' },
    { name: 'lock_held', times: 3, when: 'after', user: 'w1' },
    { name: 'rate_429', retryAfter: 9 },
  ])
  expect(parseFaults('')).toEqual([])
})

test.each([
  ['fire', Object.keys(FAULTS).join(', ')],
  ['slow ms=soon', 'got ms=soon'],
  ['http_500 5', 'got 5'],
])('%s is no dial', (text, words) => {
  expect(() => parseFaults(text)).toThrow(words)
})

const calls = Array.from({ length: 2000 }, (_, index) => ({ verb: 'createacct', user: `w${index}`, changes: true }))

test('a share of the calls is struck: the same ones for the same seed, in whatever order they come', () => {
  const struck = (seed: number, order = calls) => {
    const faults = makeFaults(seed, [{ name: 'http_500', share: 0.05 }])
    return new Set(order.filter((call) => faults.strike(call)).map(({ user }) => user))
  }
  expect(struck(1)).toEqual(struck(1, [...calls].reverse()))
  expect(struck(1)).not.toEqual(struck(2))
  expect(struck(1).size).toBeGreaterThan(60)
  expect(struck(1).size).toBeLessThan(140)
})

test('who is struck once is not struck at every call, but a missing package is missing always', () => {
  const again = (name: 'http_500' | 'unknown_package') => {
    const faults = makeFaults(1, [{ name, share: 0.1 }])
    const rounds = [1, 2].map(() => calls.filter((call) => faults.strike(call)).map(({ user }) => user))
    return rounds[0]!.join() === rounds[1]!.join()
  }
  expect([again('http_500'), again('unknown_package')]).toEqual([false, true])
})

test('a dial strikes only what it is for, and only so often', () => {
  const faults = makeFaults(1, [
    { name: 'lock_held', verb: 'suspendacct', user: 'w1', times: 2 },
    { name: 'reset', calls: 'asking' },
  ])
  const strike = (verb: string, user: string, changes = true) => faults.strike({ verb, user, changes })?.name
  expect([strike('createacct', 'w1'), strike('suspendacct', 'w2'), strike('accountsummary', 'w1', false)]).toEqual([
    undefined,
    undefined,
    'reset',
  ])
  expect([1, 2, 3].map(() => strike('suspendacct', 'w1'))).toEqual(['lock_held', 'lock_held', undefined])
})
