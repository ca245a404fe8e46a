import * as z from 'zod'
import { ADDON_SORTS } from '../../../../services/addons/addon.ts'
import { apiOperation } from '../operation.ts'
import {
  amount,
  calendarDate,
  id,
  idPath,
  idText,
  instant,
  page,
  pageQuery,
  sentAmount,
  sentDate,
  sortWord,
  text,
} from '../values.ts'
import { billingCycle, serviceStatus } from './sent.ts'

const addon = z
  .object({
    id,
    clientId: id,
    serviceId: id,
    orderId: id.nullable(),
    definitionId: id.nullable().meta({ description: 'What was sold; null where it was made by hand' }),
    definitionName: z.string().nullable(),
    serverId: id.nullable(),
    name: z.string().meta({ description: "Its own; empty where the definition's is used" }),
    quantity: z.int(),
    status: serviceStatus,
    billingCycle,
    currency: z.string().meta({ description: "Of the amounts: the client's, as ISO 4217" }),
    setup: amount,
    recurring: amount,
    tax: z.boolean(),
    paymentMethod: z.string(),
    paymentMethodName: z.string().nullable(),
    registeredOn: calendarDate.nullable(),
    nextDueOn: calendarDate.nullable(),
    nextInvoiceOn: calendarDate.nullable(),
    terminatedOn: calendarDate.nullable(),
    notes: z.string(),
    createdAt: instant,
    updatedAt: instant,
    version: z.int().meta({ description: 'Moves with every change; the ETag' }),
  })
  .meta({ id: 'Addon', description: 'An extra that a client holds beside one service' })

/** What a person may correct in the record. */
const form = {
  definitionId: id.nullable(),
  name: text(255).meta({ description: "Empty for the definition's" }),
  status: serviceStatus.meta({ description: 'A correction: the panel is not told, commands that wait for it end' }),
  billingCycle,
  setup: sentAmount,
  recurring: sentAmount,
  nextDueOn: sentDate.nullable(),
  terminatedOn: sentDate.nullable(),
  notes: text(65_535),
  recalculate: z.boolean().meta({ description: 'The recurring amount becomes what the catalog says' }),
}

export const addons = {
  list: apiOperation({
    id: 'addons.list',
    method: 'GET',
    path: '/addons',
    summary: 'Add-ons that match all the filters, by id',
    permission: 'services.read',
    query: z.strictObject({
      clientId: idText.optional(),
      serviceId: idText.optional(),
      definitionId: idText.optional(),
      status: serviceStatus.optional(),
      sort: sortWord(ADDON_SORTS).default('id'),
      ...pageQuery,
    }),
    response: page(addon).meta({ id: 'AddonPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'addons.get',
    method: 'GET',
    path: '/addons/{id}',
    summary: 'One add-on',
    permission: 'services.read',
    params: idPath,
    response: addon,
    versioned: true,
    errors: ['not_found'],
  }),
  update: apiOperation({
    id: 'addons.update',
    method: 'PATCH',
    path: '/addons/{id}',
    summary: 'Changes what is sent in the record, and leaves the rest; the panel is not contacted',
    permission: 'services.write',
    params: idPath,
    body: z.strictObject(form).partial(),
    response: z
      .object({ id, version: z.int() })
      .meta({ id: 'AddonChanged', description: 'Which add-on, and its version from now on' }),
    versioned: true,
    errors: ['not_found', 'refused'],
  }),
}
