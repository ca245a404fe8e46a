import { describe, expect, test } from 'vitest'
import { makeFloodLimit } from './flood-limit.ts'

const MINUTE = 60_000

function open(limits: Partial<Parameters<typeof makeFloodLimit>[0]> = {}) {
  let at = 0
  const limit = makeFloodLimit({ perKey: 3, atOnce: 100, perMinute: 1, now: () => at, ...limits })
  const takeTimes = (key: string, times: number, range?: string) => {
    let through = 0
    for (let n = 0; n < times; n++) if (limit.take(key, { ...(range !== undefined && { range }) })) through++
    return through
  }
  return { ...limit, takeTimes, pass: (ms: number) => (at += ms) }
}

const NONE = { most: [], others: { times: 0, keys: 0 } }

describe('what is let through', () => {
  test('is so much of each key in a window, and the rest is told when it ends', () => {
    const { takeTimes, endWindow } = open()
    expect([takeTimes('a', 5), takeTimes('b', 2)]).toEqual([3, 2])
    expect(endWindow()).toEqual({ most: [{ key: 'a', times: 2 }], others: { times: 0, keys: 0 } })
    expect(takeTimes('a', 1)).toBe(1)
    expect(endWindow()).toEqual(NONE)
  })

  test('is so much of all keys of a range', () => {
    const { takeTimes } = open({ perRange: 4 })
    expect(['a', 'b', 'c'].map((key) => takeTimes(key, 2, 'wide'))).toEqual([2, 2, 0])
    expect(takeTimes('d', 2, 'elsewhere')).toBe(2)
  })

  test('is so much in all, and then so much a minute', () => {
    const { takeTimes, pass } = open({ perKey: 1000, atOnce: 10, perMinute: 2 })
    expect(takeTimes('a', 20)).toBe(10)
    pass(MINUTE)
    expect(takeTimes('a', 20)).toBe(2)
    pass(100 * MINUTE)
    expect(takeTimes('a', 20)).toBe(10)
  })

  test('is nothing that may not pass, which is counted all the same', () => {
    const { take, endWindow } = open()
    expect(take('a', { mayPass: false })).toBe(false)
    expect(endWindow().most).toEqual([{ key: 'a', times: 1 }])
  })
})

test('a million keys are counted, and no more of them are remembered than there may be', () => {
  const { take, endWindow } = open({ atOnce: 5, mostKeys: 20 })
  for (let n = 0; n < 1_000_000; n++) take(`key ${n}`)
  const { most, others } = endWindow()
  expect(most).toHaveLength(10)
  expect(others.keys).toBe(0)
  expect(most.reduce((sum, { times }) => sum + times, others.times)).toBe(1_000_000 - 5)
})

test('who comes when there are too many to count is still let through while there is something left', () => {
  const { takeTimes } = open({ mostKeys: 1 })
  takeTimes('a', 1)
  expect(takeTimes('b', 1)).toBe(1)
})
