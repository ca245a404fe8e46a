import { expect, test } from 'vitest'
import { inSlices, nextTurn, type Slices } from './slices.ts'

test('however much work there is, each turn of the event loop has one slice', async () => {
  const log: string[] = []
  let turn = 0
  let isOpen = true
  const count = () => {
    turn++
    if (isOpen) setImmediate(count)
  }
  setImmediate(count)
  function* work(name: string): Slices<string> {
    for (let step = 0; step < 3; step++) {
      log.push(`${name}${turn}`)
      yield
    }
    return name
  }
  const done = await Promise.all(['a', 'b', 'c'].map((name) => inSlices(work(name), { turn: nextTurn, sliceMs: 0 })))
  isOpen = false
  expect(done).toEqual(['a', 'b', 'c'])
  expect(log.map(([name]) => name).join('')).toBe('abcabcabc')
  expect(new Set(log.map((entry) => entry.slice(1))).size).toBe(9)
})
