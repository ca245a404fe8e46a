import { NotFound } from '../../../../base/refusal.ts'
import type { Start, WaitingStart } from '../../../../outbound/starts/start.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { outboundStarts } from '../../contract/outbound/starts.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const outboundStartHandlers = [
  handle(outboundStarts.create, async ({ actor, domain }, { params, body }) => ({
    references: await domain.outbound.starts.startMany(actor, params, body.calls),
  })),
  handle(outboundStarts.waiting, async ({ actor, domain }, { params, query: { after, limit } }) => {
    const page = { limit, ...(after !== undefined && { after }) }
    return { items: (await domain.outbound.starts.waiting(actor, params, page)).map(encodeWaiting) }
  }),
  handle(outboundStarts.running, async ({ actor, domain }, { params, query: { after, limit } }) => {
    const page = { limit, ...(after !== undefined && { after }) }
    return { items: (await domain.outbound.starts.running(actor, params, page)).map(encodeStart) }
  }),
  handle(outboundStarts.status, async ({ actor, domain }, { body }) => {
    const starts = await domain.outbound.starts.status(actor, body.references)
    return { items: starts.map((start) => (start ? encodeStart(start) : null)) }
  }),
  handle(outboundStarts.cancel, async ({ actor, domain }, { body: { references, why, final } }) => {
    const { cancelled, others, purge } = await domain.outbound.starts.cancel(actor, references, { why, final })
    return { cancelled, others: [...others], purgeId: purge?.id ?? null }
  }),
  handle(outboundStarts.finished, async ({ actor, domain }, { query: { serviceId, after, ...period } }) => {
    const { starts } = domain.outbound
    const [last] = after === undefined ? [] : await starts.status(actor, [after])
    if (after !== undefined && last === undefined) throw new NotFound('start', after)
    const ref = serviceId === undefined ? undefined : { id: serviceId }
    return { items: (await starts.report(actor, { ...period, ref, after: last })).map(encodeStart) }
  }),
]

type Encoded = NonNullable<AnswerOf<typeof outboundStarts.status>['items'][number]>

export function encodeStart({ accountId: _, enqueuedAt, startedAt, finishedAt, expiresAt, ...start }: Start): Encoded {
  return {
    ...start,
    enqueuedAt: instantText(enqueuedAt),
    startedAt: orNull(startedAt, instantText),
    finishedAt: orNull(finishedAt, instantText),
    expiresAt: orNull(expiresAt, instantText),
  }
}

const encodeWaiting = ({ position, ageMs, startsAt, waitsFor, ...start }: WaitingStart) => ({
  ...encodeStart(start),
  position,
  ageMs,
  startsAt: orNull(startsAt, instantText),
  waitsFor,
})
