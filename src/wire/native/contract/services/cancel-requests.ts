import * as z from 'zod'
import { CANCEL_KINDS } from '../../../../services/cancel-request.ts'
import { apiOperation } from '../operation.ts'
import { done, flagText, id, idPath, idText, instant, oneOf, page, pageQuery, text } from '../values.ts'

const record = z
  .object({
    id,
    serviceId: id,
    clientId: id,
    kind: z.enum(CANCEL_KINDS),
    reason: z.string(),
    completedAt: instant.nullable().meta({ description: 'When somebody had carried it out; null while it is open' }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'CancelRequest', description: 'A wish that a service ends, which a person carries out' })

const form = z.strictObject({ kind: oneOf(CANCEL_KINDS), reason: text(65_535) }).partial()

export const cancelRequests = {
  list: apiOperation({
    id: 'cancelRequests.list',
    method: 'GET',
    path: '/cancel-requests',
    summary: 'Wishes to cancel a service, by id',
    permission: 'services.read',
    query: z.strictObject({
      serviceId: idText.optional(),
      clientId: idText.optional(),
      open: flagText.optional(),
      ...pageQuery,
    }),
    response: page(record).meta({ id: 'CancelRequestPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'cancelRequests.get',
    method: 'GET',
    path: '/cancel-requests/{id}',
    summary: 'One wish to cancel a service',
    permission: 'services.read',
    params: idPath,
    response: record,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'cancelRequests.create',
    method: 'POST',
    path: '/cancel-requests',
    summary: 'Makes a wish to cancel a service',
    permission: 'services.write',
    body: form.extend({ serviceId: id }),
    response: record,
    errors: ['not_found', 'refused'],
  }),
  update: apiOperation({
    id: 'cancelRequests.update',
    method: 'PATCH',
    path: '/cancel-requests/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: 'services.write',
    params: idPath,
    body: form,
    response: record,
    errors: ['not_found', 'refused'],
  }),
  complete: apiOperation({
    id: 'cancelRequests.complete',
    method: 'POST',
    path: '/cancel-requests/{id}/complete',
    summary: 'Somebody has carried it out; the service itself is ended by its own operations',
    permission: 'services.write',
    params: idPath,
    response: record,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'cancelRequests.delete',
    method: 'DELETE',
    path: '/cancel-requests/{id}',
    summary: 'Deletes a wish to cancel a service for good',
    permission: 'services.write',
    params: idPath,
    response: done,
    errors: ['not_found'],
  }),
}
