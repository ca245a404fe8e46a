import type { Job } from '../../jobs/job.ts'
import type { JobOutcome } from '../../jobs/outcome.ts'
import type { Hold } from '../../jobs/worker.ts'
import type { OutboundService } from '../services/service.ts'
import type { Start } from '../starts/start.ts'

/** One turn of a start: it has begun, or it is time to look what became of it. */
export type Turn = {
  readonly job: Job
  readonly start: Start
  readonly service: OutboundService
  /** Of the database's clock. */
  readonly now: number
  /** Aborted when the process has no time left or somebody else has the start by now. */
  readonly signal: AbortSignal
  readonly hold: Hold
}

/** Carries starts out. 'settled' when it ended the turn itself, or when it is not its turn any more. */
export interface Runner {
  run(turn: Turn): Promise<JobOutcome | 'settled'>
}
