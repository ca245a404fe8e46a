import { describe, expect, test } from 'vitest'
import type { Health } from '../outcome.ts'
import { judge, lettingThrough, openBreaker, probe } from './breaker.ts'

const NOW = 1_000_000

const closed = () => ({
  breaker: 'closed' as 'closed' | 'open' | 'half-open',
  failures: 0,
  openUntil: null as number | null,
  probeId: null as number | null,
  breakAfter: 3 as number | null,
  breakForMs: 5000,
})
type Breaker = ReturnType<typeof closed>

function after(...healths: Health[]): Breaker {
  const lane = closed()
  for (const health of healths) judge(lane, 1, health, NOW)
  return lane
}

describe('a closed breaker', () => {
  test.each<[string, Health[], 'closed' | 'open', number]>([
    ['stays closed below its number of failures', ['ill', 'ill'], 'closed', 2],
    ['opens after so many in a row', ['ill', 'ill', 'ill'], 'open', 3],
    ['begins to count anew after one that went well', ['ill', 'ill', 'well', 'ill'], 'closed', 1],
    ['does not count what says nothing', ['ill', 'ill', 'unsaid', 'unsaid'], 'closed', 2],
    ['opens at once for what will not get better by itself', ['broken'], 'open', 0],
  ])('%s', (_, healths, breaker, failures) => {
    expect(after(...healths)).toMatchObject({ breaker, failures })
  })

  test('lets all through, and opens never without a number', () => {
    const lane = { ...closed(), breakAfter: null }
    for (let n = 0; n < 100; n++) judge(lane, n, 'ill', NOW)
    expect(lettingThrough(lane, NOW)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('an open breaker', () => {
  const open = () => {
    const lane = closed()
    openBreaker(lane, NOW + 5000)
    return lane
  }

  test('lets nothing through until its time, then one', () => {
    expect(lettingThrough(open(), NOW + 4999)).toBe(0)
    expect(lettingThrough(open(), NOW + 5000)).toBe(1)
  })

  test('lets nothing more through while one probes', () => {
    const lane = open()
    probe(lane, 7)
    expect(lane.breaker).toBe('half-open')
    expect(lettingThrough(lane, NOW + 60_000)).toBe(0)
  })

  test.each<[string, Health, Partial<Breaker>]>([
    ['closes when the probe went well', 'well', { breaker: 'closed', failures: 0, probeId: null }],
    ['opens again when it did not', 'ill', { breaker: 'open', openUntil: NOW + 5000, probeId: null }],
    ['lets another one probe when it said nothing', 'unsaid', { breaker: 'half-open', probeId: null }],
  ])('%s', (_, health, expected) => {
    const lane = open()
    probe(lane, 7)
    judge(lane, 7, health, NOW)
    expect(lane).toMatchObject(expected)
  })

  test('does not listen to what began before', () => {
    const lane = open()
    judge(lane, 1, 'well', NOW)
    expect(lane.breaker).toBe('open')
    probe(lane, 7)
    judge(lane, 2, 'ill', NOW)
    expect(lane).toMatchObject({ breaker: 'half-open', probeId: 7 })
  })
})
