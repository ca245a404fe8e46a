import { z } from 'zod'
import { apiOperation } from '../operation.ts'
import { id, idPath, text } from '../values.ts'

const marks = {
  prefix: text(32).meta({ description: 'What people see before an amount' }),
  suffix: text(32).meta({ description: 'What people see behind an amount' }),
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
}
