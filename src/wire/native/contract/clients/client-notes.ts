import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, flagText, id, idPath, idText, instant, page, pageQuery, text } from '../values.ts'

const record = z
  .object({
    id,
    clientId: id,
    staffName: z.string().meta({ description: 'Who wrote it' }),
    text: z.string(),
    sticky: z.boolean().meta({ description: 'Shown wherever the client is' }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'ClientNote', description: 'What the staff writes down about a client' })

const form = z.strictObject({ text: text(65_535), sticky: z.boolean() }).partial()

export const clientNotes = {
  list: apiOperation({
    id: 'clientNotes.list',
    method: 'GET',
    path: '/client-notes',
    summary: 'Notes on clients, by id',
    permission: 'clients.read',
    query: z.strictObject({ clientId: idText.optional(), sticky: flagText.optional(), ...pageQuery }),
    response: page(record).meta({ id: 'ClientNotePage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'clientNotes.get',
    method: 'GET',
    path: '/client-notes/{id}',
    summary: 'One note on a client',
    permission: 'clients.read',
    params: idPath,
    response: record,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'clientNotes.create',
    method: 'POST',
    path: '/client-notes',
    summary: 'Makes a note on a client',
    permission: 'clients.write',
    body: form.extend({ clientId: id }).required({ text: true }),
    response: record,
    errors: ['not_found', 'refused'],
  }),
  update: apiOperation({
    id: 'clientNotes.update',
    method: 'PATCH',
    path: '/client-notes/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: 'clients.write',
    params: idPath,
    body: form,
    response: record,
    errors: ['not_found', 'refused'],
  }),
  delete: apiOperation({
    id: 'clientNotes.delete',
    method: 'DELETE',
    path: '/client-notes/{id}',
    summary: 'Deletes a note on a client for good',
    permission: 'clients.write',
    params: idPath,
    response: done,
    errors: ['not_found'],
  }),
}
