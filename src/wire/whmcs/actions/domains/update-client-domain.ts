import { Invalid, Refusal } from '../../../../base/refusal.ts'
import { DOMAIN_KINDS } from '../../../../services/domains/domain.ts'
import { DOMAIN_STATUSES, type DomainStatus } from '../../../../services/domains/domain-status.ts'
import { action } from '../../action.ts'
import { statusOf } from '../../enumerations.ts'
import { date, flag, id, idFilter, integer, money, required, text } from '../../parameters.ts'

const isDomainStatus = (status: string): status is DomainStatus =>
  (DOMAIN_STATUSES as readonly string[]).includes(status)

/** Section 6.3 of the reference. */
export const updateClientDomain = action({
  name: 'UpdateClientDomain',
  reads: false,
  permission: 'services.write',
  about: 'Edits the record of a domain name; the registrar is not contacted',
  partial:
    '`updatens` writes the name servers into the record and tells no registrar; `autorecalc` is accepted: there are no prices of names',
  parameters: {
    domainid: required(id('The domain of the client')),
    dnsmanagement: flag('Whether DNS management goes with it'),
    emailforwarding: flag('Whether e-mail forwarding goes with it'),
    idprotection: flag('Whether ID protection goes with it'),
    donotrenew: flag('Whether it is left to expire'),
    type: text(DOMAIN_KINDS.join(', ')),
    regdate: date('Registration date'),
    nextduedate: date('Next due date'),
    expirydate: date('Expiry date'),
    domain: text('The name'),
    firstpaymentamount: money('First payment'),
    recurringamount: money('Recurring amount'),
    registrar: text('Registrar module; empty for none'),
    serverid: idFilter("The registrar's server, where there are several; 0 for the first in use (extension)"),
    regperiod: integer('Years'),
    paymentmethod: text('Payment method, by its system name'),
    subscriptionid: text('Subscription id'),
    status: text(DOMAIN_STATUSES.join(', ')),
    notes: text('Notes for staff'),
    promoid: integer('Promotion id'),
    autorecalc: flag('Accepted; there are no prices of names', { unused: true }),
    updatens: flag('Whether the name servers are written'),
    ns1: text('First name server'),
    ns2: text('Second name server'),
    ns3: text('Third name server'),
    ns4: text('Fourth name server'),
    ns5: text('Fifth name server'),
  },
  refusals: { not_found: ({ facts }) => (facts.noun === 'Domain' ? 'Domain ID Not Found' : undefined) },
  fields: {
    kind: 'type',
    name: 'domain',
    firstPayment: 'firstpaymentamount',
    recurring: 'recurringamount',
    serverId: 'serverid',
    periodYears: 'regperiod',
    subscriptionId: 'subscriptionid',
    promoId: 'promoid',
    module: 'registrar',
    paymentMethod: 'paymentmethod',
  },
  async answer({ actor, domain, echoId }, sent) {
    const { ns1 = '', ns2 = '', ns3 = '', ns4 = '', ns5 = '' } = sent
    if (sent.updatens && (ns1.trim() === '' || ns2.trim() === ''))
      throw new Refusal('nameservers_required', 'ns1 and ns2 required')
    await domain.domains.update(actor, sent.domainid, {
      dnsManagement: sent.dnsmanagement,
      emailForwarding: sent.emailforwarding,
      idProtection: sent.idprotection,
      doNotRenew: sent.donotrenew,
      kind: kindOf(sent.type),
      registeredOn: sent.regdate,
      nextDueOn: sent.nextduedate,
      expiresOn: sent.expirydate,
      name: sent.domain || undefined,
      firstPayment: sent.firstpaymentamount,
      recurring: sent.recurringamount,
      registrar: sent.registrar,
      serverId: sent.serverid === 0 ? null : sent.serverid,
      periodYears: sent.regperiod,
      paymentMethod: sent.paymentmethod || undefined,
      subscriptionId: sent.subscriptionid,
      status: statusOf(terminatedAsCancelled(sent.status), DOMAIN_STATUSES, isDomainStatus),
      notes: sent.notes,
      promoId: sent.promoid,
      nameservers: sent.updatens ? [ns1, ns2, ns3, ns4, ns5] : undefined,
    })
    return { domainid: echoId('domainid') }
  },
})

/** The documents' own example sends a status that none of their lists of domain statuses has. */
const terminatedAsCancelled = (sent: string | undefined) =>
  sent?.trim().toLowerCase() === 'terminated' ? 'Cancelled' : sent

function kindOf(sent: string | undefined): (typeof DOMAIN_KINDS)[number] | undefined {
  const word = sent?.trim()
  if (!word) return undefined
  const known = DOMAIN_KINDS.find((kind) => kind.toLowerCase() === word.toLowerCase())
  if (!known) throw new Invalid('type', DOMAIN_KINDS.join(', '), word)
  return known
}
