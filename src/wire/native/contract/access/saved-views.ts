import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, instant, page, pageQuery, text } from '../values.ts'

const word = text(40).regex(/^[a-z][a-z0-9-]*$/, { error: 'expected a word such as queue or time-logs' })

const details = {
  page: word.meta({ description: 'Which list it is of: `queue`, `outbound`, `projects`' }),
  name: text(100).meta({ description: 'Unique among your own for the page, without regard to case' }),
  query: text(1000).meta({ description: 'The filters, as `q` of a list takes them', examples: ['status:held'] }),
  columns: z
    .array(text(60).regex(/^[A-Za-z][A-Za-z0-9._-]*$/, { error: 'expected a name such as clientName' }))
    .max(50, { error: 'expected at most 50' })
    .meta({ description: 'In their order, each once; none: those of the page', examples: [['clientName', 'status']] }),
  sort: text(100).meta({ description: 'Such as `-waiting`; empty: the order of the page', examples: ['-waiting'] }),
  shared: z.boolean().meta({ description: 'Everybody sees it; only its owner changes it' }),
}

const view = z
  .object({
    id,
    staffId: id.meta({ description: 'Whose it is' }),
    page: z.string(),
    name: z.string(),
    query: z.string(),
    columns: z.array(z.string()),
    sort: z.string(),
    shared: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
    version: z.int().meta({ description: 'Moves with every change; the ETag' }),
  })
  .meta({ id: 'SavedView', description: 'A list as a member of staff likes to see it' })

const form = z.strictObject(details).partial()
const anybody = { permission: null, admits: 'staff' } as const

export const savedViews = {
  list: apiOperation({
    id: 'savedViews.list',
    method: 'GET',
    path: '/saved-views',
    summary: 'Your saved views and those that others share, by page and name',
    ...anybody,
    query: z.strictObject({ page: word.optional().meta({ description: 'Only of this page' }), ...pageQuery }),
    response: page(view).meta({ id: 'SavedViewPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'savedViews.get',
    method: 'GET',
    path: '/saved-views/{id}',
    summary: 'One saved view, your own or a shared one',
    ...anybody,
    params: idPath,
    response: view,
    versioned: true,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'savedViews.create',
    method: 'POST',
    path: '/saved-views',
    summary: 'Saves a view of a list; a member has at most 200',
    ...anybody,
    body: z.strictObject({ ...form.shape, page: details.page, name: details.name }),
    response: view,
    versioned: true,
    errors: ['refused'],
  }),
  update: apiOperation({
    id: 'savedViews.update',
    method: 'PATCH',
    path: '/saved-views/{id}',
    summary: 'Changes what is sent of a view of yours, and leaves the rest',
    ...anybody,
    params: idPath,
    body: form,
    response: view,
    versioned: true,
    errors: ['not_found', 'not_owner', 'refused'],
  }),
  delete: apiOperation({
    id: 'savedViews.delete',
    method: 'DELETE',
    path: '/saved-views/{id}',
    summary: 'Deletes a view of yours; a shared one of somebody else asks for `access.write`',
    ...anybody,
    params: idPath,
    response: done,
    errors: ['not_found', 'not_owner'],
  }),
}
