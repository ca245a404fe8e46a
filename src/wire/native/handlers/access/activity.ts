import { authorize } from '../../../../access/actor.ts'
import { activity } from '../../contract/access/activity.ts'
import { encodeEvent } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { listByKeyset, NEWEST_FIRST } from '../../keyset.ts'

export const activityHandlers = [
  handle(activity.list, async ({ actor, domain }, { query: { offset, limit, cursor, ...filter } }) => {
    const { rows, beside } = await listByKeyset(
      { offset, limit, cursor },
      { list: (page) => domain.access.activity.list(actor, filter, page), ...NEWEST_FIRST },
    )
    const items = rows.map((event) => {
      const { subject, subjectId, clientId, position } = event
      return { ...encodeEvent(event, {}), subject, subjectId, clientId, position }
    })
    return { items, ...beside }
  }),
  handle(activity.verify, async ({ actor, domain }, { body }) => {
    const { intact, ...found } = await domain.access.activity.verify(actor, body.after)
    return {
      intact,
      ...{ start: null, through: null, head: null, position: null, why: null },
      ...found,
    }
  }),
  handle(activity.log, async ({ actor, domain }, { body: { description, clientId } }) => {
    // First of all, so that nobody else learns which clients there are.
    authorize(actor, 'activity.write')
    if (clientId !== null) await domain.clients.get(actor, clientId)
    await domain.access.activity.log(actor, description, clientId)
    return {}
  }),
]
