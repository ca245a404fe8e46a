/** The largest value of late: of this span of time and the one before it. Reading it changes nothing. */
export function makeRecentMost(spanMs: number, now: () => number = () => performance.now()) {
  let beganAt = now()
  let [present, before] = [0, 0]

  function turn(): void {
    const gone = now() - beganAt
    if (gone < spanMs) return
    before = gone < 2 * spanMs ? present : 0
    present = 0
    beganAt = now()
  }

  return {
    add(value: number): void {
      turn()
      if (value > present) present = value
    },
    now(): number {
      turn()
      return Math.max(present, before)
    },
  }
}
