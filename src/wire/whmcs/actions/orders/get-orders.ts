import type { OrderLine, OrderListing } from '../../../../services/orders/order.ts'
import type { Fields } from '../../../codec/tree.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { moneyText } from '../../encode.ts'
import { lineItemCycleText } from '../../enumerations.ts'
import { count, idFilter, idOrNoneFilter, textFilter } from '../../parameters.ts'

/** Section 6.2 of the reference. Newest first. */
export const getOrders = action({
  name: 'GetOrders',
  reads: true,
  permission: 'orders.read',
  about: 'Orders that match, with their items',
  partial: 'What belongs to billing, promotions and fraud checks is empty',
  parameters: {
    limitstart: count(0, 'Rows to pass over'),
    limitnum: count(25, 'Rows to return'),
    id: idFilter('This order'),
    userid: idFilter('Orders of this client'),
    requestor_id: idOrNoneFilter('Orders that this user of a client placed; none are recorded'),
    status: textFilter('Pending, Active, Fraud or Cancelled'),
  },
  async answer(call, { limitstart, limitnum, id, userid, requestor_id, status }) {
    const page = { offset: limitstart, limit: limitnum }
    // Orders come from staff and programs; nobody signs in as a client yet.
    const nobody = requestor_id !== undefined && requestor_id !== null
    const { total, rows: orders } = nobody
      ? { total: 0, rows: [] }
      : await call.domain.orders.list(call.actor, { orderId: id, clientId: userid, status }, page)
    return {
      totalresults: total,
      startnumber: limitstart,
      numreturned: orders.length,
      orders: { order: orders.map((order) => orderFields(call, order)) },
    }
  },
})

function orderFields({ wallClock }: WhmcsCall, order: OrderListing): Fields {
  const { renewals } = order
  return {
    id: order.id,
    ordernum: Number(order.orderNumber ?? 0),
    userid: order.clientId,
    contactid: order.contactId ?? 0,
    requestor_id: 0,
    admin_requestor_id: order.staffId ?? 0,
    date: wallClock.format(order.orderedAt),
    nameservers: order.nameservers.join(','),
    transfersecret: '',
    renewals: renewals.domains.map(({ id, years }) => `${id}=${years}`).join(','),
    renewalsByType: {
      domains: renewals.domains.map(({ id }) => id),
      services: [...renewals.services],
      addons: [...renewals.addons],
    },
    promocode: order.promoCode,
    promotype: '',
    promovalue: '',
    orderdata: '',
    amount: moneyText(order.amount),
    paymentmethod: order.paymentMethod,
    invoiceid: 0,
    status: order.status,
    ipaddress: order.ipAddress,
    fraudmodule: '',
    fraudoutput: '',
    notes: order.notes,
    paymentmethodname: order.paymentMethodName ?? order.paymentMethod,
    paymentstatus: '',
    name: order.clientName,
    currencyprefix: order.currencyPrefix,
    currencysuffix: order.currencySuffix,
    frauddata: '',
    validationdata: '',
    lineitems: { lineitem: [...order.lines, ...order.changed].map(lineFields) },
  }
}

/** As people read them. */
const PRODUCT_TYPE: Readonly<Record<string, string | undefined>> = {
  hostingaccount: 'Hosting Account',
  reselleraccount: 'Reseller Account',
  server: 'Dedicated/VPS Server',
  other: 'Other Product/Service',
}

function labelOf({ kind, why, name, groupName }: OrderLine): string {
  if (kind === 'domain') return why === 'renewal' ? 'Renewal' : name
  return groupName ? `${groupName} - ${name}` : name
}

function lineFields(line: OrderLine): Fields {
  return {
    type: line.why === 'new' ? line.kind : line.why,
    relid: line.itemId,
    producttype: PRODUCT_TYPE[line.itemType] ?? (line.kind === 'addon' ? 'Addon' : 'Domain'),
    product: labelOf(line),
    domain: line.domain,
    billingcycle: line.billingCycle ? lineItemCycleText(line.billingCycle) : `${line.years ?? 1} Year(s)`,
    amount: moneyText(line.amount),
    status: line.status,
  }
}
