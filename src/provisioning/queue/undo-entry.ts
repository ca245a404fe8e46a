import type { Actor } from '../../access/actor.ts'
import { record } from '../../events/event.ts'
import type { Operation } from '../operations/operation.ts'
import { takeBack } from '../operations/supersede.ts'
import { lockTarget } from '../operations/target.ts'
import type { ProvisioningTools, ProvisioningTx } from '../parts.ts'
import { isOpen } from './queue-commands.ts'
import { PROVISIONING_EVENTS } from './queue-events.ts'

/** Why something is not undone; undefined when it was. */
type NotUndone = string | undefined

/** A retry of which nothing has begun is taken back: the entry waits for a person. */
export async function undoRetry(
  tx: ProvisioningTx,
  tools: ProvisioningTools,
  entryId: number,
  operationId: number | null,
): Promise<NotUndone> {
  const seen = await tx.moduleQueue.get(entryId)
  if (!isOpen(seen)) return 'The entry has ended'
  await lockTarget(tx, seen.serviceType, seen.serviceId)
  const entry = await tx.moduleQueue.get(entryId)
  if (!isOpen(entry) || entry.operationId !== operationId || operationId === null) return 'The entry went on since'
  const operation = await tx.operations.lock(operationId)
  if (!operation || !isUnbegun(operation) || !(await takeBack(tx, tools, operation))) return 'The retry has begun'
  await tx.operations.update(operation.id, { state: 'held', jobId: null }, tx.at)
  await tx.moduleQueue.hold(entryId, tx.at)
  return undefined
}

/** Nothing was tried since somebody said so. */
const isUnbegun = ({ finishedAt, obsolete, jobId, acting, looking, tries }: Operation): boolean =>
  finishedAt === null && !obsolete && jobId !== null && !acting && !looking && tries === 0

/** An entry that was cancelled is open again, and waits for a person. */
export async function reopenEntry(tx: ProvisioningTx, actor: Actor, entryId: number): Promise<NotUndone> {
  const seen = await tx.moduleQueue.get(entryId)
  if (!seen) return 'The entry is gone'
  const { serviceType, serviceId, action, module } = seen
  const target = await lockTarget(tx, serviceType, serviceId)
  if (!target) return `The ${serviceType} is gone`
  const entry = await tx.moduleQueue.get(entryId)
  if (entry?.settled?.resolution !== 'cancelled') return 'The entry is not cancelled any more'
  if ((await tx.operations.lockOpen(serviceType, serviceId)).length > 0) return 'Something newer is under way'
  if ((await tx.moduleQueue.list({ serviceType, relatedId: serviceId, module, action })).length > 0)
    return 'The same failed once more since'
  const operation = entry.operationId === null ? undefined : await tx.operations.lock(entry.operationId)
  if (operation?.state === 'cancelled') {
    const changes = { state: 'held', jobId: null, finishedAt: null, obsolete: false } as const
    await tx.operations.update(operation.id, changes, tx.at)
  }
  await tx.moduleQueue.reopen(entryId, tx.at)
  await record(tx, actor, {
    kind: PROVISIONING_EVENTS.reopened[serviceType],
    subjectId: serviceId,
    clientId: target.clientId,
    description: `${action} of ${serviceType} ${serviceId} is on the module queue again`,
    changes: { entry: [null, entryId] },
  })
  return undefined
}
