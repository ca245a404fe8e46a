import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, filterText, id, idPath, instant, page, pageQuery, text } from '../values.ts'

const details = { firstName: text(255), lastName: text(255), email: text(255), language: text(255) }

const user = z
  .object({
    id,
    uuid: z.string(),
    ...details,
    createdAt: instant,
    clients: z.array(z.object({ id, isOwner: z.boolean() })),
  })
  .meta({ id: 'User', description: 'A person who signs in for clients' })

const form = z.strictObject(details).partial()

export const users = {
  list: apiOperation({
    id: 'users.list',
    method: 'GET',
    path: '/users',
    summary: 'People who sign in for clients, by id',
    permission: 'clients.read',
    query: z.strictObject({
      search: filterText
        .optional()
        .meta({ description: 'The start of the e-mail address, first, last or full name, without regard to case' }),
      ...pageQuery,
    }),
    response: page(user).meta({ id: 'UserPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'users.get',
    method: 'GET',
    path: '/users/{id}',
    summary: 'One user, with the clients for whom it may sign in',
    permission: 'clients.read',
    params: idPath,
    response: user,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'users.create',
    method: 'POST',
    path: '/users',
    summary: 'Makes a user, who may sign in for nobody yet',
    permission: 'clients.write',
    body: form
      .extend({ password: text(255).optional().meta({ description: 'Without one nobody is let in yet' }) })
      .required({ email: true }),
    response: user,
    errors: ['refused'],
  }),
  update: apiOperation({
    id: 'users.update',
    method: 'PATCH',
    path: '/users/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: 'clients.write',
    params: idPath,
    body: form,
    response: user,
    errors: ['not_found', 'refused'],
  }),
  delete: apiOperation({
    id: 'users.delete',
    method: 'DELETE',
    path: '/users/{id}',
    summary: 'Deletes a user who may sign in for nobody',
    permission: 'clients.write',
    params: idPath,
    response: done,
    errors: ['not_found', 'refused'],
  }),
}
