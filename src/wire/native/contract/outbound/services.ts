import * as z from 'zod'
import { PAGE_METHODS, RUNNER_NAMES, SERVICE_KINDS, WEEKDAYS } from '../../../../outbound/services/service.ts'
import { apiOperation } from '../operation.ts'
import { id, idPath, idText, instant, text } from '../values.ts'

const page = z.object({ address: text(2000), method: z.enum(PAGE_METHODS) }).meta({ id: 'OutboundPage' })
const callingWindow = z
  .object({
    zone: text(100).meta({ description: 'Such as `Europe/Berlin`' }),
    days: z.array(z.enum(WEEKDAYS)).max(7),
    from: text(5).meta({ description: '`HH:MM`' }),
    until: text(5).meta({ description: '`HH:MM`; earlier than `from` is past midnight' }),
  })
  .meta({ id: 'OutboundCallingWindow' })

const settings = {
  applicationName: text(255).nullable().meta({ description: 'What a worker is told to run' }),
  firstPage: page.nullable(),
  fallbackPage: page.nullable().meta({ description: 'Asked when a page failed' }),
  finalPage: page.nullable().meta({ description: 'Always the last one asked' }),
  startsPerSecond: z.number().nullable(),
  concurrency: z.int().nullable(),
  queueLimit: z.int().nullable().meta({ description: 'How many may wait; a start beyond it is refused' }),
  expireAfterMs: z.int().nullable().meta({ description: 'A start that has not begun by then could not run' }),
  runLimitMs: z.int().meta({ description: 'How long an application that answers later may take to report the end' }),
  callingWindow: callingWindow.nullable(),
  weight: z.int().meta({ description: 'Its share among the services of its account' }),
  onLost: z.enum(['fail', 'repeat']).meta({ description: 'What becomes of a start whose worker is lost' }),
  enabled: z.boolean(),
  paused: z.boolean(),
}

const outboundService = z
  .object({
    id,
    accountId: id,
    name: z.string(),
    kind: z.enum(SERVICE_KINDS),
    runner: z.enum(RUNNER_NAMES),
    ...settings,
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'OutboundService' })

const listed = outboundService
  .extend({
    emptyAt: instant.nullable().meta({
      description:
        'When all that waits has begun, at its pace and within its calling window; null where that cannot be said',
    }),
    meanRunMs: z.int().min(0).nullable().meta({ description: 'How long a turn takes; null when none ended in a week' }),
    workers: z.int().min(0).meta({ description: 'That show signs of life' }),
    lastPollAt: instant.nullable().meta({ description: 'When one of its workers last did' }),
  })
  .meta({ id: 'OutboundServiceListed' })

const changes = z
  .strictObject({ ...settings, password: text(1000), kind: z.enum(SERVICE_KINDS), runner: z.enum(RUNNER_NAMES) })
  .partial()

export const purge = z
  .object({
    id,
    count: z.int().min(0).meta({ description: 'How many starts it took' }),
    by: z.string(),
    why: z.string(),
    at: instant,
    undoUntil: instant.nullable().meta({ description: 'Null: it is final' }),
    undoneAt: instant.nullable(),
    undoneBy: z.string().nullable(),
  })
  .meta({ id: 'OutboundPurge' })

const worker = z
  .object({
    name: z.string(),
    alive: z.boolean().meta({ description: 'It shows signs of life; otherwise what it had is lost' }),
    lastPollAt: instant,
    inHand: z.int().min(0).meta({ description: 'Taken and not begun' }),
    running: z.int().min(0),
  })
  .meta({ id: 'OutboundWorkerSeen' })

const permission = 'outbound.write'

export const outboundServices = {
  list: apiOperation({
    id: 'outboundServices.list',
    method: 'GET',
    path: '/outbound/services',
    summary: 'Outbound services with how each goes, by name',
    permission: 'outbound.read',
    query: z.strictObject({ accountId: idText.optional() }),
    response: z.object({ items: z.array(listed) }).meta({ id: 'OutboundServices' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'outboundServices.get',
    method: 'GET',
    path: '/outbound/services/{id}',
    summary: 'One outbound service',
    permission: 'outbound.read',
    params: idPath,
    response: outboundService,
    errors: ['not_found'],
  }),
  put: apiOperation({
    id: 'outboundServices.put',
    method: 'PUT',
    path: '/outbound/accounts/{accountId}/services/{name}',
    summary:
      'Creates a service or replaces its settings: what is left out gets its default, but a pause and the password stay',
    permission,
    params: z.strictObject({ accountId: idText, name: text(255).min(1) }),
    body: changes,
    response: z.object({ service: outboundService, created: z.boolean() }).meta({ id: 'OutboundServicePut' }),
    errors: ['not_found', 'refused'],
  }),
  patch: apiOperation({
    id: 'outboundServices.patch',
    method: 'PATCH',
    path: '/outbound/services/{id}',
    summary: 'Changes what is given, such as the rate or a pause',
    permission,
    params: idPath,
    body: changes,
    response: outboundService,
    errors: ['not_found', 'refused'],
  }),
  remove: apiOperation({
    id: 'outboundServices.remove',
    method: 'DELETE',
    path: '/outbound/services/{id}',
    summary: 'Purges a service for good and removes it',
    permission,
    params: idPath,
    response: z.object({ purge }).meta({ id: 'OutboundServiceRemoved' }),
    errors: ['not_found', 'refused'],
  }),
  workers: apiOperation({
    id: 'outboundServices.workers',
    method: 'GET',
    path: '/outbound/services/{id}/workers',
    summary: 'Its workers that opened within a day and did not close, the last heard first, at most 500',
    permission: 'outbound.read',
    params: idPath,
    response: z.object({ items: z.array(worker) }).meta({ id: 'OutboundWorkersSeen' }),
    errors: ['not_found'],
  }),
  signingSecret: apiOperation({
    id: 'outboundServices.signingSecret',
    method: 'GET',
    path: '/outbound/services/{id}/signing-secret',
    summary: 'What requests to its pages are signed with (Standard Webhooks); changes with its password',
    permission,
    params: idPath,
    response: z.object({ secret: z.string() }).meta({ id: 'OutboundSigningSecret' }),
    errors: ['not_found'],
  }),
}
