import type { Actor } from '../../access/actor.ts'
import { done } from '../../jobs/outcome.ts'
import type { ProvisioningTools, ProvisioningTx } from '../parts.ts'
import { resolve } from '../queue/module-queue.ts'
import { type ActionName, MODULE_ACTIONS } from './module-action.ts'
import type { Operation, OperationState } from './operation.ts'
import type { Target } from './target.ts'

/** Which older requests for the same item a newer one makes pointless. The same request with other parameters is one of them. */
export const SUPERSEDES: Readonly<Record<ActionName, readonly ActionName[]>> = {
  CreateAccount: ['CreateAccount', 'TerminateAccount', 'SuspendAccount'],
  SuspendAccount: ['SuspendAccount', 'UnsuspendAccount'],
  UnsuspendAccount: ['UnsuspendAccount', 'SuspendAccount', 'TerminateAccount'],
  TerminateAccount: [
    'TerminateAccount',
    'CreateAccount',
    'SuspendAccount',
    'UnsuspendAccount',
    'ChangePackage',
    'ChangePassword',
    'Renew',
    'Custom',
  ],
  ChangePackage: ['ChangePackage'],
  ChangePassword: ['ChangePassword'],
  Renew: ['Renew', 'TerminateAccount'],
  Custom: [],
  RegisterDomain: ['RegisterDomain', 'TransferDomain'],
  TransferDomain: ['TransferDomain', 'RegisterDomain'],
  RenewDomain: ['RenewDomain'],
}

/** Which requests a person's edit of the status makes pointless: what would lead away from it, and what it says is so. */
export function supersededByStatus(status: string): readonly ActionName[] {
  switch (status) {
    case 'Active':
    case 'Completed':
      return [
        'CreateAccount',
        'SuspendAccount',
        'UnsuspendAccount',
        'TerminateAccount',
        'RegisterDomain',
        'TransferDomain',
      ]
    case 'Suspended':
      return ['CreateAccount', 'SuspendAccount', 'UnsuspendAccount', 'TerminateAccount']
    case 'Pending':
      return ['SuspendAccount', 'UnsuspendAccount', 'TerminateAccount', 'Renew', 'RenewDomain']
    case 'Pending Registration':
    case 'Pending Transfer':
    case 'Grace':
    case 'Redemption':
    case 'Expired':
      return []
    default:
      return Object.keys(MODULE_ACTIONS) as ActionName[]
  }
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

/** The panel may have acted: who takes its place waits until it would have been looked at. */
export const gotNoAnswer = ({ looking, outcome }: Operation): boolean => looking && outcome?.class === 'unknown'

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
