import { makeInterval } from '../base/interval.ts'
import type { BackgroundWork } from '../base/stopping.ts'
import type { Sealer } from '../events/sealer.ts'
import { makeWorker, type WorkerParts } from '../jobs/worker.ts'
import { makeDeliver } from './deliver.ts'
import { WEBHOOK_JOB, WEBHOOK_LANE_KIND } from './lane.ts'
import type { WebhookParts } from './parts.ts'
import { makeSend } from './send.ts'

type Parts = Pick<WebhookParts, 'read' | 'transaction' | 'clock' | 'queue' | 'secrets' | 'seen' | 'http'> & {
  sealer: Pick<Sealer, 'tell'>
  /** One step; whether more may wait. */
  fanOut: () => Promise<boolean>
}
type Working = Pick<WorkerParts, 'name' | 'concurrency' | 'onFault'>

/** What other nodes have sealed is looked for this often. */
const ROUND_MS = 1000

/** What puts messages to webhooks into their lanes, and delivers them, in this process. */
export function openWebhooks(parts: Parts, working: Working): BackgroundWork {
  const worker = makeWorker({
    queue: parts.queue,
    laneKinds: [WEBHOOK_LANE_KIND],
    handlers: { [WEBHOOK_JOB]: makeDeliver({ ...parts, send: makeSend(parts) }) },
    pollMs: ROUND_MS,
    ...working,
  })
  const rounds = makeInterval(goOn)
  let isStopped = true
  let running: Promise<void> | undefined
  let isMore = false

  /** All who come while it is under way share the step after it. */
  function goOn(): Promise<void> {
    isMore = true
    running ??= drain().finally(() => {
      running = undefined
    })
    return running
  }

  async function drain(): Promise<void> {
    while (isMore && !isStopped) {
      isMore = false
      if (await parts.fanOut()) isMore = true
    }
  }

  parts.sealer.tell(() => {
    if (!isStopped) goOn().catch(working.onFault)
  })

  return {
    name: 'webhooks',
    async start() {
      isStopped = false
      await worker.start()
      rounds.start(ROUND_MS, working.onFault)
    },
    halt: worker.halt,
    async stop(limit) {
      isStopped = true
      await rounds.stop()
      await running?.catch(() => {})
      await worker.stop(limit)
    },
  }
}
