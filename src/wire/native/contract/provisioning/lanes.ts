import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { idPath, instant, text } from '../values.ts'
import { forecastQuery, forecastShape } from './forecast.ts'

const lane = z
  .object({
    name: z.string().meta({ description: 'Such as `server:3`' }),
    serverName: z.string().nullable(),
    module: z.string(),
    state: z.enum(['running', 'paused', 'broken']),
    breaker: z.enum(['closed', 'open', 'half-open']),
    waiting: z.int().min(0).meta({ description: 'Exact: everything that has not begun' }),
    oldestAt: instant.nullable().meta({ description: 'When the first in line was asked for' }),
    running: z.int().min(0),
    concurrency: z.int().min(1).nullable(),
    openUntil: instant.nullable().meta({ description: 'When a broken lane is tried again' }),
    brake: z
      .object({ used: z.int().min(0), limit: z.int().min(1).nullable() })
      .meta({ description: 'Suspensions and terminations of the last hour, and when a person has to approve' }),
    holds: z.array(
      z.object({ reason: z.enum(['by-hand', 'maintenance']), heldBy: z.string(), why: z.string(), since: instant }),
    ),
  })
  .meta({ id: 'Lane' })

const buckets = z.array(z.int().min(0))

const listed = lane
  .extend({
    emptyAt: instant
      .nullable()
      .meta({ description: 'When all that waits has begun, at its pace; null where that cannot be said' }),
    meanRunMs: z.int().min(0).nullable().meta({ description: 'How long a turn takes; null when none ended in a week' }),
    settled: buckets.meta({ description: 'Turns that did what they were to do, in the last hour by five minutes' }),
    failed: buckets.meta({ description: 'Turns that did not, likewise' }),
  })
  .meta({ id: 'LaneListed' })

const limits = {
  startsPerSecond: z.number().min(0.001).max(1_000_000).nullable().meta({ description: 'Null is no limit' }),
  concurrency: z.int().min(1).max(1_000_000).nullable().meta({ description: 'At once; null is no limit' }),
  breakAfter: z
    .int()
    .min(1)
    .max(1_000_000)
    .nullable()
    .meta({ description: 'Opens the breaker after so many passing failures in a row; null is never' }),
  breakForMs: z.int().min(1000).max(86_400_000).meta({ description: 'How long it stays open before a probe' }),
}

const detailed = listed
  .extend({
    ...limits,
    failures: z.int().min(0).meta({ description: 'Passing failures in a row' }),
    byAction: z
      .array(z.object({ action: z.string(), waiting: z.int().min(1) }))
      .meta({ description: 'What waits, the most first; of the first 1,000 in line' }),
    breakerMinutes: z
      .array(z.object({ at: instant, isOpen: z.boolean(), probes: z.int().min(0) }))
      .meta({ description: 'The breaker in the last hour, minute by minute; open at any time in it' }),
  })
  .meta({ id: 'LaneDetail' })

const params = z.strictObject({ name: text(255).min(1) })
const permission = 'provisioning.write'

export const lanes = {
  list: apiOperation({
    id: 'lanes.list',
    method: 'GET',
    path: '/lanes',
    summary: 'The lanes of panels, by name',
    permission: 'provisioning.read',
    response: z.object({ items: z.array(listed) }).meta({ id: 'Lanes' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'lanes.get',
    method: 'GET',
    path: '/lanes/{name}',
    summary: 'One lane: its limits, what waits by action, and the last hour of its breaker',
    permission: 'provisioning.read',
    params,
    response: detailed,
    errors: ['not_found'],
  }),
  update: apiOperation({
    id: 'lanes.update',
    method: 'PATCH',
    path: '/lanes/{name}',
    summary: 'Changes what is sent of the pace and the breaker of a lane, and leaves the rest',
    permission,
    params,
    body: z.strictObject(limits).partial(),
    response: lane,
    errors: ['not_found'],
  }),
  probe: apiOperation({
    id: 'lanes.probe',
    method: 'POST',
    path: '/lanes/{name}/probe',
    summary: 'Lets one command through a broken lane now; any other lane stays as it is',
    permission,
    params,
    body: z.strictObject({}),
    response: lane,
    errors: ['not_found'],
  }),
  forecast: apiOperation({
    id: 'lanes.forecast',
    method: 'GET',
    path: '/lanes/{name}/forecast',
    summary: 'When the lane is empty, at its pace or another one',
    permission: 'provisioning.read',
    params,
    query: forecastQuery,
    response: forecastShape,
    errors: ['not_found'],
  }),
  pause: apiOperation({
    id: 'lanes.pause',
    method: 'POST',
    path: '/lanes/{name}/pause',
    summary: 'Nothing of the lane begins any more; what runs goes on',
    permission,
    params,
    body: z.strictObject({ why: text(2000).default('') }),
    response: lane,
    errors: ['not_found'],
  }),
  resume: apiOperation({
    id: 'lanes.resume',
    method: 'POST',
    path: '/lanes/{name}/resume',
    summary: 'Lets go of a lane that was paused by hand, and closes its breaker',
    permission,
    params,
    body: z.strictObject({}),
    response: lane,
    errors: ['not_found'],
  }),
  maintenance: apiOperation({
    id: 'lanes.maintenance',
    method: 'POST',
    path: '/servers/{id}/maintenance',
    summary: 'Whether a server is in maintenance: then nothing contacts it',
    permission,
    params: idPath,
    body: z.strictObject({ on: z.boolean() }),
    response: lane,
    errors: ['not_found'],
  }),
}
