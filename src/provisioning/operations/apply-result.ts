import { addMonths, type CalendarDate } from '../../base/calendar.ts'
import { record } from '../../events/event.ts'
import { canDomainTransition } from '../../services/domains/domain-status.ts'
import { inFirstPeriod, inFirstYears, inMoreYears, stepAddon, stepDomain, stepService } from '../../services/life.ts'
import { recordChange } from '../../services/record-change.ts'
import { canServiceTransition } from '../../services/status.ts'
import type { NewService } from '../../services/store.ts'
import type { Created, Registered, VerbOutput } from '../panel/backend.ts'
import type { ProvisioningTools, ProvisioningTx } from '../parts.ts'
import { resolve } from '../queue/module-queue.ts'
import { PROVISIONING_EVENTS } from '../queue/queue-events.ts'
import type { Operation } from './operation.ts'
import { actorOf, named } from './operation.ts'
import type { Target } from './target.ts'

/** The panel has done it, so our record says so and nobody is asked to look any more. The target is locked. */
export async function applySuccess(
  tx: ProvisioningTx,
  { wallClock }: Pick<ProvisioningTools, 'wallClock'>,
  operation: Operation,
  target: Target,
  value: VerbOutput[keyof VerbOutput],
): Promise<void> {
  const today = wallClock.date(tx.at)
  if (target.type === 'service') await applyToService(tx, operation, target.item, value as Created, today)
  else if (target.type === 'addon') await applyToAddon(tx, operation, target.item, today)
  else await applyToDomain(tx, operation, target.item, value as Registered, today)
  const actor = actorOf(operation.requestedBy)
  const { clientId } = target
  await record(tx, actor, {
    kind: PROVISIONING_EVENTS.succeeded[operation.serviceType],
    subjectId: operation.serviceId,
    clientId,
    description: `${named(operation)} succeeded`,
  })
  const had = await resolve(tx, actor, { ...operation, clientId, resolution: 'succeeded' })
  if (!had) await tx.moduleQueue.settled(operation.module, operation.createdAt, tx.at)
}

type Of<Type extends Target['type']> = Extract<Target, { type: Type }>['item']

async function applyToService(
  tx: ProvisioningTx,
  { action, params, requestedBy }: Operation,
  service: Of<'service'>,
  value: Created,
  today: CalendarDate,
): Promise<void> {
  const actor = actorOf(requestedBy)
  const step = (verb: 'activate' | 'suspend' | 'unsuspend' | 'terminate', extra?: Partial<NewService>) =>
    canServiceTransition(service.status, verb) ? stepService(tx, actor, service, verb, today, extra) : undefined
  switch (action) {
    case 'CreateAccount':
      await step('activate', { ...inFirstPeriod(service, today), ...created(value) })
      return
    case 'SuspendAccount':
      await step('suspend', { suspensionReason: params.reason ?? '' })
      return
    case 'UnsuspendAccount':
      await step('unsuspend')
      return
    case 'TerminateAccount':
      await step('terminate')
      return
    case 'ChangePassword':
      if (params.passwordSealed !== undefined)
        await recordChange(
          tx,
          actor,
          service,
          { passwordSealed: params.passwordSealed },
          { kind: 'service.password_updated', words: 'password changed', store: tx.services },
        )
  }
}

/** What the panel made where it differs from what we asked for. */
function created({ username, domain, dedicatedIp, nameservers = [] }: Created): Partial<NewService> {
  const [ns1, ns2] = nameservers
  return {
    ...(username !== undefined && { username }),
    ...(domain !== undefined && { domain }),
    ...(dedicatedIp !== undefined && { dedicatedIp }),
    ...(ns1 !== undefined && { ns1 }),
    ...(ns2 !== undefined && { ns2 }),
  }
}

async function applyToAddon(
  tx: ProvisioningTx,
  { action, requestedBy }: Operation,
  addon: Of<'addon'>,
  today: CalendarDate,
): Promise<void> {
  const verb = ADDON_STEPS[action]
  if (!verb || !canServiceTransition(addon.status, verb)) return
  const extra = verb === 'activate' ? inFirstPeriod(addon, today) : {}
  await stepAddon(tx, actorOf(requestedBy), addon, verb, today, extra)
}

const ADDON_STEPS: Partial<Record<Operation['action'], 'activate' | 'suspend' | 'unsuspend' | 'terminate'>> = {
  CreateAccount: 'activate',
  SuspendAccount: 'suspend',
  UnsuspendAccount: 'unsuspend',
  TerminateAccount: 'terminate',
}

async function applyToDomain(
  tx: ProvisioningTx,
  { action, params, requestedBy }: Operation,
  domain: Of<'domain'>,
  { expiresOn: told }: Registered,
  today: CalendarDate,
): Promise<void> {
  const actor = actorOf(requestedBy)
  if (action === 'RenewDomain') {
    if (!canDomainTransition(domain.status, 'renew')) return
    const years = params.years ?? domain.periodYears
    const expiresOn = told ?? params.until ?? addMonths(domain.expiresOn ?? today, 12 * years)
    await stepDomain(tx, actor, domain, 'renew', { expiresOn, ...inMoreYears(domain, years, today) })
    return
  }
  if (!canDomainTransition(domain.status, 'activate')) return
  const first = inFirstYears(domain, today)
  await stepDomain(tx, actor, domain, 'activate', { ...first, expiresOn: told ?? first.expiresOn })
}

/** The registrar has it and is at work on it, which takes days for a transfer. */
export async function submitted(
  tx: ProvisioningTx,
  { action, requestedBy }: Operation,
  domain: Of<'domain'>,
): Promise<void> {
  const verb = SUBMISSIONS[action]
  if (verb && canDomainTransition(domain.status, verb)) await stepDomain(tx, actorOf(requestedBy), domain, verb)
}

const SUBMISSIONS: Partial<Record<Operation['action'], 'submitRegistration' | 'submitTransfer'>> = {
  RegisterDomain: 'submitRegistration',
  TransferDomain: 'submitTransfer',
}
