import type { JobState } from '../../src/jobs/job.ts'

/** Every legal change of state, by what causes it. There are no others. */
export const JOB_TRANSITIONS = {
  claim: { from: ['waiting'], to: ['running'] },
  offer: { from: ['waiting'], to: ['offered'] },
  acknowledge: { from: ['offered'], to: ['running'] },
  giveBack: { from: ['offered'], to: ['waiting'] },
  finish: { from: ['running'], to: ['done'] },
  giveUp: { from: ['running'], to: ['failed'] },
  retry: { from: ['running'], to: ['waiting'] },
  /** Its outcome is unknown: held by nobody until somebody looks. */
  park: { from: ['running'], to: ['running'] },
  resume: { from: ['running'], to: ['running'] },
  /** It was claimed, and its worker stops before it has done anything. */
  unbegin: { from: ['running'], to: ['waiting', 'running'] },
  /** Its worker is gone. One that had not begun goes back to its place. */
  lose: { from: ['offered', 'running'], to: ['waiting', 'running', 'failed'] },
  expire: { from: ['waiting'], to: ['failed'] },
  cancel: { from: ['waiting', 'offered'], to: ['cancelled'] },
  undo: { from: ['cancelled'], to: ['waiting'] },
} as const satisfies Record<string, { from: readonly JobState[]; to: readonly JobState[] }>

export const FINAL: readonly JobState[] = ['done', 'failed', 'cancelled']

/** Whether something legal leads from one state to the other in one step. */
export function canBecome(from: JobState, to: JobState): boolean {
  const steps: readonly { from: readonly JobState[]; to: readonly JobState[] }[] = Object.values(JOB_TRANSITIONS)
  return steps.some((step) => step.from.includes(from) && step.to.includes(to))
}
