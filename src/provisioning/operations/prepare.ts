import { serverAccess } from '../../catalog/servers/servers.ts'
import type { Job } from '../../jobs/job.ts'
import { done, retryAfter } from '../../jobs/outcome.ts'
import { canDomainTransition, type DomainTransition } from '../../services/domains/domain-status.ts'
import { canServiceTransition, type ServiceTransition } from '../../services/status.ts'
import { laneOf, pauseForMaintenance } from '../lanes/lanes.ts'
import type { Backend, VerbInput, VerbName } from '../panel/backend.ts'
import { failed } from '../panel/outcome.ts'
import type { PanelServer } from '../panel/server.ts'
import type { ProvisioningTools, ProvisioningTx } from '../parts.ts'
import { fail, resolve } from '../queue/module-queue.ts'
import { APPROVE, BRAKE, isBraked } from './brake.ts'
import { jobTurn, stop } from './finish.ts'
import { withLogin } from './login.ts'
import { MODULE_ACTIONS } from './module-action.ts'
import type { Operation } from './operation.ts'
import { actorOf } from './operation.ts'
import { enqueue } from './request.ts'
import { dismiss } from './supersede.ts'
import { accountOf, lockTarget, productShown, registeredNameOf, type Target } from './target.ts'

/** An attempt that is about to be made: everything that the panel has to be told. */
export type Prepared = {
  operation: Operation
  backend: Backend
  server: PanelServer
  verb: VerbName
  input: VerbInput[VerbName]
  /** The verb by which the panel is looked at; undefined where it cannot be. */
  lookVerb: 'accountState' | 'domainState' | undefined
  /** Only look this time: an earlier attempt may have done it. */
  looks: boolean
  /** What stood in the operation before: for an attempt that is not made after all. */
  before: Pick<Operation, 'acting' | 'looking' | 'absences' | 'tries' | 'attempts' | 'beganAt'>
}

/**
 * Reads the request again before the panel is asked. Undefined when it is not to be asked: then the turn has ended, and
 * what is wanted instead stands in the database.
 */
export async function prepare(tx: ProvisioningTx, tools: ProvisioningTools, job: Job): Promise<Prepared | undefined> {
  const { queue, registry } = tools
  const end = () => queue.finish(tx, job, done({ health: 'unsaid' })).then(() => undefined)
  const known = await tx.operations.get((job.payload as { operation: number }).operation)
  if (!known) return end()
  const found = await lockTarget(tx, known.serviceType, known.serviceId)
  const target = found && (await withLogin(tx, tools, known, found))
  const operation = (await tx.operations.lock(known.id))!
  if (operation.jobId !== job.id) return end()
  if (!target || operation.obsolete || !isWanted(operation, target)) return drop()
  if (target.serverId !== operation.serverId) return move(target)

  const { verb } = MODULE_ACTIONS[operation.action]
  const backend = registry.find(operation.module)
  if (!backend) return refuse(failed('configuration', 'Module Not Found', { cause: `no module ${operation.module}` }))
  const { serverId } = target
  if (serverId === null)
    return refuse(
      failed('configuration', `No server is assigned to ${target.type} ${target.id}`, {
        cause: `no server for ${operation.module}`,
      }),
    )
  const server = await serverAccess(tx, tools.secrets, serverId)
  if (server.maintenance) {
    await queue.finish(tx, job, retryAfter('The server is in maintenance', 0, { health: 'unsaid' }))
    await pauseForMaintenance(tx, tools, (await tx.jobs.lanes.get(job.laneId))!, `${server.name} is in maintenance`)
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
  const lookVerb = target.type === 'domain' ? 'domainState' : 'accountState'
  return {
    operation: { ...operation, ...changes },
    backend,
    server,
    verb,
    input: await inputOf(tx, tools, operation, target, backend),
    lookVerb: backend[lookVerb] ? lookVerb : undefined,
    looks,
    before: { acting, looking, absences, tries, attempts, beganAt },
  }

  function isWanted({ module, action }: Operation, { type, item, module: present }: Target): boolean {
    if (module !== present) return false
    const { transition } = MODULE_ACTIONS[action]
    if (type === 'domain') return canDomainTransition(item.status, transition as DomainTransition)
    return transition === null
      ? !['Terminated', 'Cancelled', 'Fraud'].includes(item.status)
      : canServiceTransition(item.status, transition as ServiceTransition)
  }

  async function drop(): Promise<undefined> {
    await queue.finish(tx, job, done({ health: 'unsaid', note: 'superseded' }))
    await dismiss(tx, tools, { ...operation, jobId: null }, 'superseded')
    const { clientId } = operation
    await resolve(tx, actorOf(operation.requestedBy), { ...operation, clientId, resolution: 'superseded' })
    return undefined
  }

  /** The account has got another server meanwhile: what is wanted is wanted there. */
  async function move(to: Target): Promise<undefined> {
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
    await stop(tx, tools, jobTurn(tx, tools, job), { ...operation, tries }, failure)
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
    await fail(tx, actorOf(operation.requestedBy), {
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

/** What the verb is told, as things stand now. */
export async function inputOf(
  tx: ProvisioningTx,
  tools: ProvisioningTools,
  { action, params }: Operation,
  target: Target,
  { productSettings: definitions }: Backend,
): Promise<VerbInput[VerbName]> {
  const showing = { ...tools, definitions }
  if (target.type === 'domain') {
    const domain = await registeredNameOf(tx, target.item, showing, params.years)
    return action === 'RenewDomain' ? { domain, until: params.until ?? null } : { domain }
  }
  const account = await accountOf(tx, target, showing)
  switch (action) {
    case 'SuspendAccount':
      return { account, reason: params.reason ?? '' }
    case 'ChangePassword': {
      const password =
        params.passwordSealed === undefined ? account.password : tools.secrets.open(params.passwordSealed)
      return { account, password }
    }
    case 'ChangePackage': {
      const from =
        params.fromProductId === undefined ? account.product : await productShown(tx, params.fromProductId, showing)
      return { account, from }
    }
    case 'Custom':
      return { account, command: params.command ?? '' }
    case 'Renew':
      return { account, until: target.item.nextDueOn }
    default:
      return { account }
  }
}
