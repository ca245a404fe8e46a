import { activity } from '../../contract/access/activity.ts'
import { encodeEvent } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const activityHandlers = [
  handle(activity.list, async ({ actor, domain }, { query: { offset, limit, ...filter } }) => {
    const { total, rows } = await domain.access.activity.list(actor, filter, { offset, limit })
    const items = rows.map((event) => {
      const { subject, subjectId, clientId, position } = event
      return { ...encodeEvent(event, {}), subject, subjectId, clientId, position }
    })
    return { items, total, offset, limit }
  }),
  handle(activity.log, async ({ actor, domain }, { body: { description, clientId } }) => {
    if (clientId !== null) await domain.clients.get(actor, clientId)
    await domain.access.activity.log(actor, description, clientId)
    return {}
  }),
]
