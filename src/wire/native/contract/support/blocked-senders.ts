import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, instant, page, pageQuery, text } from '../values.ts'

const record = z
  .object({ id, email: z.string(), createdAt: instant, updatedAt: instant })
  .meta({ id: 'BlockedSender', description: 'Guests who write from there open no tickets' })

const form = z.strictObject({ email: text(255) }).partial()

export const blockedSenders = {
  list: apiOperation({
    id: 'blockedSenders.list',
    method: 'GET',
    path: '/blocked-senders',
    summary: 'Senders whose tickets are not taken, by id',
    permission: 'support.read',
    query: z.strictObject({ ...pageQuery }),
    response: page(record).meta({ id: 'BlockedSenderPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'blockedSenders.get',
    method: 'GET',
    path: '/blocked-senders/{id}',
    summary: 'One blocked sender',
    permission: 'support.read',
    params: idPath,
    response: record,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'blockedSenders.create',
    method: 'POST',
    path: '/blocked-senders',
    summary: 'Makes a blocked sender',
    permission: 'support.write',
    body: form.required({ email: true }),
    response: record,
    errors: ['not_found', 'refused'],
  }),
  delete: apiOperation({
    id: 'blockedSenders.delete',
    method: 'DELETE',
    path: '/blocked-senders/{id}',
    summary: 'Deletes a blocked sender for good',
    permission: 'support.write',
    params: idPath,
    response: done,
    errors: ['not_found'],
  }),
}
