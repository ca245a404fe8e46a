import type { ClientNote } from '../../../../clients/client-note.ts'
import { clientNotes } from '../../contract/clients/client-notes.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { BY_ID, listByKeyset } from '../../keyset.ts'

export const clientNoteHandlers = [
  handle(clientNotes.list, async ({ actor, domain }, { query: { offset, limit, cursor, ...filter } }) => {
    const { rows, beside } = await listByKeyset(
      { offset, limit, cursor },
      { list: (page) => domain.clients.notes.list(actor, filter, page), ...BY_ID },
    )
    return { items: rows.map(encode), ...beside }
  }),
  handle(clientNotes.get, async ({ actor, domain }, { params }) =>
    encode(await domain.clients.notes.get(actor, params.id)),
  ),
  handle(clientNotes.create, async ({ actor, domain }, { body }) =>
    encode(await domain.clients.notes.create(actor, { ...body, staffName: actor.name })),
  ),
  handle(clientNotes.update, async ({ actor, domain }, { params, body }) =>
    encode(await domain.clients.notes.update(actor, params.id, body)),
  ),
  handle(clientNotes.delete, async ({ actor, domain }, { params: { id } }) => {
    await domain.clients.notes.delete(actor, id)
    return { id }
  }),
]

const encode = ({ id, clientId, staffName, text, sticky, createdAt, updatedAt }: ClientNote) => ({
  ...{ id, clientId, staffName, text, sticky },
  ...{ createdAt: instantText(createdAt), updatedAt: instantText(updatedAt) },
})
