import type { Actor } from '../../access/actor.ts'
import type { Band } from '../../jobs/job.ts'
import { done } from '../../jobs/outcome.ts'
import { recordChange } from '../../services/record-change.ts'
import { laneOf } from '../lanes/lanes.ts'
import type { ProvisioningTools, ProvisioningTx } from '../parts.ts'
import { resolve } from '../queue/module-queue.ts'
import type { ServiceType } from '../queue/queue-entry.ts'
import { type ActionName, SUPERSEDES } from './module-action.ts'
import type { Operation, OperationParams, OperationState, RequestedBy } from './operation.ts'
import type { Target } from './target.ts'

export const OPERATION_JOB = 'provisioning.act'

export type OperationRequest = { action: ActionName; params?: OperationParams; band: Band; actor: Actor }

/**
 * Puts an action on its way. The same request joins the one that is under way; a newer one ends the older ones against
 * it, which then never reach the panel. The subject is locked.
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
      requestedBy: requestedBy(actor),
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
    reference: `operation:${id}`,
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

/** True when the job was waiting and is cancelled. */
export async function takeBack(
  tx: ProvisioningTx,
  { queue }: ProvisioningTools,
  { jobId }: Operation,
): Promise<boolean> {
  const { jobs } = await queue.cancel(
    tx,
    { ids: [jobId!] },
    { by: 'provisioning', why: 'another one takes its place', undoForMs: null },
  )
  return jobs.every(({ cancelled, job }) => cancelled || isOver(job.state))
}

const gotNoAnswer = ({ looking, outcome }: Operation): boolean => looking && outcome?.class === 'unknown'

const isOver = (state: string) => state === 'done' || state === 'failed' || state === 'cancelled'

/**
 * Ends the open operations with these actions, and their entries. One that is with the panel at this moment is
 * carried out no more after this attempt. Answers until when the panel may still be at work on one of them, or null.
 */
export async function supersede(
  tx: ProvisioningTx,
  tools: ProvisioningTools,
  actor: Actor,
  { type, id, clientId, module }: Pick<Target, 'type' | 'id' | 'clientId' | 'module'>,
  actions: readonly ActionName[],
  open?: readonly Operation[],
  /** Its entry lives on in the newer operation. */
  keep?: ActionName,
): Promise<number | null> {
  let notBefore: number | null = null
  for (const operation of open ?? (await tx.operations.lockOpen(type, id))) {
    if (!actions.includes(operation.action) || operation.obsolete) continue
    const busyUntil = await dismiss(tx, tools, operation, 'superseded')
    if (busyUntil !== null) notBefore = Math.max(notBefore ?? 0, busyUntil)
  }
  for (const entry of await tx.moduleQueue.list({ serviceType: type, relatedId: id })) {
    const superseded = actions.some((action) => action.toLowerCase() === entry.action.toLowerCase())
    const kept =
      keep?.toLowerCase() === entry.action.toLowerCase() && entry.module.toLowerCase() === module.toLowerCase()
    if (superseded && !kept) await resolve(tx, actor, { ...entry, clientId, resolution: 'superseded' })
  }
  return notBefore
}

/** Ends an operation that nobody wants any more, or lets the attempt that is under way be its last one. */
export async function dismiss(
  tx: ProvisioningTx,
  tools: ProvisioningTools,
  operation: Operation,
  state: Exclude<OperationState, 'queued' | 'held'>,
): Promise<number | null> {
  const { id, jobId } = operation
  let busyUntil: number | null = null
  // Until somebody would have looked, the panel may still be at work on it.
  if (jobId !== null && gotNoAnswer(operation)) busyUntil = (await tx.jobs.rows.get([jobId]))[0]?.runAt ?? null
  if (jobId !== null && !(await takeBack(tx, tools, operation))) {
    const [job] = await tx.jobs.rows.get([jobId])
    if (!job?.parked) {
      await tx.operations.update(id, { obsolete: true }, tx.at)
      return null
    }
    busyUntil = job.runAt
    await tools.queue.settle(tx, jobId, done({ health: 'unsaid', note: state }))
  }
  await tx.operations.update(id, { state, jobId: null, finishedAt: tx.at }, tx.at)
  return busyUntil
}

const requestedBy = ({ kind, id, name, address, credentialId }: Actor): RequestedBy => ({
  kind,
  id,
  name,
  address,
  credentialId,
})

/** Whoever asked, for the events of what was done for them. They have no rights: these were asked for before. */
export const actorOf = (by: RequestedBy): Actor => ({ ...by, permissions: new Set() })

/** The same password sealed twice looks different. */
function sameParams({ secrets }: ProvisioningTools, a: OperationParams, b: OperationParams): boolean {
  const plain = ({ passwordSealed, ...params }: OperationParams) =>
    JSON.stringify([Object.entries(params).sort(), passwordSealed === undefined ? null : secrets.open(passwordSealed)])
  return plain(a) === plain(b)
}

/** What an operation is about, for texts: `CreateAccount of service 7`. */
export const named = ({
  action,
  serviceType,
  serviceId,
}: {
  action: string
  serviceType: ServiceType
  serviceId: number
}) => `${action} of ${serviceType} ${serviceId}`
