import type { UserOfClients } from '../../../../clients/user.ts'
import { users } from '../../contract/clients/users.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { BY_ID, listByKeyset } from '../../keyset.ts'

export const userHandlers = [
  handle(users.list, async ({ actor, domain }, { query: { offset, limit, cursor, search } }) => {
    const { rows, beside } = await listByKeyset(
      { offset, limit, cursor },
      { list: (page) => domain.clients.people.list(actor, { search }, page), ...BY_ID },
    )
    return { items: rows.map(encodeUser), ...beside }
  }),
  handle(users.get, async ({ actor, domain }, { params }) =>
    encodeUser(await domain.clients.people.get(actor, params.id)),
  ),
  handle(users.create, async ({ actor, domain }, { body }) =>
    encodeUser(await domain.clients.people.create(actor, body)),
  ),
  handle(users.update, async ({ actor, domain }, { params, body }) =>
    encodeUser(await domain.clients.people.update(actor, params.id, body)),
  ),
  handle(users.delete, async ({ actor, domain }, { params: { id } }) => {
    await domain.clients.people.delete(actor, id)
    return { id }
  }),
]

const encodeUser = ({ id, uuid, firstName, lastName, email, language, createdAt, clients }: UserOfClients) => ({
  ...{ id, uuid, firstName, lastName, email, language },
  createdAt: instantText(createdAt),
  clients: clients.map((client) => ({ ...client })),
})
