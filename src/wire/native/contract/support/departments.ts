import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, text } from '../values.ts'

export const department = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    email: z.string(),
    hidden: z.boolean(),
    staffIds: z.array(id).meta({ description: 'Who works there; nobody is everybody' }),
    active: z.int().min(0).meta({ description: 'Tickets that are not closed' }),
    awaiting: z.int().min(0).meta({ description: 'Tickets that wait for our answer' }),
  })
  .meta({ id: 'Department' })

const form = z
  .strictObject({
    name: text(255),
    description: text(10_000),
    email: text(255),
    hidden: z.boolean().meta({ description: 'Clients do not see it' }),
    position: z.int().min(0).meta({ description: 'In which order they are listed; a new one comes last' }),
    staffIds: z.array(id).max(1000),
  })
  .partial()

const write = 'system.write'

export const departments = {
  get: apiOperation({
    id: 'departments.get',
    method: 'GET',
    path: '/departments/{id}',
    summary: 'One department',
    permission: 'support.read',
    params: idPath,
    response: department,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'departments.create',
    method: 'POST',
    path: '/departments',
    summary: 'Makes a department',
    permission: write,
    body: form.required({ name: true }),
    response: done,
    errors: ['not_found'],
  }),
  update: apiOperation({
    id: 'departments.update',
    method: 'PATCH',
    path: '/departments/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: write,
    params: idPath,
    body: form,
    response: done,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'departments.delete',
    method: 'DELETE',
    path: '/departments/{id}',
    summary: 'Deletes a department where no ticket lies',
    permission: write,
    params: idPath,
    response: done,
    errors: ['not_found', 'refused'],
  }),
}
