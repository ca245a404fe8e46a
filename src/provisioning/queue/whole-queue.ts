import type { GuardedHttp } from '../../guarded-http/guarded-http.ts'
import type { ProvisioningParts } from '../parts.ts'
import { makeEntryAccount } from './entry-account.ts'
import { makeEntryJobs } from './entry-jobs.ts'
import { makeEntryNotes } from './entry-notes.ts'
import { makeModuleQueue } from './module-queue.ts'
import { makeQueueCommands } from './queue-commands.ts'

/** All verbs of the module queue. */
export const makeWholeQueue = (parts: ProvisioningParts & { http: GuardedHttp }) => ({
  ...makeModuleQueue(parts),
  ...makeQueueCommands(parts),
  ...makeEntryNotes(parts),
  ...makeEntryAccount(parts),
  jobs: makeEntryJobs(parts),
})
