import type { Tx } from './base/transaction.ts'
import type { Drop } from './hold/hold.ts'
import type { OpenJob } from './hold/store.ts'
import type { WorkKind } from './hold/work.ts'
import type { Queue } from './jobs/queue.ts'
import { dismiss } from './provisioning/operations/supersede.ts'
import type { ProvisioningTools } from './provisioning/parts.ts'
import { closeEntry } from './provisioning/queue/queue-commands.ts'
import type { Stores } from './storage/stores.ts'

const WHY = 'dropped when a hold was let go'

/** How each room ends what waits in it, without carrying it out. */
export function makeDrops(tools: ProvisioningTools): Readonly<Record<WorkKind, Drop<Stores>>> {
  const { queue } = tools
  const cancel = (tx: Tx<Stores>, jobs: readonly OpenJob[]) => cancelJobs(tx, queue, jobs)
  return {
    starts: (tx, _actor, jobs) => cancel(tx, jobs),

    async module_actions(tx, actor, jobs) {
      for (const { payload } of jobs) {
        const { operation: id } = payload as { operation: number }
        const known = await tx.operations.get(id)
        if (!known) continue
        const entries = await tx.moduleQueue.list({ serviceType: known.serviceType, relatedId: known.serviceId })
        const entry = entries.find(({ operationId }) => operationId === id)
        if (entry) await closeEntry(tx, tools, actor, entry.id, 'cancelled', WHY)
        const operation = await tx.operations.lock(id)
        if (operation && operation.finishedAt === null) await dismiss(tx, tools, operation, 'cancelled')
      }
    },

    async mails(tx, _actor, jobs) {
      for (const { payload } of jobs) {
        const mail = await tx.notices.mails.lock((payload as { mailId: number }).mailId)
        if (mail?.state === 'queued')
          await tx.notices.mails.update(mail.id, {
            ...mail,
            state: 'failed',
            answer: `Not sent: ${WHY}`,
            endedAt: tx.at,
          })
      }
      await cancel(tx, jobs)
    },

    async messages(tx, _actor, jobs) {
      for (const { payload } of jobs) {
        const { webhookId, position } = payload as { webhookId: number; position: number }
        const found = await tx.webhooks.deliveries.byPosition(webhookId, position)
        if (found?.state === 'queued')
          await tx.webhooks.deliveries.update(found.id, {
            ...found,
            ...{ state: 'withheld', answer: `Not sent: ${WHY}`, nextAt: null, endedAt: tx.at },
          })
      }
      await cancel(tx, jobs)
    },

    async bulk_actions(tx, _actor, jobs) {
      for (const { payload } of jobs) {
        const { actionId } = payload as { actionId: number }
        const action = await tx.bulk.lock(actionId)
        if (action) await tx.bulk.update(actionId, { state: 'stopped', held: '', endedAt: tx.at })
      }
      await cancel(tx, jobs)
    },
  }
}

async function cancelJobs(tx: Tx<Stores>, queue: Queue, jobs: readonly OpenJob[]): Promise<void> {
  await queue.cancel(tx, { ids: jobs.map(({ id }) => id) }, { by: 'hold', why: WHY, undoForMs: null })
}
