import { type IntervalTask, makeInterval } from './interval.ts'

/**
 * Repeats a step, which says how many rows it took, while it takes `most`: between two steps others get their turn. A step
 * that has begun is ended; none begins once `stopping` says so.
 */
export async function inSteps(
  most: number,
  step: () => Promise<number>,
  stopping: () => boolean = () => false,
): Promise<void> {
  while (!stopping() && (await step()) === most) await new Promise(setImmediate)
}

/** Everything that goes away by age, in small steps. What fails is told, and holds up none of the others. */
export function makeHousekeeping(prunings: readonly IntervalTask[], onFault: (fault: unknown) => void) {
  const rounds = makeInterval(async (stopping) => {
    for (const prune of prunings) if (!stopping()) await prune(stopping).catch(onFault)
  })
  return { start: (everyMs: number): void => rounds.start(everyMs, onFault), stop: rounds.stop }
}
