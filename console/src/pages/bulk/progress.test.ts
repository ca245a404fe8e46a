import { expect, test } from 'vitest'
import { byWords } from './by-words.ts'
import { endOf, quarterOf } from './progress.ts'

const COUNTED = { total: 40, succeeded: 8, failed: 2, skipped: 0, waiting: 30 }
const RUNNING = { ...COUNTED, state: 'running', held: '', committedAt: '2026-11-30T03:00:00Z' } as const
const at = (time: string) => Date.parse(`2026-11-30T${time}Z`)

test('the end of a bulk action is said by the pace that it had', () => {
  expect(endOf(RUNNING, at('03:00:10'))).toBe(at('03:00:40'))
})

test('of what has not begun, stands still or has ended no end is said', () => {
  const now = at('03:00:10')
  expect(endOf({ ...RUNNING, succeeded: 0, failed: 0 }, now)).toBeUndefined()
  expect(endOf({ ...RUNNING, held: 'The brake holds it' }, now)).toBeUndefined()
  expect(endOf({ ...RUNNING, state: 'done' }, now)).toBeUndefined()
})

test('how far it is, is told in quarters', () => {
  expect(quarterOf(COUNTED)).toBe(25)
  expect(quarterOf({ ...COUNTED, total: 41 })).toBe(0)
  expect(quarterOf({ total: 0, succeeded: 0, failed: 0, skipped: 0, waiting: 0 })).toBe(100)
})

test('what failed in the same words stands together, the most first', () => {
  const item = (id: number, words: string) =>
    ({ id, name: null, state: 'failed', code: 'x', words, endedAt: null }) as const
  const found = byWords([item(1, 'away'), item(2, 'taken'), item(3, 'taken')])
  expect(found.map(({ words, items }) => [words, items.map(({ id }) => id)])).toEqual([
    ['taken', [2, 3]],
    ['away', [1]],
  ])
})
