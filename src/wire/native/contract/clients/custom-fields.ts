import * as z from 'zod'
import { CUSTOM_FIELD_KINDS, CUSTOM_FIELD_OWNERS } from '../../../../clients/custom-field.ts'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, idText, oneOf, text } from '../values.ts'

const owner = oneOf(CUSTOM_FIELD_OWNERS).meta({ id: 'CustomFieldOwner' })
const details = {
  name: text(255),
  description: text(10_000),
  kind: oneOf(CUSTOM_FIELD_KINDS).meta({ id: 'CustomFieldKind' }),
  choices: z.array(text(255)).max(1000).meta({ description: 'Of a `dropdown`' }),
  pattern: text(1000).meta({ description: 'A regular expression that values match; empty for none' }),
  required: z.boolean(),
  onOrderForm: z.boolean(),
  staffOnly: z.boolean().meta({ description: 'Clients do not see it' }),
  position: z.int().min(0),
}
const ownerId = z.int().min(0).meta({ description: 'The product or add-on definition; 0 for clients' })
const field = z
  .object({ id, owner, ownerId, ...details })
  .meta({ id: 'CustomField', description: 'What is asked of every client, or of who orders one product or add-on' })

export const customFields = {
  list: apiOperation({
    id: 'customFields.list',
    method: 'GET',
    path: '/custom-fields',
    summary: 'What is asked of clients, or of who orders one product or add-on, by position',
    permission: 'catalog.read',
    query: z.strictObject({
      owner: owner.default('client'),
      ownerId: idText.optional().meta({ description: 'The product or add-on definition; none for clients' }),
    }),
    response: z.object({ items: z.array(field) }).meta({ id: 'CustomFields' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'customFields.get',
    method: 'GET',
    path: '/custom-fields/{id}',
    summary: 'One custom field',
    permission: 'catalog.read',
    params: idPath,
    response: field,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'customFields.create',
    method: 'POST',
    path: '/custom-fields',
    summary: 'Defines a custom field',
    permission: 'catalog.write',
    body: z.strictObject({
      owner,
      ownerId: id.optional(),
      ...z.strictObject(details).partial().required({ name: true, kind: true }).shape,
    }),
    response: field,
    errors: ['not_found'],
  }),
  update: apiOperation({
    id: 'customFields.update',
    method: 'PATCH',
    path: '/custom-fields/{id}',
    summary: 'Changes what is sent, and leaves the rest; what was filled in is sealed when it becomes a password',
    permission: 'catalog.write',
    params: idPath,
    body: z.strictObject(details).partial(),
    response: field,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'customFields.delete',
    method: 'DELETE',
    path: '/custom-fields/{id}',
    summary: 'Deletes a custom field with all that was filled in, for good',
    permission: 'catalog.write',
    params: idPath,
    response: done,
    errors: ['not_found'],
  }),
}
