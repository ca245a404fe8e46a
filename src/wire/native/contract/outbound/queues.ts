import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { forecastQuery, forecastShape } from '../provisioning/forecast.ts'
import { id, idPath, idText, instant, text } from '../values.ts'
import { purge } from './services.ts'

const queue = z
  .object({
    serviceId: id,
    accountId: id,
    name: z.string(),
    waiting: z.int().min(0).meta({ description: 'Exact: everything that has not begun' }),
    running: z.int().min(0),
    startsPerSecond: z.number().nullable(),
    concurrency: z.int().nullable(),
    stopped: z
      .enum(['paused', 'disabled', 'held', 'calling-window', 'breaker'])
      .nullable()
      .meta({ description: 'Why nothing begins' }),
    workers: z.int().min(0).meta({ description: 'That show signs of life' }),
    lastPollAt: instant.nullable().meta({ description: 'When one of its workers last did' }),
    opensAt: instant.nullable().meta({ description: 'When the calling window opens' }),
    heldUntil: instant.nullable().meta({ description: 'Until when it stands still for a purge preview' }),
  })
  .meta({ id: 'OutboundQueue' })

const permission = 'outbound.write'
const limit = z
  .codec(
    z.string().regex(/^\d{1,5}$/, { error: 'expected a whole number from 1 to 10000' }),
    z.int().min(1).max(10_000),
    {
      decode: Number,
      encode: String,
    },
  )
  .default(1000)

export const outboundQueues = {
  list: apiOperation({
    id: 'outboundQueues.list',
    method: 'GET',
    path: '/outbound/queues',
    summary: 'The queues of all services, by name, with exact counts of one moment',
    permission: 'outbound.read',
    query: z.strictObject({ accountId: idText.optional() }),
    response: z.object({ items: z.array(queue) }).meta({ id: 'OutboundQueues' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'outboundQueues.get',
    method: 'GET',
    path: '/outbound/services/{id}/queue',
    summary: 'The queue of one service',
    permission: 'outbound.read',
    params: idPath,
    response: queue,
    errors: ['not_found'],
  }),
  forecast: apiOperation({
    id: 'outboundQueues.forecast',
    method: 'GET',
    path: '/outbound/services/{id}/forecast',
    summary: 'When the queue of a service is empty, at its pace or another one',
    permission: 'outbound.read',
    params: idPath,
    query: forecastQuery,
    response: forecastShape,
    errors: ['not_found'],
  }),
  purge: apiOperation({
    id: 'outboundQueues.purge',
    method: 'POST',
    path: '/outbound/services/{id}/queue/purge',
    summary: 'Takes back what has not begun, all or what a preview counted: nothing of it begins after the answer',
    permission,
    params: idPath,
    body: z.strictObject({
      why: text(2000).default(''),
      previewId: id.optional().meta({
        description: 'Only what this preview counted, as far as it still waits; its hold ends with the purge',
      }),
      final: z.boolean().default(false).meta({ description: 'Cannot be undone' }),
    }),
    response: purge,
    errors: ['not_found', 'refused'],
  }),
  purges: apiOperation({
    id: 'outboundQueues.purges',
    method: 'GET',
    path: '/outbound/services/{id}/purges',
    summary: 'The purges of a queue, newest first',
    permission: 'outbound.read',
    params: idPath,
    response: z.object({ items: z.array(purge) }).meta({ id: 'OutboundPurges' }),
    errors: ['not_found'],
  }),
  purged: apiOperation({
    id: 'outboundQueues.purged',
    method: 'GET',
    path: '/outbound/purges/{id}/starts',
    summary: 'What a purge took, oldest first; `next` is the `after` of the next page',
    permission: 'outbound.read',
    params: idPath,
    query: z.strictObject({ after: idText.optional(), limit }),
    response: z.object({ references: z.array(z.string()), next: id.nullable() }).meta({ id: 'OutboundPurgedStarts' }),
    errors: ['not_found'],
  }),
  undo: apiOperation({
    id: 'outboundQueues.undo',
    method: 'POST',
    path: '/outbound/purges/{id}/undo',
    summary: 'The starts of a purge wait again, in their old places',
    permission,
    params: idPath,
    body: z.strictObject({}),
    response: purge,
    errors: ['not_found', 'refused'],
  }),
}
