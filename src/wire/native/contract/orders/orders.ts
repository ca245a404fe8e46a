import * as z from 'zod'
import { DOMAIN_KINDS } from '../../../../services/domains/domain.ts'
import { ORDER_SORTS } from '../../../../services/orders/order.ts'
import { ORDER_STATUSES } from '../../../../services/orders/order-status.ts'
import { apiOperation } from '../operation.ts'
import { billingCycle, sentConfigOptions, sentCustomFields } from '../services/sent.ts'
import {
  amount,
  done,
  id,
  idPath,
  idText,
  instant,
  oneOf,
  page,
  pageQuery,
  sentAmount,
  servicePassword,
  sortWord,
  text,
} from '../values.ts'

const MOST = 500

const status = oneOf(ORDER_STATUSES).meta({ id: 'OrderStatus' })
const line = text(255)
const years = z.int().min(1).max(10)
const pieces = z.int().min(1).max(10_000)

const renewals = z
  .object({
    services: z.array(id),
    addons: z.array(id),
    domains: z.array(z.object({ id, years })),
  })
  .meta({ id: 'OrderRenewals', description: 'What the order prolongs, by id' })

const upgrade = z
  .object({
    serviceId: id,
    fromProductId: id,
    productId: id,
    billingCycle,
    recurring: amount,
    configOptions: z.array(z.object({ id, choiceId: id.nullable(), quantity: z.int().min(0) })),
  })
  .meta({ id: 'OrderUpgrade', description: 'What the order makes of a service' })

const item = z
  .object({
    type: oneOf(['service', 'addon', 'domain']),
    id,
    name: z.string().meta({ description: 'Of the product or add-on; of a domain how it comes to us' }),
    domain: z.string(),
    billingCycle: billingCycle.nullable().meta({ description: 'Null for domains, which count in years' }),
    years: z.int().nullable(),
    firstPayment: amount,
    status: z.string(),
  })
  .meta({ id: 'OrderItem' })

const order = z
  .object({
    id,
    orderNumber: z.string().nullable().meta({ description: 'The number that people are told' }),
    clientId: id,
    clientName: z.string(),
    contactId: id.nullable(),
    staffId: id.nullable().meta({ description: 'Who of the staff placed it' }),
    status,
    currency: z.string().meta({ description: "Of the amounts: the client's, as ISO 4217" }),
    amount: amount.meta({ description: 'What it costs at once' }),
    paymentMethod: z.string(),
    paymentMethodName: z.string().nullable(),
    nameservers: z.array(z.string()),
    promoCode: z.string(),
    ipAddress: z.string(),
    notes: z.string(),
    items: z.array(item),
    renewals,
    upgrade: upgrade.nullable(),
    orderedAt: instant,
    renewedAt: instant.nullable().meta({ description: 'When its renewals and its upgrade were carried out' }),
    updatedAt: instant,
  })
  .meta({ id: 'Order', description: 'What one client asked for at once' })

const addon = { definitionId: id, quantity: pieces.optional() }

const product = z.strictObject({
  productId: id,
  billingCycle: billingCycle.optional().meta({ description: 'The shortest that is offered without it' }),
  quantity: pieces.optional(),
  domain: line.optional(),
  hostname: line.optional().meta({ description: 'Of a server, in the place of the domain' }),
  ns1: line.optional(),
  ns2: line.optional(),
  rootPassword: servicePassword.optional(),
  addons: z.array(z.strictObject(addon)).max(MOST).optional(),
  configOptions: sentConfigOptions.optional(),
  customFields: sentCustomFields.optional(),
  price: sentAmount.optional().meta({ description: "Of one piece, instead of the catalog's" }),
})

const domain = z.strictObject({
  kind: oneOf(DOMAIN_KINDS),
  name: line,
  years: years.optional(),
  eppCode: line.optional().meta({ description: 'The authorisation code of a transfer' }),
  dnsManagement: z.boolean().optional(),
  emailForwarding: z.boolean().optional(),
  idProtection: z.boolean().optional(),
  price: sentAmount.optional().meta({ description: 'The first payment; nothing without it' }),
  renewalPrice: sentAmount.optional().meta({ description: 'Each further one; the same without it' }),
})

const cart = z.strictObject({
  clientId: id,
  paymentMethod: line.meta({ description: 'One that is active' }),
  products: z.array(product).max(MOST).optional(),
  addons: z
    .array(z.strictObject({ ...addon, serviceId: id }))
    .max(MOST)
    .optional()
    .meta({ description: 'For services that the client has' }),
  domains: z.array(domain).max(MOST).optional(),
  renewals: z
    .strictObject({
      services: z.array(id).max(MOST),
      addons: z.array(id).max(MOST),
      domains: z.array(z.strictObject({ id, years })).max(MOST),
    })
    .partial()
    .optional(),
  contactId: id.nullable().optional().meta({ description: 'For the domains' }),
  nameservers: z.array(line).max(5).optional().meta({ description: 'For the domains' }),
  promoCode: line.optional(),
  ipAddress: line.optional(),
  notes: text(65_535).optional(),
})

const quoted = { billingCycle, quantity: z.int(), firstPayment: amount, recurring: amount }
const quotedAddon = z.object({ definitionId: id, ...quoted }).meta({ id: 'QuotedAddon' })

const changed = z.object({ id, status }).meta({ id: 'OrderChanged', description: 'Which order, and its status' })

const read = 'orders.read'
const write = 'orders.write'

const settling = <const Id extends string>(id: Id, verb: string, summary: string) =>
  apiOperation({
    id,
    method: 'POST',
    path: `/orders/{id}/${verb}`,
    summary,
    permission: write,
    params: idPath,
    response: changed,
    errors: ['not_found', 'transition_refused', 'refused'],
  })

export const orders = {
  list: apiOperation({
    id: 'orders.list',
    method: 'GET',
    path: '/orders',
    summary: 'Orders that match all the filters, the newest first, each with its items',
    permission: read,
    query: z.strictObject({
      clientId: idText.optional(),
      status: status.optional(),
      sort: sortWord(ORDER_SORTS).default('-id'),
      ...pageQuery,
    }),
    response: page(order).meta({ id: 'OrderPage' }),
    errors: [],
  }),
  statuses: apiOperation({
    id: 'orders.statuses',
    method: 'GET',
    path: '/order-statuses',
    summary: 'Every status that orders have, and how many are in it',
    permission: read,
    response: z
      .object({ items: z.array(z.object({ status, count: z.int().min(0) })) })
      .meta({ id: 'OrderStatuses', description: 'Orders by status' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'orders.get',
    method: 'GET',
    path: '/orders/{id}',
    summary: 'One order with its items',
    permission: read,
    params: idPath,
    response: order,
    errors: ['not_found'],
  }),
  quote: apiOperation({
    id: 'orders.quote',
    method: 'POST',
    path: '/orders/quote',
    summary: 'What an order would cost; refused as the order would be, but stock is not looked at',
    permission: write,
    body: cart,
    response: z
      .object({
        currency: z.string().meta({ description: 'Of the amounts, as ISO 4217' }),
        amount: amount.meta({ description: 'What it would cost at once' }),
        products: z.array(z.object({ productId: id, ...quoted, addons: z.array(quotedAddon) })),
        addons: z.array(quotedAddon),
        domains: z.array(z.object({ name: z.string(), years: z.int(), firstPayment: amount, recurring: amount })),
        renewals: amount.meta({ description: 'All renewals together' }),
      })
      .meta({ id: 'OrderQuote', description: 'What an order would cost, in the order in which it was sent' }),
    errors: ['not_found', 'refused'],
  }),
  create: apiOperation({
    id: 'orders.create',
    method: 'POST',
    path: '/orders',
    summary: 'Places an order; all that is in it is pending until it is accepted',
    permission: write,
    body: cart,
    response: z
      .object({
        id,
        orderNumber: z.string(),
        serviceIds: z.array(id),
        addonIds: z.array(id),
        domainIds: z.array(id),
      })
      .meta({ id: 'OrderPlaced', description: 'The order, and what was made with it' }),
    errors: ['not_found', 'refused'],
  }),
  accept: apiOperation({
    id: 'orders.accept',
    method: 'POST',
    path: '/orders/{id}/accept',
    summary:
      'Accepts a pending order and has its modules set up what is in it, which needs `provisioning.write` besides. ' +
      'The first failure of a module is answered in its own words; the order is accepted all the same',
    permission: write,
    params: idPath,
    body: z
      .strictObject({
        serverId: id.meta({ description: 'For all services of the order' }),
        username: line,
        password: servicePassword,
        registrar: line.meta({ description: 'A module, for the domains' }),
        autoSetup: z.boolean().meta({ description: "Whether modules set up; the product's own word without it" }),
        sendRegistrar: z.boolean().meta({ description: 'Whether the registrar is told; it is without it' }),
      })
      .partial(),
    response: changed,
    errors: ['not_found', 'transition_refused', 'refused'],
  }),
  cancel: settling('orders.cancel', 'cancel', 'Cancels a pending order and what is in it; nobody is contacted'),
  fraud: settling('orders.fraud', 'fraud', 'Marks an order and what is in it as fraud; nobody is contacted'),
  pending: settling('orders.pending', 'pending', 'Sets an order and what is in it back to pending'),
  delete: apiOperation({
    id: 'orders.delete',
    method: 'DELETE',
    path: '/orders/{id}',
    summary: 'Deletes a cancelled or fraudulent order with its items, for good',
    permission: write,
    params: idPath,
    response: done,
    errors: ['not_found', 'refused'],
  }),
}
