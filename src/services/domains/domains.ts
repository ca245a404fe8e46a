import { type Actor, authorize } from '../../access/actor.ts'
import { type Checks, checkedDetails, requireLines, requireOneOf, requireText } from '../../base/checks.ts'
import type { Patch } from '../../base/merge.ts'
import type { KeysetPage, Listed, Page } from '../../base/page.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { moduleName, wholeNumber } from '../../catalog/checks.ts'
import { LONGEST_NOTES, LONGEST_TEXT, requireAmount } from '../checks.ts'
import { onOwnDay } from '../life.ts'
import type { OnDesiredStateChanged } from '../on-desired-state-changed.ts'
import { requirePaymentMethod, type ServiceParts, type ServiceStores, type ServiceTx } from '../parts.ts'
import { recordChange } from '../record-change.ts'
import type { DomainOrder } from './domain.ts'
import {
  DOMAIN_KINDS,
  type DomainFilter,
  type DomainListing,
  type DomainName,
  requireNameservers,
  requireYears,
} from './domain.ts'
import { DOMAIN_STATUSES } from './domain-status.ts'

/** What a person may write into the record as it stands. */
type Plain = Omit<
  DomainName,
  'id' | 'clientId' | 'orderId' | 'billingDay' | 'eppCodeSealed' | 'createdAt' | 'updatedAt' | 'version'
>

/** What is left out stays as it is. */
export type DomainChanges = Patch<Plain>

type Parts<S extends ServiceStores> = Pick<ServiceParts<S>, 'read' | 'transaction'> & {
  onDesiredStateChanged?: OnDesiredStateChanged<S>
}

export function makeDomains<S extends ServiceStores>({ read, transaction, onDesiredStateChanged }: Parts<S>) {
  return {
    async list(
      actor: Actor,
      filter: DomainFilter,
      page: KeysetPage,
      order?: DomainOrder,
    ): Promise<Listed<DomainListing>> {
      authorize(actor, 'services.read')
      return read.domains.list(filter, page, order)
    },

    /** For answers of any size: batches of one moment. */
    stream(actor: Actor, filter: DomainFilter, page: Page): AsyncIterable<Listed<DomainListing>> {
      authorize(actor, 'services.read')
      return read.domains.stream(filter, page)
    },

    async get(actor: Actor, id: number): Promise<DomainListing> {
      authorize(actor, 'services.read')
      const domain = await read.domains.get(id)
      if (!domain) throw new NotFound('Domain', id)
      return domain
    },

    /** A person's edit of the record; it contacts no registrar. */
    async update(actor: Actor, id: number, changes: DomainChanges): Promise<DomainName> {
      authorize(actor, 'services.write')
      return transaction(async (tx) => {
        const domain = await changeDomain(tx, actor, id, changes)
        if (changes.status !== undefined)
          await onDesiredStateChanged?.(tx, { type: 'domain', id }, domain.status, actor)
        return domain
      })
    },
  }
}

export type Domains = ReturnType<typeof makeDomains>

async function changeDomain(tx: ServiceTx, actor: Actor, id: number, changes: DomainChanges): Promise<DomainName> {
  const before = await tx.domains.lock(id)
  if (!before) throw new NotFound('Domain', id)
  const plain = checkedDetails(CHECKS, changes)
  const after = { ...plain, ...onOwnDay(before, plain.nextDueOn) }
  if (after.paymentMethod !== undefined) await requirePaymentMethod(tx, after.paymentMethod, { activeOnly: false })
  if (after.serverId != null && !(await tx.catalog.servers.get(after.serverId)))
    throw new Invalid('serverId', 'the id of a server', after.serverId)
  const kind = after.status !== undefined && after.status !== before.status ? 'domain.corrected' : 'domain.updated'
  return recordChange(tx, actor, before, after, { kind, store: tx.domains })
}

const line = (field: string, least = 0) => {
  return (text: string) => requireText(field, text, LONGEST_TEXT, least)
}
const asGiven = <T>(value: T) => value

const CHECKS: Checks<Plain> = {
  kind: (kind) => requireOneOf('kind', DOMAIN_KINDS, kind),
  name: line('name', 1),
  registrar: moduleName,
  serverId: asGiven,
  periodYears: (years) => requireYears('periodYears', years),
  firstPayment: (amount) => requireAmount('firstPayment', amount),
  recurring: (amount) => requireAmount('recurring', amount),
  paymentMethod: asGiven,
  status: (status) => requireOneOf('status', DOMAIN_STATUSES, status),
  registeredOn: asGiven,
  expiresOn: asGiven,
  nextDueOn: asGiven,
  subscriptionId: line('subscriptionId'),
  promoId: (id) => wholeNumber('promoId', id),
  dnsManagement: asGiven,
  emailForwarding: asGiven,
  idProtection: asGiven,
  doNotRenew: asGiven,
  nameservers: requireNameservers,
  notes: (text) => requireLines('notes', text, LONGEST_NOTES),
}
