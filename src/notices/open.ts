import type { BackgroundWork } from '../base/stopping.ts'
import { makeWorker, type WorkerParts } from '../jobs/worker.ts'
import { makeDeliver } from './mail/deliver.ts'
import { MAIL_JOB, MAIL_LANE_KIND } from './mail/outbox.ts'
import type { NoticeParts } from './parts.ts'

type Working = Pick<WorkerParts, 'name' | 'onFault'>

/** More would only wait for the lane, which sends two at once. */
const CONCURRENCY = 4
/** Mails of this process are heard of at once, and a second more is nothing to the others. */
const POLL_MS = 2000

/** What sends mails in this process. */
export function openNotices(
  parts: Pick<NoticeParts, 'read' | 'transaction' | 'queue' | 'secrets' | 'send' | 'clock'>,
  working: Working,
): BackgroundWork {
  const worker = makeWorker({
    queue: parts.queue,
    laneKinds: [MAIL_LANE_KIND],
    handlers: { [MAIL_JOB]: makeDeliver(parts) },
    concurrency: CONCURRENCY,
    pollMs: POLL_MS,
    ...working,
  })
  return { name: 'mails', start: () => worker.start(), halt: worker.halt, stop: (limit) => worker.stop(limit) }
}
