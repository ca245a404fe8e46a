import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, page, pageQuery, text } from '../values.ts'
import { autoSetup, payType } from './products.ts'
import { include, moduleText, prices, sentPrices, sentSettings, settings } from './shapes.ts'

const details = {
  name: text(255),
  description: text(65_535),
  payType,
  tax: z.boolean(),
  module: moduleText,
  serverGroupId: id.nullable(),
  autoSetup,
  suspendParent: z.boolean().meta({ description: 'Whether an overdue add-on suspends its service as well' }),
  allowQuantity: z.boolean(),
  hidden: z.boolean(),
  productIds: z.array(id).max(10_000).meta({ description: 'The products it is offered with' }),
  position: z.int().min(0),
}
const definition = z
  .object({ id, ...details, moduleSettings: settings, prices })
  .meta({ id: 'AddonDefinition', description: 'An extra that can be sold beside a product' })

const form = z.strictObject({ ...details, moduleSettings: sentSettings, prices: sentPrices }).partial()

export const addonDefinitions = {
  list: apiOperation({
    id: 'addonDefinitions.list',
    method: 'GET',
    path: '/addon-definitions',
    summary: 'The add-ons that can be ordered, by position',
    permission: 'catalog.read',
    query: z.strictObject(pageQuery),
    response: page(definition).meta({ id: 'AddonDefinitionPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'addonDefinitions.get',
    method: 'GET',
    path: '/addon-definitions/{id}',
    summary: 'One add-on that can be ordered',
    permission: 'catalog.read',
    params: idPath,
    query: z.strictObject({ include }),
    response: definition,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'addonDefinitions.create',
    method: 'POST',
    path: '/addon-definitions',
    summary: 'Defines an add-on',
    permission: 'catalog.write',
    body: form.required({ name: true }),
    response: done,
    errors: ['not_found'],
  }),
  update: apiOperation({
    id: 'addonDefinitions.update',
    method: 'PATCH',
    path: '/addon-definitions/{id}',
    summary: 'Changes what is sent, and leaves the rest; prices and products are all or nothing',
    permission: 'catalog.write',
    params: idPath,
    body: form,
    response: done,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'addonDefinitions.delete',
    method: 'DELETE',
    path: '/addon-definitions/{id}',
    summary: 'Deletes an add-on that nobody has or had, with its prices and custom fields; others are hidden',
    permission: 'catalog.write',
    params: idPath,
    response: done,
    errors: ['not_found', 'in_use'],
  }),
}
