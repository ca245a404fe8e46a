import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, text } from '../values.ts'

const marks = {
  prefix: text(32).meta({ description: 'What people see before an amount' }),
  suffix: text(32).meta({ description: 'What people see behind an amount' }),
  format: z
    .literal([1, 2, 3, 4])
    .meta({ description: 'How people are shown amounts: `1234.56`, `1,234.56`, `1.234,56` or `1,234`' }),
  rate: z
    .int()
    .min(1)
    .max(1_000_000_000_000)
    .meta({ description: 'What one unit of the default currency is in this one, in hundred-thousandths' }),
}
const code = text(3).meta({ description: 'ISO 4217, such as `EUR`' })
const currency = z
  .object({ id, code, ...marks, isDefault: z.boolean().meta({ description: 'Exactly one is' }) })
  .meta({ id: 'Currency' })

export const currencies = {
  list: apiOperation({
    id: 'currencies.list',
    method: 'GET',
    path: '/currencies',
    summary: 'The currencies, by id',
    permission: 'clients.read',
    response: z.object({ items: z.array(currency) }).meta({ id: 'Currencies' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'currencies.get',
    method: 'GET',
    path: '/currencies/{id}',
    summary: 'One currency',
    permission: 'clients.read',
    params: idPath,
    response: currency,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'currencies.create',
    method: 'POST',
    path: '/currencies',
    summary: 'Creates a currency; the first one is the default, and a later default takes its place',
    permission: 'clients.write',
    body: z.strictObject({ code, ...z.strictObject(marks).partial().shape, isDefault: z.boolean().optional() }),
    response: currency,
    errors: [],
  }),
  update: apiOperation({
    id: 'currencies.update',
    method: 'PATCH',
    path: '/currencies/{id}',
    summary: 'Changes what is sent, and leaves the rest; the default is moved by naming the new one',
    permission: 'clients.write',
    params: idPath,
    body: z.strictObject({ ...z.strictObject(marks).partial().shape, isDefault: z.literal(true).optional() }),
    response: currency,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'currencies.delete',
    method: 'DELETE',
    path: '/currencies/{id}',
    summary: 'Deletes a currency without clients and prices; the default is never deleted',
    permission: 'clients.write',
    params: idPath,
    response: done,
    errors: ['not_found', 'in_use', 'refused'],
  }),
}
