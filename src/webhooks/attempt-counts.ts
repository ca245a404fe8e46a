import { makeCounts } from '../base/measuring/counts.ts'

/** How attempts of this process to deliver messages ended; `aborted` ones were given back. */
export const webhookAttempts = makeCounts(['delivered', 'failed', 'gone', 'aborted'])
