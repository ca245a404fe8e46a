import { expect, test } from 'vitest'
import { makeClockWatch } from './clock-watch.ts'

const HOUR = 3_600_000

/** A clock and the time that goes by, apart. */
function setup() {
  let [now, passed] = [1_000_000_000, 0]
  const look = makeClockWatch(() => passed)
  return {
    pass(ms: number) {
      now += ms
      passed += ms
    },
    jump(ms: number) {
      now += ms
    },
    /** How far it jumped, by an answer that takes so long on its way back. */
    async look(backMs = 0) {
      const { jumpedMs } = await look(async () => {
        const told = now
        now += backMs
        passed += backMs
        return told
      })
      return jumpedMs
    },
  }
}

test.each([HOUR, -HOUR])('a jump by %i ms is told once', async (ms) => {
  const { pass, jump, look } = setup()
  await look()
  pass(1000)
  jump(ms)
  expect(await look()).toBe(ms)
  pass(1000)
  expect(await look()).toBe(0)
})

test('answers that were long on their way, and looks far apart, are no jump', async () => {
  const { pass, look } = setup()
  const jumps = [await look(20_000), await look(), await look(30_000)]
  pass(HOUR)
  expect([...jumps, await look(10_000)]).toEqual([0, 0, 0, 0])
})
