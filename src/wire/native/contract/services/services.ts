import { z } from 'zod'
import { SERVICE_STATUSES } from '../../../../services/status.ts'
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
  oneOf,
  page,
  pageQuery,
} from '../values.ts'
import { billingCycle } from './sent.ts'

const status = oneOf(SERVICE_STATUSES).meta({ id: 'ServiceStatus' })
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
    status,
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
      status: status.optional(),
      include,
      ...pageQuery,
    }),
    response: page(service).meta({ id: 'ServicePage' }),
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
