import { Invalid } from '../../../../base/refusal.ts'
import type { RegistrarAsk } from '../../../../provisioning/panel/registrar-ask.ts'
import type { DomainListing } from '../../../../services/domains/domain.ts'
import type { AnswerOf, InputOf } from '../../contract/operation.ts'
import { domains } from '../../contract/services/domains.ts'
import { amountOf } from '../../decode.ts'
import { amountText, instantText } from '../../encode.ts'
import { type ApiCall, handle } from '../../handler.ts'
import { listSorted } from '../../keyset.ts'

export const domainHandlers = [
  handle(domains.list, async (call, { query: { offset, limit, cursor, sort, ...filter } }) => {
    const { rows, beside } = await listSorted({ offset, limit, cursor, sort }, (page, order) =>
      call.domain.domains.list(call.actor, filter, page, order),
    )
    return { items: await encodeDomains(call, rows), ...beside }
  }),

  handle(domains.get, async (call, { params }) => {
    const [encoded] = await encodeDomains(call, [await call.domain.domains.get(call.actor, params.id)])
    return encoded!
  }),

  handle(
    domains.update,
    async ({ actor, domain }, { params, body: { firstPayment, recurring, promoId, ...plain } }) => {
      const { id, version } = await domain.domains.update(actor, params.id, {
        ...plain,
        firstPayment: amountOf(firstPayment),
        recurring: amountOf(recurring),
        promoId: promoId ?? (promoId === null ? 0 : undefined),
      })
      return { id, version }
    },
  ),

  handle(domains.askRegistrar, async ({ actor, domain }, { params, body }) => {
    const { nameservers, locked, contacts, eppCode } = await domain.askRegistrar(actor, params.id, askOf(body))
    return {
      ...(nameservers && { nameservers: [...nameservers] }),
      ...(locked !== undefined && { locked }),
      ...(contacts && { contacts: { ...contacts } as AnswerOf<typeof domains.askRegistrar>['contacts'] }),
      ...(eppCode !== undefined && { eppCode }),
    }
  }),
]

type DomainName = AnswerOf<typeof domains.get>

type Sent = InputOf<typeof domains.askRegistrar>['body']

/** With what goes with it. */
function askOf({ what, nameservers, locked, contacts, on, tag }: Sent): RegistrarAsk {
  const given = <T>(field: string, value: T | undefined): T => {
    if (value === undefined) throw new Invalid(field, `it, with ${what}`)
    return value
  }
  switch (what) {
    case 'set_nameservers':
      return { what, nameservers: given('nameservers', nameservers) }
    case 'set_lock':
      return { what, locked: given('locked', locked) }
    case 'set_contacts':
      return { what, contacts: given('contacts', contacts) }
    case 'set_id_protection':
      return { what, on: given('on', on) }
    case 'release':
      return { what, tag: given('tag', tag) }
    default:
      return { what }
  }
}

async function encodeDomains({ actor, domain }: ApiCall, listings: readonly DomainListing[]): Promise<DomainName[]> {
  const currencies = await domain.services.currenciesOf(actor, listings)
  return listings.map((listing) => encodeDomain(listing, currencies.get(listing.clientId)!))
}

function encodeDomain(listing: DomainListing, currency: string): DomainName {
  const { id, clientId, orderId, kind, name, registrar, serverId, periodYears, status } = listing
  const { paymentMethod, paymentMethodName, registeredOn, expiresOn, nextDueOn, subscriptionId } = listing
  const { dnsManagement, emailForwarding, idProtection, doNotRenew, nameservers, notes, version } = listing
  return {
    ...{ id, clientId, orderId, kind, name, registrar, serverId, periodYears, status },
    currency,
    firstPayment: amountText(listing.firstPayment),
    recurring: amountText(listing.recurring),
    ...{ paymentMethod, paymentMethodName, registeredOn, expiresOn, nextDueOn, subscriptionId },
    promoId: listing.promoId || null,
    ...{ dnsManagement, emailForwarding, idProtection, doNotRenew },
    nameservers: [...nameservers],
    notes,
    createdAt: instantText(listing.createdAt),
    updatedAt: instantText(listing.updatedAt),
    version,
  }
}
