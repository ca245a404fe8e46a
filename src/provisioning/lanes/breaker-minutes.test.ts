import { expect, test } from 'vitest'
import type { Counted } from '../../jobs/lanes/counts.ts'
import { breakerMinutes } from './breaker-minutes.ts'

const MINUTE = 60_000

/** Of five minutes, each as `o` (open) or `-`, with how many probes there were. */
function hour(isOpen: boolean, ...counted: [minute: number, what: Counted, n?: number][]): string {
  const counts = counted.map(([minute, what, n = 1]) => ({ at: minute * MINUTE, what, n }))
  return breakerMinutes(counts, { from: 0, now: 4 * MINUTE + 59_000, isOpen })
    .map(({ isOpen: open, probes }) => (open ? 'o' : '-') + (probes || ''))
    .join(' ')
}

test.each<[string, string, boolean, ...[number, Counted, number?][]]>([
  ['nothing was counted: as it stands', '- - - - -', false],
  ['nothing was counted, and it is open', 'o o o o o', true],
  ['it opened and is probed', '- o o1 o2 o', true, [1, 'opened'], [2, 'probed'], [3, 'probed', 2]],
  ['it closed again', '- o o1 - -', false, [1, 'opened'], [2, 'probed'], [2, 'closed']],
  ['it was open before', 'o o - - -', false, [1, 'closed']],
  ['it opened and closed within a minute', '- - o - -', false, [2, 'opened', 2], [2, 'closed', 2]],
  ['it closed and opened within a minute', 'o o o o o', true, [2, 'opened'], [2, 'closed']],
])('%s', (_, drawn, isOpen, ...counted) => {
  expect(hour(isOpen, ...counted)).toBe(drawn)
})
