import { may } from '../../../../access/actor.ts'
import type { ServiceListing } from '../../../../services/service.ts'
import type { Fields } from '../../../codec/tree.ts'
import { action, type WhmcsAnswer, type WhmcsCall } from '../../action.ts'
import { dateText, instantText, moneyText } from '../../encode.ts'
import { cycleText } from '../../enumerations.ts'
import { longList } from '../../long-list.ts'
import { count, idFilter, textFilter } from '../../parameters.ts'
import { configOptionFields, customFieldFields, selectionNames } from '../service/service-fields.ts'

/** Section 3.3 of the reference. */
export const getClientsProducts = action({
  name: 'GetClientsProducts',
  reads: true,
  permission: 'services.read',
  about: 'Services that match, with product, server and billing data',
  parameters: {
    limitstart: count(0, 'Rows to pass over'),
    limitnum: count(25, 'Rows to return'),
    clientid: idFilter('Services of this client'),
    serviceid: idFilter('This service'),
    pid: idFilter('Services of this product'),
    domain: textFilter('Services with this domain'),
    username2: textFilter('Services with this username'),
    status: textFilter('Services in this status (extension)'),
  },
  async answer(
    call,
    { limitstart, limitnum, clientid, serviceid, pid, domain, username2, status },
  ): Promise<WhmcsAnswer> {
    const filter = { clientId: clientid, serviceId: serviceid, productId: pid, domain, username: username2, status }
    const echoId = (name: string) => call.echoId(name) || null
    const { services } = call.domain
    return longList({
      page: { offset: limitstart, limit: limitnum },
      path: ['products', 'product'],
      list: (page) => services.list(call.actor, filter, page),
      stream: (page) => services.stream(call.actor, filter, page),
      before: (total, returned) => ({
        clientid: echoId('clientid'),
        serviceid: echoId('serviceid'),
        pid: echoId('pid'),
        domain: call.echo('domain') || null,
        totalresults: call.quoted(total),
        startnumber: limitstart,
        numreturned: returned,
      }),
      encode: async (rows) => {
        await notePasswordsBlanked(call, rows)
        const names = await selectionNames(call, rows)
        return rows.map((service) => productFields(call, service, names))
      },
    })
  },
})

/** Whoever wonders about the empty field finds the reason in the activity log, once for each credential. */
async function notePasswordsBlanked(call: WhmcsCall, rows: readonly ServiceListing[]): Promise<void> {
  const { actor, credential, domain } = call
  if (!credential || credential.passwordsBlankedAt !== null || may(actor, 'services.passwords')) return
  if (rows.some(({ passwordSealed }) => passwordSealed !== null))
    await domain.access.credentials.notePasswordsBlanked(actor, credential)
}

function productFields(
  call: WhmcsCall,
  service: ServiceListing,
  names: Awaited<ReturnType<typeof selectionNames>>,
): Fields {
  const { quoted } = call
  const product: Fields = {
    id: quoted(service.id),
    qty: quoted(service.quantity),
    clientid: quoted(service.clientId),
    orderid: quoted(service.orderId ?? 0),
    ordernumber: service.orderNumber,
    pid: quoted(service.productId),
    regdate: dateText(service.registeredOn),
    name: service.productName,
    translated_name: service.productName,
    groupname: service.groupName,
    translated_groupname: service.groupName,
    domain: service.domain,
    dedicatedip: service.dedicatedIp,
    serverid: quoted(service.serverId ?? 0),
    servername: service.serverName ?? '',
    serverip: service.serverIp ?? '',
    serverhostname: service.serverHostname ?? '',
    suspensionreason: service.suspensionReason,
    firstpaymentamount: moneyText(service.firstPayment),
    recurringamount: moneyText(service.recurring),
    paymentmethod: service.paymentMethod,
    paymentmethodname: service.paymentMethodName ?? service.paymentMethod,
    billingcycle: cycleText(service.billingCycle),
    nextduedate: dateText(service.nextDueOn),
    status: service.status,
    username: service.username,
    password: call.domain.services.passwordOf(call.actor, service) ?? '',
    subscriptionid: service.subscriptionId,
    promoid: quoted(service.promoId),
    overideautosuspend: service.overrideAutoSuspend ? 'on' : '',
    overidesuspenduntil: dateText(service.overrideSuspendUntil),
    ns1: service.ns1,
    ns2: service.ns2,
    assignedips: service.assignedIps,
    notes: service.notes,
    diskusage: quoted(service.diskUsedMb),
    disklimit: quoted(service.diskLimitMb),
    bwusage: quoted(service.bandwidthUsedMb),
    bwlimit: quoted(service.bandwidthLimitMb),
    lastupdate: instantText(call.wallClock, service.usageAt),
    customfields: { customfield: customFieldFields(call, service, names) },
    configoptions: { configoption: configOptionFields(call, service, names) },
  }
  // Documented as missing, not null, for an order without a number.
  if (service.orderNumber === null) delete product.ordernumber
  return product
}
