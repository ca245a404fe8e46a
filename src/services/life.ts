import type { Actor } from '../access/actor.ts'
import type { CalendarDate } from '../base/calendar.ts'
import { type Cycle, dueIn, nextDue } from '../catalog/cycle.ts'
import type { Addon } from './addons/addon.ts'
import type { DomainName } from './domains/domain.ts'
import { type DomainTransition, domainTransition } from './domains/domain-status.ts'
import type { ServiceTx } from './parts.ts'
import { type ChangeKind, recordChange } from './record-change.ts'
import type { Service } from './service.ts'
import { type ServiceStatus, type ServiceTransition, serviceTransition } from './status.ts'
import type { NewAddon, NewDomain, NewService } from './store.ts'

type Lived = { status: ServiceStatus; terminatedOn: CalendarDate | null; suspensionReason?: string }

/**
 * What the record says once the status is another one: an end has its date, and the reason of a suspension goes with it.
 * A cancellation of what never ran is no end.
 */
export function inStatus(before: Lived, status: ServiceStatus, today: CalendarDate): Partial<Lived> {
  return {
    status,
    terminatedOn: endOf(before, status, today),
    ...(before.status === 'Suspended' && status !== 'Suspended' && { suspensionReason: '' }),
  }
}

function endOf(before: Lived, status: ServiceStatus, today: CalendarDate): CalendarDate | null {
  const hasRun = before.status !== 'Pending' && before.status !== 'Fraud'
  if (status === 'Terminated' || (status === 'Cancelled' && hasRun)) return before.terminatedOn ?? today
  return status === 'Cancelled' || status === 'Fraud' ? before.terminatedOn : null
}

/** What an item that becomes active says of its payments, unless a person has said it before. */
export function inFirstPeriod(
  { billingCycle, nextDueOn }: { billingCycle: Cycle; nextDueOn: CalendarDate | null },
  today: CalendarDate,
) {
  return nextDueOn === null ? nextDue(today, null, billingCycle) : { nextDueOn }
}

/** A day that a person sets is the day from then on. */
export const onOwnDay = (before: { nextDueOn: CalendarDate | null }, nextDueOn: CalendarDate | null | undefined) =>
  nextDueOn === undefined || nextDueOn === before.nextDueOn ? {} : { billingDay: null }

/** A name's first years with us. One that was transferred keeps the dates that it brought. */
export function inFirstYears(domain: DomainName, today: CalendarDate) {
  const first = dueIn(today, null, 12 * domain.periodYears)
  const expiresOn = domain.expiresOn ?? first.nextDueOn
  const due =
    domain.nextDueOn === null && domain.expiresOn === null ? first : { nextDueOn: domain.nextDueOn ?? expiresOn }
  return { registeredOn: domain.registeredOn ?? today, expiresOn, ...due }
}

/** The years after these. */
export function inMoreYears(domain: DomainName, years: number, today: CalendarDate) {
  return dueIn(domain.nextDueOn ?? domain.expiresOn ?? today, domain.billingDay, 12 * years)
}

/** The service takes the step with all that follows from it. `extra` is written with it. */
export function stepService(
  tx: ServiceTx,
  actor: Actor,
  service: Service,
  verb: ServiceTransition,
  today: CalendarDate,
  extra: Partial<NewService> = {},
): Promise<Service> {
  const after = inStep(service, serviceTransition('service', service.status, verb), today)
  return recordChange(tx, actor, service, { ...after, ...extra }, { kind: SERVICE_STEPS[verb], store: tx.services })
}

export function stepAddon(
  tx: ServiceTx,
  actor: Actor,
  addon: Addon,
  verb: ServiceTransition,
  today: CalendarDate,
  extra: Partial<NewAddon> = {},
): Promise<Addon> {
  const after = inStep(addon, serviceTransition('addon', addon.status, verb), today)
  return recordChange(tx, actor, addon, { ...after, ...extra }, { kind: ADDON_STEPS[verb], store: tx.addons })
}

export function stepDomain(
  tx: ServiceTx,
  actor: Actor,
  domain: DomainName,
  verb: DomainTransition,
  extra: Partial<NewDomain> = {},
): Promise<DomainName> {
  const after = { status: domainTransition(domain.status, verb), ...extra }
  return recordChange(tx, actor, domain, after, { kind: DOMAIN_STEPS[verb], store: tx.domains })
}

const inStep = (before: Lived, status: ServiceStatus, today: CalendarDate) =>
  status === before.status ? {} : inStatus(before, status, today)

const SERVICE_STEPS = {
  activate: 'service.activated',
  suspend: 'service.suspended',
  unsuspend: 'service.unsuspended',
  terminate: 'service.terminated',
  complete: 'service.completed',
  cancel: 'service.cancelled',
  markFraud: 'service.marked_fraud',
  reopen: 'service.reopened',
} as const satisfies Record<ServiceTransition, ChangeKind>

const ADDON_STEPS = {
  activate: 'addon.activated',
  suspend: 'addon.suspended',
  unsuspend: 'addon.unsuspended',
  terminate: 'addon.terminated',
  complete: 'addon.completed',
  cancel: 'addon.cancelled',
  markFraud: 'addon.marked_fraud',
  reopen: 'addon.reopened',
} as const satisfies Record<ServiceTransition, ChangeKind>

const DOMAIN_STEPS = {
  submitRegistration: 'domain.registration_submitted',
  submitTransfer: 'domain.transfer_submitted',
  activate: 'domain.activated',
  renew: 'domain.renewed',
  enterGrace: 'domain.entered_grace',
  enterRedemption: 'domain.entered_redemption',
  expire: 'domain.expired',
  transferAway: 'domain.transferred_away',
  cancel: 'domain.cancelled',
  markFraud: 'domain.marked_fraud',
  reopen: 'domain.reopened',
} as const satisfies Record<DomainTransition, ChangeKind>
