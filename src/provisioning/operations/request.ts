import type { Actor } from '../../access/actor.ts'
import { askerOf } from '../../access/actor-again.ts'
import type { Band } from '../../jobs/job.ts'
import { recordChange } from '../../services/record-change.ts'
import { laneOf } from '../lanes/lanes.ts'
import type { ProvisioningTools, ProvisioningTx } from '../parts.ts'
import type { ActionName } from './module-action.ts'
import type { Operation, OperationParams } from './operation.ts'
import { gotNoAnswer, SUPERSEDES, supersede, takeBack } from './supersede.ts'
import type { Target } from './target.ts'

export const OPERATION_JOB = 'provisioning.act'

/** By which the jobs of an operation are found. */
export const operationReference = (id: number): string => `operation:${id}`

export type OperationRequest = { action: ActionName; params?: OperationParams; band: Band; actor: Actor }

/**
 * Puts an action on its way. The same request joins the one that is under way; a newer one ends the older ones against
 * it, which then never reach the panel. The target is locked.
 */
export async function request(
  tx: ProvisioningTx,
  tools: ProvisioningTools,
  given: Target,
  { action, params = {}, band, actor }: OperationRequest,
): Promise<Operation> {
  const target = await withServer(tx, actor, given)
  const open = await tx.operations.lockOpen(target.type, target.id)
  const same = open.find(
    (other) =>
      other.action === action &&
      !other.obsolete &&
      other.module === target.module &&
      other.serverId === target.serverId &&
      sameParams(tools, other.params, params),
  )
  if (same) return hurry(tx, tools, same, band)

  const notBefore = await supersede(tx, tools, actor, target, SUPERSEDES[action], open, action)
  const lane = await laneOf(tx, tools, target)
  const operation = await tx.operations.insert(
    {
      serviceType: target.type,
      serviceId: target.id,
      clientId: target.clientId,
      module: target.module,
      action,
      params,
      requestedBy: askerOf(actor),
      serverId: target.serverId,
      laneId: lane.id,
    },
    tx.at,
  )
  return enqueue(tx, tools, operation, band, notBefore)
}

/** A name that has no server of its registrar gets the first one that is in use, and keeps it. */
async function withServer(tx: ProvisioningTx, actor: Actor, target: Target): Promise<Target> {
  if (target.type !== 'domain') return target
  const servers = await tx.catalog.servers.list({ modules: [target.module] })
  if (servers.some(({ id }) => id === target.serverId)) return target
  const serverId = servers.find(({ active }) => active)?.id ?? null
  const item = await recordChange(
    tx,
    actor,
    target.item,
    { serverId },
    { kind: 'domain.server_assigned', words: 'placed', store: tx.domains },
  )
  return { ...target, serverId, item }
}

/** Gives the operation a job. */
export async function enqueue(
  tx: ProvisioningTx,
  { queue }: Pick<ProvisioningTools, 'queue'>,
  operation: Operation,
  band: Band,
  runAt: number | null = null,
): Promise<Operation> {
  const { id, laneId, serviceType, serviceId } = operation
  const jobId = await queue.enqueue(tx, {
    laneId,
    kind: OPERATION_JOB,
    payload: { operation: id },
    band,
    orderKey: `${serviceType}:${serviceId}`,
    reference: operationReference(id),
    runAt,
  })
  const changes = { jobId, state: 'queued' } as const
  await tx.operations.update(id, changes, tx.at)
  return { ...operation, ...changes }
}

/**
 * Somebody wants it now. What runs is left to run, and what got no answer is looked for in its time; what waits for
 * its time or a person goes ahead.
 */
async function hurry(
  tx: ProvisioningTx,
  tools: ProvisioningTools,
  operation: Operation,
  band: Band,
): Promise<Operation> {
  if (operation.jobId !== null && (gotNoAnswer(operation) || !(await takeBack(tx, tools, operation)))) return operation
  const changes = { tries: 0, jobId: null }
  await tx.operations.update(operation.id, changes, tx.at)
  return enqueue(tx, tools, { ...operation, ...changes }, band)
}

/** The same password sealed twice looks different. */
function sameParams({ secrets }: ProvisioningTools, a: OperationParams, b: OperationParams): boolean {
  const plain = ({ passwordSealed, ...params }: OperationParams) =>
    JSON.stringify([Object.entries(params).sort(), passwordSealed === undefined ? null : secrets.open(passwordSealed)])
  return plain(a) === plain(b)
}
