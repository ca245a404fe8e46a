import * as z from 'zod'
import { CONFIG_OPTION_KINDS } from '../../../../catalog/products/config-option.ts'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, oneOf, page, pageQuery, text } from '../values.ts'
import { prices, sentPrices } from './shapes.ts'

const details = {
  name: text(255),
  minQuantity: z.int().min(0).meta({ description: 'Of a `quantity`' }),
  maxQuantity: z.int().min(0).meta({ description: 'Of a `quantity`; 0 for no limit' }),
  hidden: z.boolean(),
  position: z.int().min(0),
  productIds: z.array(id).max(10_000).meta({ description: 'The products it is chosen with' }),
}
const kind = oneOf(CONFIG_OPTION_KINDS).meta({ id: 'ConfigOptionKind' })
const choice = z
  .object({ id, name: z.string(), hidden: z.boolean(), position: z.int(), prices })
  .meta({ id: 'ConfigOptionChoice' })
const option = z.object({ id, kind, ...details, choices: z.array(choice) }).meta({
  id: 'ConfigOption',
  description: 'What is chosen with a product. `yesno` and `quantity` have one choice, which carries the price of each',
})

const form = z.strictObject({
  ...details,
  choices: z
    .array(z.strictObject({ name: text(255), hidden: z.boolean().optional(), prices: sentPrices.optional() }))
    .min(1)
    .max(1000)
    .meta({
      description: 'All of them, in order, by their names: none is taken away again, because services hold them',
    }),
})

export const configOptions = {
  list: apiOperation({
    id: 'configOptions.list',
    method: 'GET',
    path: '/config-options',
    summary: 'The configurable options with their choices, by position',
    permission: 'catalog.read',
    query: z.strictObject(pageQuery),
    response: page(option).meta({ id: 'ConfigOptionPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'configOptions.get',
    method: 'GET',
    path: '/config-options/{id}',
    summary: 'One configurable option',
    permission: 'catalog.read',
    params: idPath,
    response: option,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'configOptions.create',
    method: 'POST',
    path: '/config-options',
    summary: 'Creates a configurable option; its kind stays',
    permission: 'catalog.write',
    body: form.partial().required({ name: true, choices: true }).extend({ kind }),
    response: done,
    errors: ['not_found'],
  }),
  update: apiOperation({
    id: 'configOptions.update',
    method: 'PATCH',
    path: '/config-options/{id}',
    summary: 'Changes what is sent, and leaves the rest; choices and products are all or nothing',
    permission: 'catalog.write',
    params: idPath,
    body: form.partial(),
    response: done,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'configOptions.delete',
    method: 'DELETE',
    path: '/config-options/{id}',
    summary: 'Deletes an option that no service has chosen from, with its choices; others are hidden',
    permission: 'catalog.write',
    params: idPath,
    response: done,
    errors: ['not_found', 'in_use'],
  }),
}
