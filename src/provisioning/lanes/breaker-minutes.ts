import type { Counted } from '../../jobs/lanes/counts.ts'

/** `isOpen`: at its end, or at any time in it. */
export type BreakerMinute = { at: number; isOpen: boolean; probes: number }

type Counts = readonly { at: number; what: Counted; n: number }[]

const MINUTE_MS = 60_000

/** Told backwards from how it stands now: what was counted says how it stood before each minute. */
export function breakerMinutes(
  counts: Counts,
  { from, now, isOpen }: { from: number; now: number; isOpen: boolean },
): BreakerMinute[] {
  const minutes: BreakerMinute[] = []
  let after = isOpen
  for (let at = now - (now % MINUTE_MS); at >= from; at -= MINUTE_MS) {
    const numberOf = (what: Counted) => counts.find((each) => each.at === at && each.what === what)?.n ?? 0
    const [opened, closed] = [numberOf('opened'), numberOf('closed')]
    // It opens and closes by turns, so that where both are as many it stood before as it did after.
    const before = opened === closed ? after : closed > opened
    minutes.push({ at, isOpen: before || after || opened > 0, probes: numberOf('probed') })
    after = before
  }
  return minutes.reverse()
}
