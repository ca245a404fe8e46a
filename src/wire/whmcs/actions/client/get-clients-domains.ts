import type { DomainListing } from '../../../../services/domains/domain.ts'
import type { Fields } from '../../../codec/tree.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { dateText, flagNumber, moneyText } from '../../encode.ts'
import { longList } from '../../long-list.ts'
import { count, idFilter, textFilter } from '../../parameters.ts'

/** Section 6.3 of the reference. */
export const getClientsDomains = action({
  name: 'GetClientsDomains',
  reads: true,
  permission: 'services.read',
  about: 'Domain names that match, by id',
  parameters: {
    limitstart: count(0, 'Rows to pass over'),
    limitnum: count(25, 'Rows to return'),
    clientid: idFilter('Domains of this client'),
    domainid: idFilter('This domain'),
    domain: textFilter('Domains with this name'),
  },
  async answer(call, { limitstart, limitnum, clientid, domainid, domain }) {
    const filter = { clientId: clientid, domainId: domainid, name: domain }
    const { domains } = call.domain
    return longList({
      page: { offset: limitstart, limit: limitnum },
      path: ['domains', 'domain'],
      list: (page) => domains.list(call.actor, filter, page),
      stream: (page) => domains.stream(call.actor, filter, page),
      before: (total, returned) => ({
        clientid: call.echoId('clientid'),
        domainid: call.echoId('domainid'),
        totalresults: total,
        startnumber: limitstart,
        numreturned: returned,
      }),
      encode: async (rows) => rows.map((row) => domainFields(call, row)),
    })
  },
})

function domainFields({ quoted }: WhmcsCall, domain: DomainListing): Fields {
  return {
    id: quoted(domain.id),
    userid: quoted(domain.clientId),
    orderid: quoted(domain.orderId ?? 0),
    regtype: domain.kind,
    domainname: domain.name,
    registrar: domain.registrar,
    regperiod: quoted(domain.periodYears),
    firstpaymentamount: moneyText(domain.firstPayment),
    recurringamount: moneyText(domain.recurring),
    paymentmethod: domain.paymentMethod,
    paymentmethodname: domain.paymentMethodName ?? domain.paymentMethod,
    regdate: dateText(domain.registeredOn),
    expirydate: dateText(domain.expiresOn),
    nextduedate: dateText(domain.nextDueOn),
    status: domain.status,
    subscriptionid: domain.subscriptionId,
    promoid: quoted(domain.promoId),
    dnsmanagement: quoted(flagNumber(domain.dnsManagement)),
    emailforwarding: quoted(flagNumber(domain.emailForwarding)),
    idprotection: quoted(flagNumber(domain.idProtection)),
    donotrenew: quoted(flagNumber(domain.doNotRenew)),
    notes: domain.notes,
  }
}
