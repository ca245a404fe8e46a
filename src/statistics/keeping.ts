import { Invalid } from '../base/refusal.ts'

export const STEPS = ['minute', 'hour', 'day'] as const
export type Step = (typeof STEPS)[number]

export const STEP_MS: Readonly<Record<Step, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** How long counts are kept by each step; what is older stands in the next longer one. */
export type StatisticsKeeping = Readonly<Record<`${Step}Ms`, number>>

export const longerSteps = (step: Step): readonly Step[] => STEPS.slice(STEPS.indexOf(step) + 1)

const startOf = (at: number, stepMs: number): number => at - (((at % stepMs) + stepMs) % stepMs)

/** Whole longer steps move, so that what there is by a step begins where one of them ends. */
export function keptFrom(step: Step, keep: StatisticsKeeping, now: number): number {
  return startOf(now - keep[`${step}Ms`], STEP_MS[longerSteps(step)[0] ?? step])
}

const MOST_POINTS = 10_000
const SHOWN: Readonly<Record<Step, number>> = { minute: 60, hour: 48, day: 30 }

type Range = { from?: number | undefined; to?: number | undefined; step: Step }

/** The starts of the steps of a range, ascending, none before `least`. The last one may not be over yet. */
export function instantsOf({ from, to, step }: Range, least: number, now: number): number[] {
  const stepMs = STEP_MS[step]
  const end = Math.min(to ?? now + 1, now + 1)
  const first = startOf(from ?? end - SHOWN[step] * stepMs, stepMs)
  if (to !== undefined && from !== undefined && to <= from) throw new Invalid('to', 'an instant after `from`')
  const kept = Math.max(first, least)
  if ((end - kept) / stepMs > MOST_POINTS) throw new Invalid('from', `at most ${MOST_POINTS} steps before \`to\``)
  const instants: number[] = []
  for (let at = kept; at < end; at += stepMs) instants.push(at)
  return instants
}
