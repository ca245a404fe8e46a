import type { ToDoItem } from '../../../../support/to-do-item.ts'
import { toDoItems } from '../../contract/support/to-do-items.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { BY_ID, listByKeyset } from '../../keyset.ts'

export const toDoItemHandlers = [
  handle(toDoItems.list, async ({ actor, domain }, { query: { offset, limit, cursor, ...filter } }) => {
    const { rows, beside } = await listByKeyset(
      { offset, limit, cursor },
      { list: (page) => domain.support.toDoItems.list(actor, filter, page), ...BY_ID },
    )
    return { items: rows.map(encode), ...beside }
  }),
  handle(toDoItems.get, async ({ actor, domain }, { params }) =>
    encode(await domain.support.toDoItems.get(actor, params.id)),
  ),
  handle(toDoItems.create, async ({ actor, domain }, { body }) =>
    encode(await domain.support.toDoItems.create(actor, body)),
  ),
  handle(toDoItems.update, async ({ actor, domain }, { params, body }) =>
    encode(await domain.support.toDoItems.update(actor, params.id, body)),
  ),
  handle(toDoItems.delete, async ({ actor, domain }, { params: { id } }) => {
    await domain.support.toDoItems.delete(actor, id)
    return { id }
  }),
]

const encode = ({ createdAt, updatedAt, id, ...item }: ToDoItem) => ({
  id,
  ...{ date: item.date, title: item.title, description: item.description, staffId: item.staffId },
  ...{ status: item.status, dueOn: item.dueOn },
  ...{ createdAt: instantText(createdAt), updatedAt: instantText(updatedAt) },
})
