import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { filterText, text } from '../values.ts'

const module = text(64).meta({ description: 'Such as `banktransfer`; what identifies it' })
const displayName = text(255)
const position = z.int().min(0)
const method = z.object({ module, displayName, active: z.boolean(), position }).meta({
  id: 'PaymentMethod',
  description: 'One that is not in use any more keeps its name for what was sold with it',
})
const params = z.strictObject({ module: filterText })

export const paymentMethods = {
  list: apiOperation({
    id: 'paymentMethods.list',
    method: 'GET',
    path: '/payment-methods',
    summary: 'The payment methods, in use or not, by position',
    permission: 'catalog.read',
    response: z.object({ items: z.array(method) }).meta({ id: 'PaymentMethods' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'paymentMethods.get',
    method: 'GET',
    path: '/payment-methods/{module}',
    summary: 'One payment method, in use or not',
    permission: 'catalog.read',
    params,
    response: method,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'paymentMethods.create',
    method: 'POST',
    path: '/payment-methods',
    summary: 'Takes a payment method into use, behind the others',
    permission: 'catalog.write',
    body: z.strictObject({ module, displayName }),
    response: method,
    errors: [],
  }),
  update: apiOperation({
    id: 'paymentMethods.update',
    method: 'PATCH',
    path: '/payment-methods/{module}',
    summary: 'Names or moves one that is in use; positions count from 0 among them',
    permission: 'catalog.write',
    params,
    body: z.strictObject({ displayName, position }).partial(),
    response: method,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'paymentMethods.delete',
    method: 'DELETE',
    path: '/payment-methods/{module}',
    summary: 'Takes one out of use; it keeps its name for what was sold with it',
    permission: 'catalog.write',
    params,
    response: z.object({ module: z.string() }).meta({ id: 'PaymentMethodDeleted' }),
    errors: ['not_found'],
  }),
}
