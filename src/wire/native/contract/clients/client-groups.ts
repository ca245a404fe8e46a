import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { amount, done, id, idPath, sentAmount, text } from '../values.ts'

const details = {
  name: text(255),
  colour: text(7).meta({ description: 'Such as `#AABBCC`; empty for none' }),
  suspensionExempt: z.boolean().meta({ description: 'Its clients are not suspended for being late' }),
  separateInvoices: z.boolean().meta({ description: 'Its clients get an invoice for each item' }),
}
const form = { ...details, discount: sentAmount.meta({ description: 'In per cent' }) }
const group = z
  .object({ id, ...details, discount: amount.meta({ description: 'In per cent' }) })
  .meta({ id: 'ClientGroup', description: 'Clients that are told apart by a colour' })

export const clientGroups = {
  list: apiOperation({
    id: 'clientGroups.list',
    method: 'GET',
    path: '/client-groups',
    summary: 'The client groups, by id',
    permission: 'clients.read',
    response: z.object({ items: z.array(group) }).meta({ id: 'ClientGroups' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'clientGroups.get',
    method: 'GET',
    path: '/client-groups/{id}',
    summary: 'One client group',
    permission: 'clients.read',
    params: idPath,
    response: group,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'clientGroups.create',
    method: 'POST',
    path: '/client-groups',
    summary: 'Creates a client group; its name is its own',
    permission: 'clients.write',
    body: z.strictObject(form).partial().required({ name: true }),
    response: group,
    errors: [],
  }),
  update: apiOperation({
    id: 'clientGroups.update',
    method: 'PATCH',
    path: '/client-groups/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: 'clients.write',
    params: idPath,
    body: z.strictObject(form).partial(),
    response: group,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'clientGroups.delete',
    method: 'DELETE',
    path: '/client-groups/{id}',
    summary: 'Deletes a client group that has no clients',
    permission: 'clients.write',
    params: idPath,
    response: done,
    errors: ['not_found', 'in_use'],
  }),
}
