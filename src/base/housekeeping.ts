import { type IntervalTask, makeInterval } from './interval.ts'

/** Everything that goes away by age, in small steps. What fails is told, and holds up none of the others. */
export function makeHousekeeping(prunings: readonly IntervalTask[], onFault: (fault: unknown) => void) {
  const rounds = makeInterval(async (stopping) => {
    for (const prune of prunings) if (!stopping()) await prune(stopping).catch(onFault)
  })
  return { start: (everyMs: number): void => rounds.start(everyMs, onFault), stop: rounds.stop }
}
