import type { Announcement } from '../../../../support/announcement.ts'
import { announcements } from '../../contract/support/announcements.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { BY_ID, listByKeyset } from '../../keyset.ts'

export const announcementHandlers = [
  handle(announcements.list, async ({ actor, domain }, { query: { offset, limit, cursor, ...filter } }) => {
    const { rows, beside } = await listByKeyset(
      { offset, limit, cursor },
      { list: (page) => domain.support.announcements.list(actor, filter, page), ...BY_ID },
    )
    return { items: rows.map(encode), ...beside }
  }),
  handle(announcements.get, async ({ actor, domain }, { params }) =>
    encode(await domain.support.announcements.get(actor, params.id)),
  ),
  handle(announcements.create, async ({ actor, domain }, { body }) =>
    encode(await domain.support.announcements.create(actor, body)),
  ),
  handle(announcements.update, async ({ actor, domain }, { params, body }) =>
    encode(await domain.support.announcements.update(actor, params.id, body)),
  ),
  handle(announcements.delete, async ({ actor, domain }, { params: { id } }) => {
    await domain.support.announcements.delete(actor, id)
    return { id }
  }),
]

const encode = ({ id, title, text, at, published, createdAt, updatedAt }: Announcement) => ({
  ...{ id, title, text, at: instantText(at), published },
  ...{ createdAt: instantText(createdAt), updatedAt: instantText(updatedAt) },
})
