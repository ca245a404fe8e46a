import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, instant } from '../values.ts'
import { contactDetails, emailSwitches, emails } from './clients.ts'

const contact = z
  .object({
    id,
    clientId: id,
    ...contactDetails,
    emails: emailSwitches.meta({ description: "Which of the client's e-mails also go here" }),
    createdAt: instant,
  })
  .meta({ id: 'Contact', description: "Somebody else to write to on a client's behalf" })

const form = z.strictObject({ ...contactDetails, emails: z.strictObject(emails).partial() }).partial()

export const contacts = {
  list: apiOperation({
    id: 'contacts.list',
    method: 'GET',
    path: '/clients/{id}/contacts',
    summary: 'The contacts of a client, by id',
    permission: 'clients.read',
    params: idPath,
    response: z.object({ items: z.array(contact) }).meta({ id: 'Contacts' }),
    errors: ['not_found'],
  }),
  get: apiOperation({
    id: 'contacts.get',
    method: 'GET',
    path: '/contacts/{id}',
    summary: 'One contact',
    permission: 'clients.read',
    params: idPath,
    response: contact,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'contacts.create',
    method: 'POST',
    path: '/clients/{id}/contacts',
    summary: 'Adds a contact to a client; it receives no e-mails but those that are switched on',
    permission: 'clients.write',
    params: idPath,
    body: form,
    response: contact,
    errors: ['not_found', 'refused'],
  }),
  update: apiOperation({
    id: 'contacts.update',
    method: 'PATCH',
    path: '/contacts/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: 'clients.write',
    params: idPath,
    body: form,
    response: contact,
    errors: ['not_found', 'refused'],
  }),
  delete: apiOperation({
    id: 'contacts.delete',
    method: 'DELETE',
    path: '/contacts/{id}',
    summary: 'Deletes a contact that no order and no ticket names, for good; projects forget it',
    permission: 'clients.write',
    params: idPath,
    response: done,
    errors: ['not_found', 'refused'],
  }),
}
