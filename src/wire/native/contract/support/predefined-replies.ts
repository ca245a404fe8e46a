import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, filterText, id, idPath, page, pageQuery, text } from '../values.ts'

const reply = z
  .object({ id, category: z.string(), name: z.string(), text: z.string() })
  .meta({ id: 'PredefinedReply', description: 'An answer that the staff gives often' })

const form = z
  .strictObject({
    category: text(255).meta({ description: 'What it is about; empty for none' }),
    name: text(255).meta({ description: 'Unique in its category' }),
    text: text(500_000),
  })
  .partial()

const read = 'support.read'
const write = 'support.write'

export const predefinedReplies = {
  list: apiOperation({
    id: 'predefinedReplies.list',
    method: 'GET',
    path: '/predefined-replies',
    summary: 'Answers that the staff gives often, by id',
    permission: read,
    query: z.strictObject({ category: filterText.optional().meta({ description: 'Exactly' }), ...pageQuery }),
    response: page(reply).meta({ id: 'PredefinedReplyPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'predefinedReplies.get',
    method: 'GET',
    path: '/predefined-replies/{id}',
    summary: 'One predefined reply',
    permission: read,
    params: idPath,
    response: reply,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'predefinedReplies.create',
    method: 'POST',
    path: '/predefined-replies',
    summary: 'Makes a predefined reply',
    permission: write,
    body: form.required({ name: true, text: true }),
    response: reply,
    errors: [],
  }),
  update: apiOperation({
    id: 'predefinedReplies.update',
    method: 'PATCH',
    path: '/predefined-replies/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: write,
    params: idPath,
    body: form,
    response: reply,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'predefinedReplies.delete',
    method: 'DELETE',
    path: '/predefined-replies/{id}',
    summary: 'Deletes a predefined reply; what was answered with it stays',
    permission: write,
    params: idPath,
    response: done,
    errors: ['not_found'],
  }),
}
