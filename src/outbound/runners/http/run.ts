import type { Health } from '../../../jobs/outcome.ts'
import type { StartEnd } from '../../starts/start.ts'

/** How a run ended, and what that says about the application. */
export type RunEnding = { readonly end: StartEnd; readonly health: Health }

/**
 * What must outlive the process that asks an application's pages. `began`: a page is being asked, and nobody knows what
 * it did if the process dies; `waits`: the application reports the end later; `ended`: only the final page is left.
 */
export type Run = {
  readonly jobId: number
  readonly stage: 'began' | 'waits' | 'ended'
  /** Until when the application has to report the end. */
  readonly limitAt: number | null
  readonly ending: RunEnding | null
  readonly finalTries: number
  /** What the application said last for us to hand back. */
  readonly token: string | null
}

export interface RunStore {
  get(jobId: number): Promise<Run | undefined>
  lock(jobId: number): Promise<Run | undefined>
  insert(jobId: number): Promise<void>
  update(jobId: number, changes: Partial<Omit<Run, 'jobId'>>): Promise<void>
  delete(jobIds: readonly number[]): Promise<void>
}
