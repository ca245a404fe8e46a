import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, idText, instant, moment, text } from '../values.ts'

const pace = {
  startsPerSecond: z.number().min(0.001).max(1_000_000).nullable().optional().meta({ description: 'Null is no limit' }),
  concurrency: z.int().min(1).max(1_000_000).nullable().optional().meta({ description: 'Null is no limit' }),
}
const change = z
  .object({ id, at: instant, ...pace, by: z.string().meta({ description: 'Who wanted it' }), createdAt: instant })
  .meta({ id: 'ScheduledChange', description: 'What is not named stays as it is' })
const items = z.object({ items: z.array(change) }).meta({ id: 'ScheduledChanges' })
const body = z.strictObject({ at: moment, ...pace })
const lane = z.strictObject({ name: text(255).min(1) })

const operationsOf = <const Id extends string, Params extends z.ZodObject, One extends z.ZodObject>(
  noun: Id,
  { path, of, params, one, read, write }: Of<Params, One>,
) => ({
  list: apiOperation({
    id: `${noun}.list`,
    method: 'GET',
    path,
    summary: `What will be changed of ${of}, in the order in which it comes`,
    permission: read,
    params,
    response: items,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: `${noun}.create`,
    method: 'POST',
    path,
    summary: `Gives ${of} another pace from an instant on`,
    permission: write,
    params,
    body,
    response: change,
    errors: ['not_found'],
  }),
  remove: apiOperation({
    id: `${noun}.remove`,
    method: 'DELETE',
    path: `${path}/{changeId}`,
    summary: 'Takes back what has not come yet',
    permission: write,
    params: one,
    response: done,
    errors: ['not_found'],
  }),
})

type Of<Params, One> = {
  path: string
  of: string
  params: Params
  one: One
  read: 'provisioning.read' | 'outbound.read'
  write: 'provisioning.write' | 'outbound.write'
}

export const laneScheduledChanges = operationsOf('laneScheduledChanges', {
  path: '/lanes/{name}/scheduled-changes',
  of: 'the lane of a panel',
  params: lane,
  one: lane.extend({ changeId: idText }),
  read: 'provisioning.read',
  write: 'provisioning.write',
})

export const outboundScheduledChanges = operationsOf('outboundScheduledChanges', {
  path: '/outbound/services/{id}/scheduled-changes',
  of: 'an outbound service',
  params: idPath,
  one: idPath.extend({ changeId: idText }),
  read: 'outbound.read',
  write: 'outbound.write',
})
