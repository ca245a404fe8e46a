import type { Actor } from '../../access/actor.ts'
import type { Band } from '../../jobs/job.ts'
import { done } from '../../jobs/outcome.ts'
import { recordChange } from '../../services/record-change.ts'
import { laneOf } from '../lanes/lanes.ts'
import type { ProvisioningTx, Tools } from '../parts.ts'
import { resolve } from '../queue/module-queue.ts'
import type { ServiceType } from '../queue/queue-entry.ts'
import { type ActionName, SUPERSEDES } from './module-action.ts'
import type { AskedBy, Operation, OperationState, Wish } from './operation.ts'
import type { Subject } from './target.ts'

export const JOB_KIND = 'provisioning.act'

export type Asking = { action: ActionName; wish?: Wish; band: Band; actor: Actor }

/**
 * Puts an action on its way. The same wish joins the one that is under way; a newer one ends the older ones against
 * it, which then never reach the panel. The subject is locked.
 */
export async function ask(
  tx: ProvisioningTx,
  tools: Tools,
  given: Subject,
  { action, wish = {}, band, actor }: Asking,
): Promise<Operation> {
  const subject = await withServer(tx, actor, given)
  const open = await tx.operations.lockOpen(subject.type, subject.id)
  const same = open.find(
    (other) =>
      other.action === action &&
      !other.obsolete &&
      other.module === subject.module &&
      other.serverId === subject.serverId &&
      sameWish(tools, other.wish, wish),
  )
  if (same) return hurry(tx, tools, same, band)

  const notBefore = await supersede(tx, tools, actor, subject, SUPERSEDES[action], open, action)
  const lane = await laneOf(tx, tools, subject)
  const operation = await tx.operations.insert(
    {
      serviceType: subject.type,
      serviceId: subject.id,
      clientId: subject.clientId,
      module: subject.module,
      action,
      wish,
      askedBy: askedBy(actor),
      serverId: subject.serverId,
      laneId: lane.id,
    },
    tx.at,
  )
  return enqueue(tx, tools, operation, band, notBefore)
}

/** A name that has no server of its registrar gets the first one that is in use, and keeps it. */
async function withServer(tx: ProvisioningTx, actor: Actor, subject: Subject): Promise<Subject> {
  if (subject.type !== 'domain') return subject
  const servers = await tx.catalog.servers.list({ modules: [subject.module] })
  if (servers.some(({ id }) => id === subject.serverId)) return subject
  const serverId = servers.find(({ active }) => active)?.id ?? null
  const item = await recordChange(
    tx,
    actor,
    subject.item,
    { serverId },
    { kind: 'domain.server_assigned', words: 'placed', store: tx.domains },
  )
  return { ...subject, serverId, item }
}

/** Gives the operation a job. */
export async function enqueue(
  tx: ProvisioningTx,
  { queue }: Pick<Tools, 'queue'>,
  operation: Operation,
  band: Band,
  runAt: number | null = null,
): Promise<Operation> {
  const { id, laneId, serviceType, serviceId } = operation
  const jobId = await queue.enqueue(tx, {
    laneId,
    kind: JOB_KIND,
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
export async function hurry(tx: ProvisioningTx, tools: Tools, operation: Operation, band: Band): Promise<Operation> {
  if (operation.jobId !== null && (gotNoAnswer(operation) || !(await takeBack(tx, tools, operation)))) return operation
  const changes = { tries: 0, jobId: null }
  await tx.operations.update(operation.id, changes, tx.at)
  return enqueue(tx, tools, { ...operation, ...changes }, band)
}

/** True when the job was waiting and is cancelled. */
export async function takeBack(tx: ProvisioningTx, { queue }: Tools, { jobId }: Operation): Promise<boolean> {
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
  tools: Tools,
  actor: Actor,
  { type, id, clientId, module }: Pick<Subject, 'type' | 'id' | 'clientId' | 'module'>,
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
  tools: Tools,
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

const askedBy = ({ kind, id, name, address, credentialId }: Actor): AskedBy => ({
  kind,
  id,
  name,
  address,
  credentialId,
})

/** Whoever asked, for the events of what was done for them. They have no rights: these were asked for before. */
export const actorOf = (by: AskedBy): Actor => ({ ...by, permissions: new Set() })

/** The same password sealed twice looks different. */
function sameWish({ secrets }: Tools, a: Wish, b: Wish): boolean {
  const plain = ({ passwordSealed, ...wish }: Wish) =>
    JSON.stringify([Object.entries(wish).sort(), passwordSealed === undefined ? null : secrets.open(passwordSealed)])
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
