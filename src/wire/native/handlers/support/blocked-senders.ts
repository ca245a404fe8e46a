import type { BlockedSender } from '../../../../support/blocked-sender.ts'
import { blockedSenders } from '../../contract/support/blocked-senders.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { BY_ID, listByKeyset } from '../../keyset.ts'

export const blockedSenderHandlers = [
  handle(blockedSenders.list, async ({ actor, domain }, { query: { offset, limit, cursor, ...filter } }) => {
    const { rows, beside } = await listByKeyset(
      { offset, limit, cursor },
      { list: (page) => domain.support.blockedSenders.list(actor, filter, page), ...BY_ID },
    )
    return { items: rows.map(encode), ...beside }
  }),
  handle(blockedSenders.get, async ({ actor, domain }, { params }) =>
    encode(await domain.support.blockedSenders.get(actor, params.id)),
  ),
  handle(blockedSenders.create, async ({ actor, domain }, { body }) =>
    encode(await domain.support.blockedSenders.create(actor, body)),
  ),
  handle(blockedSenders.delete, async ({ actor, domain }, { params: { id } }) => {
    await domain.support.blockedSenders.delete(actor, id)
    return { id }
  }),
]

const encode = ({ id, email, createdAt, updatedAt }: BlockedSender) => ({
  ...{ id, email, createdAt: instantText(createdAt), updatedAt: instantText(updatedAt) },
})
