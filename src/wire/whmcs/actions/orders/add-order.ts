import { action, type WhmcsCall } from '../../action.ts'
import { idList } from '../../encode.ts'
import { flag, id, idFilter, required, text } from '../../parameters.ts'
import { cartItems, cartParameters } from './cart.ts'

/** Section 6.2 of the reference. It never provisions: AcceptOrder follows. */
export const addOrder = action({
  name: 'AddOrder',
  reads: false,
  permission: 'orders.write',
  about: 'Places an order; everything in it is pending until it is accepted',
  partial:
    'No invoices and no mail: `noinvoice`, `noinvoiceemail`, `noemail` and `affid` change nothing, promotions are kept as data',
  parameters: {
    clientid: required(id('The client')),
    paymentmethod: required(text('Payment method, by its system name')),
    ...cartParameters,
    promocode: text('Promotion code'),
    promooverride: flag('Accepted; promotions are data', { unused: true }),
    affid: idFilter('Accepted; there are no affiliates', { unused: true }),
    noinvoice: flag('Accepted; there are no invoices', { unused: true }),
    noinvoiceemail: flag('Accepted; there are no invoices', { unused: true }),
    noemail: flag('Accepted; no mail is sent', { unused: true }),
    contactid: idFilter('Contact for the domains; 0 for none'),
    clientip: text('Address of the client'),
  },
  refusals: {
    not_found: ({ facts }) => (facts.noun === 'Client' ? 'Client ID Not Found' : undefined),
    client_closed: 'Unable to add order when client status is Closed',
    payment_method_unknown: ({ facts }) =>
      `Invalid Payment Method. Valid options include ${(facts.valid as string[]).join(',')}`,
    cart_empty: 'No items added to cart so order cannot proceed',
    addon_definition_unknown: 'Addon ID invalid',
    service_not_owned: 'Service ID not owned by Client ID provided',
    addon_not_owned: 'Addon ID not owned by Client ID provided',
    domain_not_owned: 'Domain not owned by Client ID provided',
    service_not_renewable: ({ facts }) => `Service ID ${facts.service} can not be renewed at this time.`,
    addon_not_renewable: ({ facts }) => `Addon ID ${facts.addon} can not be renewed at this time.`,
    domain_not_renewable: ({ facts }) => `Domain status is set to '${facts.status}' and cannot be renewed`,
  },
  fields: {
    quantity: 'qty',
    price: 'priceoverride',
    firstPayment: 'domainpriceoverride',
    renewalPrice: 'domainrenewoverride',
    years: 'regperiod',
    ns1: 'ns1prefix',
    ns2: 'ns2prefix',
    rootPassword: 'rootpw',
    eppCode: 'eppcode',
    nameservers: 'nameserver',
    promoCode: 'promocode',
    ipAddress: 'clientip',
  },
  async answer(call, sent) {
    const { actor, domain } = call
    const items = await cartItems(sent, (name) => domainIdOf(call, sent.clientid, name))
    const placed = await domain.orders.place(actor, {
      clientId: sent.clientid,
      paymentMethod: sent.paymentmethod?.trim() ?? '',
      ...items,
      contactId: sent.contactid || null,
      promoCode: sent.promocode,
      ipAddress: sent.clientip,
    })
    return {
      orderid: call.quoted(placed.orderId),
      productids: idList(placed.serviceIds),
      serviceids: idList(placed.serviceIds),
      addonids: idList(placed.addonIds),
      domainids: idList(placed.domainIds),
      // There is no billing engine.
      invoiceid: call.quoted(0),
    }
  },
})

/** A name can be held twice, after it was given up: the latest counts. 0 is the id of nothing, which the verb refuses. */
async function domainIdOf({ actor, domain }: WhmcsCall, clientId: number, name: string): Promise<number> {
  const { rows: domains } = await domain.domains.list(actor, { clientId, name }, { offset: 0, limit: 100 })
  return domains.at(-1)?.id ?? 0
}
