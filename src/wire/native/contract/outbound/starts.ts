import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { filterText, id, idPath, idText, instant, moment, text } from '../values.ts'

const reference = text(64)

export const call = z
  .union([
    z.strictObject({ to: text(255), from: text(255).optional(), token: text(5000).optional() }),
    z.strictObject({ parameters: text(100_000) }),
  ])
  .meta({ id: 'OutboundCall', description: 'For a `rest` service where to call, for a `uas` service its parameters' })

export const start = z
  .object({
    reference: z.string(),
    serviceId: id,
    call,
    status: z.enum(['QUEUED', 'RUNNING', 'COMPLETED', 'COULDNOTRUN', 'CANCELLED']),
    detail: z.string().meta({ description: 'COMPLETED: the return code. COULDNOTRUN: what was in the way' }),
    instanceId: z.string().nullable().meta({ description: 'Of the run, once there is one' }),
    enqueuedAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    expiresAt: instant.nullable(),
  })
  .meta({ id: 'OutboundStart' })

const waitingStart = start
  .extend({
    position: z.int().min(0).meta({ description: '1 is next; 0 is in the hands of a worker' }),
    ageMs: z.int().min(0),
    startsAt: instant.nullable().meta({ description: 'When it begins as things go now' }),
    waitsFor: z.enum(['turn', 'paused', 'disabled', 'held', 'calling-window', 'breaker', 'time', 'worker']),
  })
  .meta({ id: 'OutboundWaitingStart' })

const pageSize = z
  .codec(z.string().regex(/^\d{1,4}$/, { error: 'expected a whole number from 1 to 1000' }), z.int().min(1).max(1000), {
    decode: Number,
    encode: String,
  })
  .default(100)
export const outboundStarts = {
  create: apiOperation({
    id: 'outboundStarts.create',
    method: 'POST',
    path: '/outbound/services/{id}/starts',
    summary: 'Queues starts, all or none; on disk when it answers',
    permission: 'outbound.start',
    params: idPath,
    body: z.strictObject({ calls: z.array(call).min(1).max(100_000) }),
    long: true,
    response: z
      .object({ references: z.array(z.string()).meta({ description: 'In the order of the calls' }) })
      .meta({ id: 'OutboundStarted' }),
    errors: ['not_found', 'refused'],
  }),
  waiting: apiOperation({
    id: 'outboundStarts.waiting',
    method: 'GET',
    path: '/outbound/services/{id}/starts',
    summary: 'What waits, in the order in which it begins; the page after a reference',
    permission: 'outbound.read',
    params: idPath,
    query: z.strictObject({ after: filterText.optional(), limit: pageSize }),
    response: z.object({ items: z.array(waitingStart) }).meta({ id: 'OutboundWaitingStarts' }),
    errors: ['not_found'],
  }),
  running: apiOperation({
    id: 'outboundStarts.running',
    method: 'GET',
    path: '/outbound/services/{id}/starts/running',
    summary: 'What runs, in the order in which it was started; the page after a reference',
    permission: 'outbound.read',
    params: idPath,
    query: z.strictObject({ after: filterText.optional(), limit: pageSize }),
    response: z.object({ items: z.array(start) }).meta({ id: 'OutboundRunningStarts' }),
    errors: ['not_found'],
  }),
  status: apiOperation({
    id: 'outboundStarts.status',
    method: 'POST',
    path: '/outbound/starts/status',
    summary: 'What became of starts; null for those that are not known (any more)',
    permission: 'outbound.read',
    body: z.strictObject({ references: z.array(reference).max(10_000) }),
    response: z.object({ items: z.array(start.nullable()) }).meta({ id: 'OutboundStarts' }),
    errors: [],
  }),
  cancel: apiOperation({
    id: 'outboundStarts.cancel',
    method: 'POST',
    path: '/outbound/starts/cancel',
    summary: 'Takes back those that have not begun, and tells what became of the others',
    permission: 'outbound.write',
    body: z.strictObject({
      references: z.array(reference).max(100_000),
      why: text(2000).default(''),
      final: z.boolean().default(false).meta({ description: 'Cannot be undone' }),
    }),
    long: true,
    response: z
      .object({
        cancelled: z.array(z.string()),
        others: z.array(z.object({ reference: z.string(), status: z.string() })),
        purgeId: id.nullable().meta({ description: 'By this it can be undone' }),
      })
      .meta({ id: 'OutboundCancelled' }),
    errors: [],
  }),
  finished: apiOperation({
    id: 'outboundStarts.finished',
    method: 'GET',
    path: '/outbound/starts/finished',
    summary: 'Runs that ended in a period, oldest first; the page after a reference',
    permission: 'outbound.read',
    query: z.strictObject({
      serviceId: idText.optional(),
      from: moment,
      before: moment,
      after: filterText.optional(),
      limit: pageSize,
    }),
    response: z.object({ items: z.array(start) }).meta({ id: 'OutboundFinishedStarts' }),
    errors: ['not_found'],
  }),
}
