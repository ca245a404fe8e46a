import type { CancelRequest } from '../../../../services/cancel-request.ts'
import { cancelRequests } from '../../contract/services/cancel-requests.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { BY_ID, listByKeyset } from '../../keyset.ts'

export const cancelRequestHandlers = [
  handle(cancelRequests.list, async ({ actor, domain }, { query: { offset, limit, cursor, ...filter } }) => {
    const { rows, beside } = await listByKeyset(
      { offset, limit, cursor },
      { list: (page) => domain.cancelRequests.list(actor, filter, page), ...BY_ID },
    )
    return { items: rows.map(encode), ...beside }
  }),
  handle(cancelRequests.get, async ({ actor, domain }, { params }) =>
    encode(await domain.cancelRequests.get(actor, params.id)),
  ),
  handle(cancelRequests.create, async ({ actor, domain }, { body }) =>
    encode(await domain.cancelRequests.create(actor, body)),
  ),
  handle(cancelRequests.update, async ({ actor, domain }, { params, body }) =>
    encode(await domain.cancelRequests.update(actor, params.id, body)),
  ),
  handle(cancelRequests.complete, async ({ actor, domain }, { params }) =>
    encode(await domain.cancelRequests.complete(actor, params.id)),
  ),
  handle(cancelRequests.delete, async ({ actor, domain }, { params: { id } }) => {
    await domain.cancelRequests.delete(actor, id)
    return { id }
  }),
]

const encode = ({ id, serviceId, clientId, kind, reason, completedAt, createdAt, updatedAt }: CancelRequest) => ({
  ...{ id, serviceId, clientId, kind, reason, completedAt: orNull(completedAt, instantText) },
  ...{ createdAt: instantText(createdAt), updatedAt: instantText(updatedAt) },
})
