import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, instant } from '../values.ts'
import { start } from './starts.ts'

const good = {
  id,
  count: z.int().min(0).meta({ description: 'Exact: what waited at the moment of the preview' }),
  by: z.string(),
  createdAt: instant,
  expiresAt: instant.meta({ description: 'A purge can name it until then' }),
  heldUntil: instant.nullable().meta({ description: 'No start of the queue begins before; null: it goes on' }),
}

const preview = z
  .object({
    ...good,
    serviceId: id,
    sample: z.array(start).meta({ description: 'The five oldest of what was counted, oldest first' }),
    firstEnqueuedAt: instant.nullable(),
    lastEnqueuedAt: instant.nullable(),
    undoUntil: instant.meta({ description: 'When a purge of that moment could be undone until, unless it is final' }),
  })
  .meta({ id: 'OutboundPurgePreview', description: 'What a purge of a queue would take' })

const permission = 'outbound.write'

export const outboundPurgePreviews = {
  create: apiOperation({
    id: 'outboundPurgePreviews.create',
    method: 'POST',
    path: '/outbound/services/{id}/purge-previews',
    summary: 'What a purge of the queue would take, for five minutes; held still meanwhile if that is asked for',
    permission,
    params: idPath,
    body: z.strictObject({
      holdStill: z
        .boolean()
        .default(false)
        .meta({ description: 'No start of the queue begins until the preview ends, by itself after five minutes' }),
    }),
    response: preview,
    errors: ['not_found', 'refused'],
  }),
  extend: apiOperation({
    id: 'outboundPurgePreviews.extend',
    method: 'POST',
    path: '/outbound/purge-previews/{id}/extend',
    summary: 'Five minutes more from now on, for what it counted and what it holds',
    permission,
    params: idPath,
    body: z.strictObject({}),
    response: z.object(good).meta({ id: 'OutboundPurgePreviewExtended' }),
    errors: ['not_found', 'refused'],
  }),
  delete: apiOperation({
    id: 'outboundPurgePreviews.delete',
    method: 'DELETE',
    path: '/outbound/purge-previews/{id}',
    summary: 'Ends a preview: what it held goes on, unless it is paused or another preview holds it',
    permission,
    params: idPath,
    response: done,
    errors: ['not_found'],
  }),
}
