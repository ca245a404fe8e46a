import type { Domain } from '../../../../domain.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { laneScheduledChanges, outboundScheduledChanges } from '../../contract/provisioning/scheduled-changes.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const scheduledChangeHandlers = [
  handle(laneScheduledChanges.list, async ({ actor, domain }, { params }) => ({
    items: (await domain.laneChanges.list(actor, params.name)).map(encodeChange),
  })),
  handle(laneScheduledChanges.create, async ({ actor, domain }, { params, body: { at, ...pace } }) =>
    encodeChange(await domain.laneChanges.schedule(actor, params.name, at, pace)),
  ),
  handle(laneScheduledChanges.remove, async ({ actor, domain }, { params }) => {
    await domain.laneChanges.cancel(actor, params.name, params.changeId)
    return { id: params.changeId }
  }),
  handle(outboundScheduledChanges.list, async ({ actor, domain }, { params }) => ({
    items: (await domain.outbound.scheduledChanges.list(actor, params)).map(encodeChange),
  })),
  handle(outboundScheduledChanges.create, async ({ actor, domain }, { params, body: { at, ...pace } }) =>
    encodeChange(await domain.outbound.scheduledChanges.schedule(actor, params, at, pace)),
  ),
  handle(outboundScheduledChanges.remove, async ({ actor, domain }, { params }) => {
    await domain.outbound.scheduledChanges.cancel(actor, { id: params.id }, params.changeId)
    return { id: params.changeId }
  }),
]

type Change = Awaited<ReturnType<Domain['laneChanges']['schedule']>>

const encodeChange = ({ id, at, pace, by, createdAt }: Change): AnswerOf<typeof laneScheduledChanges.create> => ({
  id,
  at: instantText(at),
  ...pace,
  by,
  createdAt: instantText(createdAt),
})
