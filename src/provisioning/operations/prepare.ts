import { serverAccess } from '../../catalog/servers/servers.ts'
import type { Job } from '../../jobs/job.ts'
import { done, retryAfter } from '../../jobs/outcome.ts'
import { canDomainTransition, type DomainTransition } from '../../services/domains/domain-status.ts'
import { canTransition, type Transition } from '../../services/status.ts'
import { laneOf, rest } from '../lanes/lanes.ts'
import type { Asked, Backend, VerbName } from '../panel/backend.ts'
import { failed } from '../panel/outcome.ts'
import type { PanelServer } from '../panel/server.ts'
import type { ProvisioningTx, Tools } from '../parts.ts'
import { fail, resolve } from '../queue/module-queue.ts'
import { stop, turnOf } from './finish.ts'
import { MODULE_ACTIONS } from './module-action.ts'
import type { Operation } from './operation.ts'
import { actorOf, dismiss, enqueue } from './request.ts'
import { accountOf, lockSubject, productShown, registeredNameOf, type Subject } from './target.ts'

/** An attempt that is about to be made: everything that the panel has to be told. */
export type Begun = {
  operation: Operation
  backend: Backend
  server: PanelServer
  verb: VerbName
  asked: Asked[VerbName]
  /** The verb by which the panel is looked at; undefined where it cannot be. */
  lookVerb: 'accountState' | 'domainState' | undefined
  /** Only look this time: an earlier attempt may have done it. */
  looks: boolean
  /** What stood in the operation before: for an attempt that is not made after all. */
  before: Pick<Operation, 'acting' | 'looking' | 'absences' | 'tries' | 'attempts' | 'beganAt'>
}

/**
 * Reads the wish again before the panel is asked. Undefined when it is not to be asked: then the turn has ended, and
 * what is wanted instead stands in the database.
 */
export async function begin(tx: ProvisioningTx, tools: Tools, job: Job): Promise<Begun | undefined> {
  const { queue, registry } = tools
  const end = () => queue.finish(tx, job, done({ health: 'unsaid' })).then(() => undefined)
  const known = await tx.operations.get((job.payload as { operation: number }).operation)
  if (!known) return end()
  const subject = await lockSubject(tx, known.serviceType, known.serviceId)
  const operation = (await tx.operations.lock(known.id))!
  if (operation.jobId !== job.id) return end()
  if (!subject || operation.obsolete || !isWanted(operation, subject)) return drop()
  if (subject.serverId !== operation.serverId) return move(subject)

  const { verb } = MODULE_ACTIONS[operation.action]
  const backend = registry.find(operation.module)
  if (!backend) return refuse(failed('configuration', 'Module Not Found', { cause: `no module ${operation.module}` }))
  const { serverId } = subject
  if (serverId === null)
    return refuse(
      failed('configuration', `No server is assigned to ${subject.type} ${subject.id}`, {
        cause: `no server for ${operation.module}`,
      }),
    )
  const server = await serverAccess(tx, tools.secrets, serverId)
  if (server.maintenance) {
    await queue.finish(tx, job, retryAfter('The server is in maintenance', 0, { health: 'unsaid' }))
    await rest(tx, tools, (await tx.jobs.lanes.get(job.laneId))!, `${server.name} is in maintenance`)
    return undefined
  }
  const harm = verb === 'suspend' || verb === 'terminate'
  if (harm && operation.beganAt === null && !operation.approved && (await isBraked(tx, tools, serverId)))
    return brake(server.name)

  const { acting, looking, absences, tries, attempts, beganAt } = operation
  const looks = looking || acting
  const changes = looks
    ? { acting: false, looking: true }
    : { acting: true, absences: 0, tries: tries + 1, attempts: attempts + 1, beganAt: beganAt ?? tx.at }
  await tx.operations.update(operation.id, changes, tx.at)
  const lookVerb = subject.type === 'domain' ? 'domainState' : 'accountState'
  return {
    operation: { ...operation, ...changes },
    backend,
    server,
    verb,
    asked: await askedOf(tx, tools, operation, subject, backend),
    lookVerb: backend[lookVerb] ? lookVerb : undefined,
    looks,
    before: { acting, looking, absences, tries, attempts, beganAt },
  }

  function isWanted({ module, action }: Operation, { type, item, module: present }: Subject): boolean {
    if (module !== present) return false
    const { transition } = MODULE_ACTIONS[action]
    if (type === 'domain') return canDomainTransition(item.status, transition as DomainTransition)
    return transition === null
      ? !['Terminated', 'Cancelled', 'Fraud'].includes(item.status)
      : canTransition(item.status, transition as Transition)
  }

  async function drop(): Promise<undefined> {
    await queue.finish(tx, job, done({ health: 'unsaid', note: 'superseded' }))
    await dismiss(tx, tools, { ...operation, jobId: null }, 'superseded')
    const { clientId } = operation
    await resolve(tx, actorOf(operation.askedBy), { ...operation, clientId, resolution: 'superseded' })
    return undefined
  }

  /** The account has got another server meanwhile: what is wanted is wanted there. */
  async function move(to: Subject): Promise<undefined> {
    const lane = await laneOf(tx, tools, to)
    const changes = { serverId: to.serverId, laneId: lane.id }
    await tx.operations.update(operation.id, changes, tx.at)
    await enqueue(tx, tools, { ...operation, ...changes }, job.band)
    return end()
  }

  /** It counts as a try: what is not to be tried again is not. */
  async function refuse(failure: ReturnType<typeof failed>): Promise<undefined> {
    const tries = operation.tries + 1
    await tx.operations.update(operation.id, { tries }, tx.at)
    await stop(tx, tools, turnOf(tx, tools, job), { ...operation, tries }, failure)
    return undefined
  }

  async function brake(serverName: string): Promise<undefined> {
    const text = `Held: ${serverName} had ${tools.policy.harmPerHour} suspensions and terminations within an hour`
    await tx.operations.update(
      operation.id,
      {
        state: 'held',
        jobId: null,
        reports: operation.reports + 1,
        outcome: { class: 'configuration', text, explanation: APPROVE },
      },
      tx.at,
    )
    await fail(tx, actorOf(operation.askedBy), {
      ...operation,
      operationId: operation.id,
      serverId,
      error: text,
      explanation: APPROVE,
      cause: BRAKE,
      failureClass: 'configuration',
      held: true,
      nextAttemptAt: null,
    })
    return end()
  }
}

/** The cause of what waits for an approval. */
export const BRAKE = 'brake'
const APPROVE = 'If they are meant, approve them: retry the group with approval.'
const HOUR_MS = 3_600_000

/** The server's row is locked, so that attempts that begin at once do not all see the last free place. */
async function isBraked(tx: ProvisioningTx, { policy }: Tools, serverId: number): Promise<boolean> {
  if (policy.harmPerHour === null) return false
  await tx.catalog.servers.lock(serverId)
  return (await tx.operations.countHarm(serverId, tx.at - HOUR_MS)) >= policy.harmPerHour
}

/** What the verb is told, as things stand now. */
export async function askedOf(
  tx: ProvisioningTx,
  tools: Tools,
  { action, wish }: Operation,
  subject: Subject,
  { productSettings: definitions }: Backend,
): Promise<Asked[VerbName]> {
  const showing = { ...tools, definitions }
  if (subject.type === 'domain') {
    const domain = await registeredNameOf(tx, subject.item, showing, wish.years)
    return action === 'RenewDomain' ? { domain, until: wish.until ?? null } : { domain }
  }
  const account = await accountOf(tx, subject, showing)
  switch (action) {
    case 'SuspendAccount':
      return { account, reason: wish.reason ?? '' }
    case 'ChangePassword': {
      const password = wish.passwordSealed === undefined ? account.password : tools.secrets.open(wish.passwordSealed)
      return { account, password }
    }
    case 'ChangePackage': {
      const from =
        wish.fromProductId === undefined ? account.product : await productShown(tx, wish.fromProductId, definitions)
      return { account, from }
    }
    case 'Custom':
      return { account, command: wish.command ?? '' }
    case 'Renew':
      return { account, until: subject.item.nextDueOn }
    default:
      return { account }
  }
}
