import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { id, text } from '../values.ts'
import { call } from './starts.ts'

const session = text(100)
const turn = z.int().min(1)
const taken = z.strictObject({ id, turn })
const end = z.union([
  z.strictObject({ code: z.int() }).meta({ description: 'Its return code' }),
  z.strictObject({ why: text(2000).min(1) }).meta({ description: 'Why it could not run' }),
])
const most = 1000

/** All with the service's own name and password, and below one path. */
const shared = { method: 'POST', permission: 'outbound.start', admits: 'service' } as const

export const outboundWork = {
  open: apiOperation({
    ...shared,
    id: 'outboundWork.open',
    path: '/outbound/work/open',
    summary: 'Opens a session of a worker; one of the same name is gone then, and what it had begun is lost',
    body: z.strictObject({ worker: text(100).min(1) }),
    response: z
      .object({
        session: z.string(),
        leaseMs: z.int().meta({ description: 'Without a sign of life for so long, what it has is lost' }),
      })
      .meta({ id: 'OutboundSession' }),
    errors: ['refused'],
  }),
  take: apiOperation({
    ...shared,
    id: 'outboundWork.take',
    path: '/outbound/work/take',
    summary: 'Waits for starts and takes them; those taken before and not acknowledged go back to their places',
    body: z.strictObject({
      session,
      limit: z.int().min(1).max(most).default(1),
      waitMs: z.int().min(0).max(25_000).default(20_000),
    }),
    response: z
      .object({
        items: z.array(
          z
            .object({
              id,
              turn,
              reference: z.string(),
              instanceId: z.string(),
              call,
              applicationName: z.string().nullable(),
            })
            .meta({ id: 'OutboundTakenStart' }),
        ),
      })
      .meta({ id: 'OutboundTaken' }),
    errors: ['refused'],
  }),
  acknowledge: apiOperation({
    ...shared,
    id: 'outboundWork.acknowledge',
    path: '/outbound/work/acknowledge',
    summary: 'Begins what was taken; what was purged, lost or stopped meanwhile is missing from the answer',
    body: z.strictObject({ session, starts: z.array(taken).max(most) }),
    response: z.object({ begun: z.array(z.object({ id, turn })) }).meta({ id: 'OutboundBegun' }),
    errors: ['refused'],
  }),
  heartbeat: apiOperation({
    ...shared,
    id: 'outboundWork.heartbeat',
    path: '/outbound/work/heartbeat',
    summary: 'A sign of life; `alive` is false when everything was lost',
    body: z.strictObject({ session }),
    response: z.object({ alive: z.boolean() }).meta({ id: 'OutboundHeartbeat' }),
    errors: ['refused'],
  }),
  finish: apiOperation({
    ...shared,
    id: 'outboundWork.finish',
    path: '/outbound/work/finish',
    summary: 'Ends a start; `ended` is false when it had been lost or has ended',
    body: z.strictObject({ session, start: taken, end }),
    response: z.object({ ended: z.boolean() }).meta({ id: 'OutboundEnded' }),
    errors: ['refused'],
  }),
  close: apiOperation({
    ...shared,
    id: 'outboundWork.close',
    path: '/outbound/work/close',
    summary: 'Ends a session; what was begun and has not ended is lost',
    body: z.strictObject({ session }),
    response: z.object({ closed: z.boolean() }).meta({ id: 'OutboundSessionClosed' }),
    errors: ['refused'],
  }),
  report: apiOperation({
    ...shared,
    id: 'outboundWork.report',
    path: '/outbound/work/report',
    summary: 'Reports the end of a run whose first page answered 202',
    body: z.strictObject({ instanceId: text(64), end }),
    response: z.object({ ended: z.boolean() }).meta({ id: 'OutboundEnded' }),
    errors: [],
  }),
}
