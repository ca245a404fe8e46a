import { expect, test, vi } from 'vitest'
import { makeHousekeeping } from './housekeeping.ts'

test('every round goes through all of them, whatever one throws, and none overlaps another', async () => {
  vi.useFakeTimers()
  const done: string[] = []
  const faults: unknown[] = []
  let finish = () => {}
  const keeping = makeHousekeeping(
    [
      () => Promise.reject(new Error('no database')),
      () => new Promise<void>((resolve) => (finish = resolve)).then(() => void done.push('slow')),
    ],
    (fault) => void faults.push(fault),
  )
  keeping.start(1000)
  await vi.advanceTimersByTimeAsync(3000)
  expect(faults).toHaveLength(1)
  finish()
  await vi.advanceTimersByTimeAsync(1000)
  finish()
  await keeping.stop()
  expect(done).toEqual(['slow', 'slow'])
  expect(faults).toHaveLength(2)
  vi.useRealTimers()
})

test('it stops after the step under way, and is safe to stop twice and before the start', async () => {
  vi.useFakeTimers()
  let steps = 0
  const keeping = makeHousekeeping(
    [
      async (stopping) => {
        while (!stopping()) {
          steps++
          await Promise.resolve()
        }
      },
    ],
    (fault) => {
      throw fault
    },
  )
  await keeping.stop()
  keeping.start(1000)
  vi.advanceTimersByTime(1000)
  await keeping.stop()
  await keeping.stop()
  expect(steps).toBeGreaterThan(0)
  vi.useRealTimers()
})
