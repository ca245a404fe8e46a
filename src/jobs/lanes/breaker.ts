import type { Health } from '../outcome.ts'
import type { LaneRow } from '../store.ts'

type Breaker = Pick<LaneRow, 'breaker' | 'failures' | 'openUntil' | 'probeId'>
type Guarded = Breaker & Pick<LaneRow, 'breakAfter' | 'breakForMs'>

/** How many jobs the breaker lets through: all, none, or one that probes. */
export function lettingThrough({ breaker, openUntil, probeId }: Breaker, now: number): number {
  if (breaker === 'closed') return Number.POSITIVE_INFINITY
  if (breaker === 'open') return openUntil! <= now ? 1 : 0
  return probeId === null ? 1 : 0
}

/** The one job that an open breaker let through decides what becomes of it. */
export function probe(lane: Breaker, jobId: number): void {
  lane.breaker = 'half-open'
  lane.openUntil = null
  lane.probeId = jobId
}

/** What the end of a job's turn does to the breaker of its lane. While it is not closed, only the probe counts. */
export function judge(lane: Guarded, jobId: number, health: Health, now: number): void {
  const isProbe = lane.probeId === jobId
  if (isProbe) lane.probeId = null
  const counts = lane.breaker === 'closed' || isProbe
  if (counts && health === 'ill') lane.failures += 1
  const tooMany = isProbe || (lane.breakAfter !== null && lane.failures >= lane.breakAfter)
  if (health === 'broken' || (counts && health === 'ill' && tooMany)) openBreaker(lane, now + lane.breakForMs)
  else if (counts && health === 'well') closeBreaker(lane)
}

export function openBreaker(lane: Breaker, until: number): void {
  lane.breaker = 'open'
  lane.openUntil = until
  lane.probeId = null
}

export function closeBreaker(lane: Breaker): void {
  lane.breaker = 'closed'
  lane.failures = 0
  lane.openUntil = null
  lane.probeId = null
}
