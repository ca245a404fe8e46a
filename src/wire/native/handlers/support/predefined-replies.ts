import { predefinedReplies } from '../../contract/support/predefined-replies.ts'
import { handle } from '../../handler.ts'
import { BY_ID, listByKeyset } from '../../keyset.ts'

export const predefinedReplyHandlers = [
  handle(predefinedReplies.list, async ({ actor, domain }, { query: { offset, limit, cursor, ...filter } }) => {
    const { rows, beside } = await listByKeyset(
      { offset, limit, cursor },
      { list: (page) => domain.support.predefinedReplies.list(actor, filter, page), ...BY_ID },
    )
    return { items: rows, ...beside }
  }),
  handle(predefinedReplies.get, ({ actor, domain }, { params }) =>
    domain.support.predefinedReplies.get(actor, params.id),
  ),
  handle(predefinedReplies.create, ({ actor, domain }, { body }) =>
    domain.support.predefinedReplies.create(actor, body),
  ),
  handle(predefinedReplies.update, ({ actor, domain }, { params, body }) =>
    domain.support.predefinedReplies.update(actor, params.id, body),
  ),
  handle(predefinedReplies.delete, async ({ actor, domain }, { params: { id } }) => {
    await domain.support.predefinedReplies.delete(actor, id)
    return { id }
  }),
]
