import type { QueuePurgePreview } from '../../../../outbound/queues/queue.ts'
import { outboundPurgePreviews } from '../../contract/outbound/purge-previews.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { encodeStart } from './starts.ts'

export const outboundPurgePreviewHandlers = [
  handle(outboundPurgePreviews.create, async ({ actor, domain }, { params, body }) => {
    const preview = await domain.outbound.purgePreviews.create(actor, params, body)
    return {
      ...encodePreview(preview),
      serviceId: preview.serviceId,
      sample: preview.sample.map(encodeStart),
      firstEnqueuedAt: orNull(preview.firstEnqueuedAt, instantText),
      lastEnqueuedAt: orNull(preview.lastEnqueuedAt, instantText),
      undoUntil: instantText(preview.undoUntil),
    }
  }),
  handle(outboundPurgePreviews.extend, async ({ actor, domain }, { params }) =>
    encodePreview(await domain.outbound.purgePreviews.extend(actor, params.id)),
  ),
  handle(outboundPurgePreviews.delete, async ({ actor, domain }, { params }) => {
    await domain.outbound.purgePreviews.end(actor, params.id)
    return params
  }),
]

type Good = Pick<QueuePurgePreview, 'id' | 'count' | 'by' | 'createdAt' | 'expiresAt' | 'holds'>

const encodePreview = ({ id, count, by, createdAt, expiresAt, holds }: Good) => ({
  id,
  count,
  by,
  createdAt: instantText(createdAt),
  expiresAt: instantText(expiresAt),
  heldUntil: holds ? instantText(expiresAt) : null,
})
