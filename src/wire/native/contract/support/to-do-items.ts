import * as z from 'zod'
import { TO_DO_STATUSES } from '../../../../support/to-do-item.ts'
import { apiOperation } from '../operation.ts'
import { calendarDate, done, flagText, id, idPath, instant, oneOf, page, pageQuery, sentDate, text } from '../values.ts'

const record = z
  .object({
    id,
    date: calendarDate,
    title: z.string(),
    description: z.string(),
    staffId: id.nullable().meta({ description: 'Whose it is; null for nobody yet' }),
    status: z.enum(TO_DO_STATUSES),
    dueOn: calendarDate.nullable(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'ToDoItem', description: 'What somebody of the staff has to do' })

const form = z
  .strictObject({
    date: sentDate,
    title: text(255),
    description: text(500_000),
    staffId: id.nullable(),
    status: oneOf(TO_DO_STATUSES),
    dueOn: sentDate.nullable(),
  })
  .partial()

export const toDoItems = {
  list: apiOperation({
    id: 'toDoItems.list',
    method: 'GET',
    path: '/to-do-items',
    summary: 'To-do items of the staff, by id',
    permission: 'support.read',
    query: z.strictObject({
      status: oneOf(TO_DO_STATUSES).optional(),
      incomplete: flagText.optional().meta({ description: 'All but the completed ones' }),
      ...pageQuery,
    }),
    response: page(record).meta({ id: 'ToDoItemPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'toDoItems.get',
    method: 'GET',
    path: '/to-do-items/{id}',
    summary: 'One to-do item',
    permission: 'support.read',
    params: idPath,
    response: record,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'toDoItems.create',
    method: 'POST',
    path: '/to-do-items',
    summary: 'Makes a to-do item',
    permission: 'support.write',
    body: form.required({ date: true, title: true }),
    response: record,
    errors: ['not_found', 'refused'],
  }),
  update: apiOperation({
    id: 'toDoItems.update',
    method: 'PATCH',
    path: '/to-do-items/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: 'support.write',
    params: idPath,
    body: form,
    response: record,
    errors: ['not_found', 'refused'],
  }),
  delete: apiOperation({
    id: 'toDoItems.delete',
    method: 'DELETE',
    path: '/to-do-items/{id}',
    summary: 'Deletes a to-do item for good',
    permission: 'support.write',
    params: idPath,
    response: done,
    errors: ['not_found'],
  }),
}
