import { expect, test } from 'vitest'
import type { LaneRow } from '../store.ts'
import { makeLookout } from './lookout.ts'

const OF = { ids: [1] }

/** Lanes that wake at these instants, and from when on was looked each time. */
function lookoutOver(wakes: number[]) {
  const clock = { now: 1_000_000 }
  const asked: number[] = []
  const look = makeLookout(async (_, __, from = 0) => {
    asked.push(from)
    const due = wakes.filter((at) => at >= from && at <= clock.now)
    return { now: clock.now, lanes: due.map((wakeAt) => ({ wakeAt }) as LaneRow), nextAt: null }
  }, 10)
  return { clock, asked, look }
}

test('goes on a little before the last look, and looks at all now and then', async () => {
  const { clock, asked, look } = lookoutOver([])
  for (const ms of [0, 10, 1900, 100, 10]) {
    clock.now += ms
    await look(OF)
  }
  expect(asked).toEqual([0, 999_500, 999_510, 1_001_410, 0])
})

test('sees again what was due and not taken', async () => {
  const { clock, asked, look } = lookoutOver([400_000])
  await look(OF)
  clock.now += 1000
  expect((await look(OF)).lanes).toHaveLength(1)
  expect(asked).toEqual([0, 400_000])
})

test('finds after two seconds what somebody wrote long before it was on disk', async () => {
  const wakes: number[] = []
  const { clock, look } = lookoutOver(wakes)
  await look(OF)
  wakes.push(clock.now - 60_000)
  expect((await look(OF)).lanes).toHaveLength(0)
  clock.now += 2000
  await look(OF)
  expect((await look(OF)).lanes).toHaveLength(1)
})
