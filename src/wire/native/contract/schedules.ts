import * as z from 'zod'
import { apiOperation } from './operation.ts'
import { instant, text } from './values.ts'

const schedule = z
  .object({
    name: z.string().meta({ description: 'Such as `fold-statistics`' }),
    description: z.string(),
    everyMs: z.int().min(1).nullable().meta({ description: 'How often it runs; null when it has a time of day' }),
    dailyAt: z.string().nullable().meta({ description: 'Such as `03:30`, in the zone of the installation' }),
    state: z.enum(['waiting', 'asked', 'running']).meta({
      description: '`asked`: somebody asked for a run, and no node has begun it yet',
    }),
    node: z.string().nullable().meta({ description: 'The node that has it' }),
    beganAt: instant.nullable().meta({ description: 'Of the last run' }),
    endedAt: instant.nullable().meta({ description: 'Of the last run; null while it runs' }),
    outcome: z.enum(['done', 'failed', 'stopped']).nullable().meta({
      description: 'Of the last run. One that was stopped, because its node was, goes on on another one',
    }),
    fault: z.string().meta({ description: 'Why the last run failed' }),
    succeededAt: instant.nullable().meta({ description: 'When it last succeeded' }),
    failingSince: instant.nullable(),
    lateSince: instant.nullable().meta({ description: 'Since when it is known not to have ended in time' }),
    nextAt: instant,
  })
  .meta({ id: 'Schedule' })

const params = z.strictObject({ name: text(255).min(1) })

export const schedules = {
  list: apiOperation({
    id: 'schedules.list',
    method: 'GET',
    path: '/schedules',
    summary: 'What one node does for all at its times, with the last run and the next, by name',
    permission: 'system.read',
    response: z.object({ items: z.array(schedule) }).meta({ id: 'Schedules' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'schedules.get',
    method: 'GET',
    path: '/schedules/{name}',
    summary: 'One schedule, with its last run and the next',
    permission: 'system.read',
    params,
    response: schedule,
    errors: ['not_found'],
  }),
  run: apiOperation({
    id: 'schedules.run',
    method: 'POST',
    path: '/schedules/{name}/run',
    summary: 'Asks for a run now: a node begins it within about a second, or when the run under way has ended',
    permission: 'system.write',
    params,
    body: z.strictObject({}),
    response: schedule,
    errors: ['not_found'],
  }),
}
