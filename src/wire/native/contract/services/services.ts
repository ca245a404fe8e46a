import * as z from 'zod'
import { SERVICE_SORTS } from '../../../../services/service.ts'
import { event } from '../event.ts'
import { apiOperation } from '../operation.ts'
import {
  amount,
  calendarDate,
  commaList,
  filterText,
  id,
  idPath,
  idText,
  instant,
  page,
  pageQuery,
  sentAmount,
  sentDate,
  servicePassword,
  sortWord,
  text,
} from '../values.ts'
import { billingCycle, sentConfigOptions, sentCustomFields, serviceStatus } from './sent.ts'

const megabytes = z.int().min(0)

const service = z
  .object({
    id,
    clientId: id,
    orderId: id.nullable(),
    orderNumber: z.string().nullable().meta({ description: 'The number that people are told' }),
    productId: id,
    productName: z.string(),
    groupName: z.string().meta({ description: 'The product group' }),
    serverId: id.nullable(),
    serverName: z.string().nullable(),
    serverHostname: z.string().nullable(),
    serverIp: z.string().nullable(),
    quantity: z.int(),
    status: serviceStatus,
    suspensionReason: z.string(),
    overrideAutoSuspend: z.boolean(),
    overrideSuspendUntil: calendarDate.nullable(),
    domain: z.string(),
    username: z.string(),
    password: z
      .string()
      .optional()
      .meta({ description: 'Only with `include=password`; empty when the service has none' }),
    billingCycle,
    currency: z.string().meta({ description: "Of the amounts: the client's, as ISO 4217" }),
    firstPayment: amount,
    recurring: amount,
    paymentMethod: z.string(),
    paymentMethodName: z.string().nullable(),
    registeredOn: calendarDate.nullable(),
    nextDueOn: calendarDate.nullable(),
    nextInvoiceOn: calendarDate.nullable(),
    terminatedOn: calendarDate.nullable(),
    subscriptionId: z.string(),
    promoId: id.nullable(),
    ns1: z.string(),
    ns2: z.string(),
    dedicatedIp: z.string(),
    assignedIps: z.array(z.string()),
    notes: z.string(),
    diskUsedMb: megabytes,
    diskLimitMb: megabytes.meta({ description: '0 is without limit' }),
    bandwidthUsedMb: megabytes,
    bandwidthLimitMb: megabytes.meta({ description: '0 is without limit' }),
    usageAt: instant.nullable().meta({ description: 'When the usage was read last' }),
    customFields: z.array(z.object({ id, name: z.string(), value: z.string() })),
    configOptions: z.array(
      z.object({
        id,
        name: z.string(),
        choiceId: id.nullable().meta({ description: 'Null where nothing was chosen' }),
        choice: z.string().nullable().meta({ description: 'The name of the choice' }),
        quantity: z.int().min(0),
      }),
    ),
    createdAt: instant,
    updatedAt: instant,
    version: z.int().meta({ description: 'Moves with every change; the ETag' }),
  })
  .meta({ id: 'Service', description: 'What a client holds: one sold product' })

const line = text(255)
const lines = text(65_535)

/** What a person may correct in the record. */
const form = {
  productId: id,
  serverId: id.nullable(),
  status: serviceStatus.meta({ description: 'A correction: the panel is not told, commands that wait for it end' }),
  domain: line,
  username: line,
  password: servicePassword.nullable().meta({ description: 'Of the record alone; null takes it away' }),
  paymentMethod: line,
  billingCycle,
  firstPayment: sentAmount,
  recurring: sentAmount,
  registeredOn: sentDate.nullable(),
  nextDueOn: sentDate.nullable(),
  nextInvoiceOn: sentDate.nullable(),
  terminatedOn: sentDate.nullable(),
  suspensionReason: lines,
  overrideAutoSuspend: z.boolean(),
  overrideSuspendUntil: sentDate.nullable(),
  subscriptionId: line,
  promoId: id.nullable(),
  ns1: line,
  ns2: line,
  dedicatedIp: line,
  assignedIps: z.array(line).max(200),
  notes: lines,
  diskUsedMb: megabytes,
  diskLimitMb: megabytes,
  bandwidthUsedMb: megabytes,
  bandwidthLimitMb: megabytes,
  customFields: sentCustomFields,
  configOptions: sentConfigOptions,
  recalculate: z.boolean().meta({ description: 'The recurring amount becomes what the catalog says' }),
}

const upgrade = z.strictObject({
  paymentMethod: line.meta({ description: 'One that is active' }),
  productId: id.optional().meta({ description: 'Of the same module; the present one without it' }),
  billingCycle: billingCycle.optional().meta({ description: 'The present one without it' }),
  configOptions: sentConfigOptions.optional(),
  promoCode: line.optional(),
})

const quote = {
  serviceId: id,
  fromProductId: id,
  productId: id,
  billingCycle,
  currency: z.string().meta({ description: 'Of the amounts, as ISO 4217' }),
  price: amount.meta({ description: 'The difference for the days until the next payment, below zero for less' }),
  recurring: amount,
  daysUntilRenewal: z.int().min(0),
  totalDays: z.int().min(0).meta({ description: 'Of the present period' }),
}

const changed = z
  .object({ id, version: z.int() })
  .meta({ id: 'ServiceChanged', description: 'Which service, and its version from now on' })

const include = commaList(['password'])
  .optional()
  .meta({ description: '`password` adds the passwords; it needs the permission services.passwords' })

export const services = {
  list: apiOperation({
    id: 'services.list',
    method: 'GET',
    path: '/services',
    summary: 'Services that match all the filters, by id',
    permission: 'services.read',
    query: z.strictObject({
      clientId: idText.optional(),
      productId: idText.optional(),
      domain: filterText.optional().meta({ description: 'The whole name, without regard to case' }),
      username: filterText.optional().meta({ description: 'The whole name, without regard to case' }),
      status: serviceStatus.optional(),
      include,
      sort: sortWord(SERVICE_SORTS).default('id'),
      ...pageQuery,
    }),
    response: page(service).meta({ id: 'ServicePage' }),
    errors: [],
  }),
  counts: apiOperation({
    id: 'services.counts',
    method: 'GET',
    path: '/services/counts',
    summary: 'How many services have each status, the most first',
    permission: 'services.read',
    response: z
      .object({ items: z.array(z.object({ status: serviceStatus, count: z.int().min(1) })) })
      .meta({ id: 'ServiceCounts' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'services.get',
    method: 'GET',
    path: '/services/{id}',
    summary: 'One service',
    permission: 'services.read',
    params: idPath,
    query: z.strictObject({ include }),
    response: service,
    versioned: true,
    errors: ['not_found'],
  }),
  update: apiOperation({
    id: 'services.update',
    method: 'PATCH',
    path: '/services/{id}',
    summary: 'Changes what is sent in the record, and leaves the rest; the panel is not contacted',
    permission: 'services.write',
    params: idPath,
    body: z.strictObject(form).partial(),
    response: changed,
    versioned: true,
    errors: ['not_found', 'refused'],
  }),
  quoteUpgrade: apiOperation({
    id: 'services.quoteUpgrade',
    method: 'POST',
    path: '/services/{id}/upgrade/quote',
    summary: 'What it would cost to change the product, the cycle or the options of a service now',
    permission: 'orders.write',
    params: idPath,
    body: upgrade,
    response: z
      .object({ ...quote, inProgress: z.boolean().meta({ description: 'An order that changes it waits already' }) })
      .meta({ id: 'UpgradeQuote', description: 'What a change of a service would cost' }),
    errors: ['not_found', 'refused'],
  }),
  upgrade: apiOperation({
    id: 'services.upgrade',
    method: 'POST',
    path: '/services/{id}/upgrade',
    summary: 'Orders another product, cycle or options; the service changes when the order is accepted',
    permission: 'orders.write',
    params: idPath,
    body: upgrade,
    response: z
      .object({ ...quote, orderId: id, orderNumber: z.string() })
      .meta({ id: 'UpgradeOrdered', description: 'The order, and what the change costs' }),
    errors: ['not_found', 'refused'],
  }),
  history: apiOperation({
    id: 'services.history',
    method: 'GET',
    path: '/services/{id}/history',
    summary: 'What happened to one service, newest first',
    permission: 'services.read',
    params: idPath,
    query: z.strictObject(pageQuery),
    response: page(event).meta({ id: 'HistoryPage' }),
    errors: ['not_found'],
  }),
}
