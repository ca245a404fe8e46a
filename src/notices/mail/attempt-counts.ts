import { makeCounts } from '../../base/measuring/counts.ts'

/** What mail servers said to this process: they took it, it was refused for good, or it is tried again. */
export const mailAttempts = makeCounts(['sent', 'refused', 'later'])
