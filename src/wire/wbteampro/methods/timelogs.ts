import { Invalid } from '../../../base/refusal.ts'
import { parseDuration } from '../../../projects/time/duration.ts'
import type { TimeLogChanges, TimeLogForm, TimeLogListing } from '../../../projects/time/time-log.ts'
import { type RemoteCall, valuesOf } from '../call.ts'
import { timelogNoun } from '../entities/timelog.ts'
import type { RemoteMethod } from '../method.ts'
import { create, describedAll, find, getOne, remove, update } from '../noun.ts'
import { text } from '../parameters.ts'
import { invalidParameter, requiredMissing } from '../refuse.ts'

const lasting = {
  timelog_duration: text('Instead of a stop: 2 hours, 5 minutes, 10 seconds; 1h30m; 1:30; or seconds'),
}

export const TIMELOG_METHODS: readonly RemoteMethod[] = [
  find(timelogNoun, { name: 'findTimelogs', about: 'Return a Timelog List' }),
  create(timelogNoun, {
    name: 'createTimelog',
    about: 'Create a Timelog',
    more: describedAll(lasting),
    write: (call, sent) => call.domain.timeLogs.create(call.actor, { ...parentOf(sent), ...changesOf(call, sent) }),
  }),
  getOne(timelogNoun, { name: 'getTimelog', about: 'Return a Timelog' }),
  update(timelogNoun, {
    name: 'updateTimelog',
    about: 'Update a Timelog',
    more: describedAll(lasting),
    write: (call, sent) => call.domain.timeLogs.update(call.actor, call.id, changesOf(call, sent)),
  }),
  remove(timelogNoun, {
    name: 'deleteTimelog',
    about: 'Delete a Timelog',
    remove: ({ domain, actor, id }) => domain.timeLogs.delete(actor, id),
  }),
]

/** `parent_type` with `parent_id`, or any of the ids; of several the narrowest, since it leads to the others. */
function parentOf(sent: Partial<TimeLogListing>): Pick<TimeLogForm, 'parentType' | 'parentId'> {
  const { parentType, parentId, ticketId, actionId, projectId, clientId } = sent
  if (parentType !== undefined) {
    if (!parentId) throw requiredMissing(['parent_id'])
    return { parentType, parentId }
  }
  if (ticketId && actionId)
    throw invalidParameter(new Invalid('ticket_id', 'an action or a ticket, not both', ticketId))
  if (ticketId) return { parentType: 'ticket', parentId: ticketId }
  if (actionId) return { parentType: 'action', parentId: actionId }
  if (projectId) return { parentType: 'project', parentId: projectId }
  if (clientId) return { parentType: 'client', parentId: clientId }
  throw requiredMissing(['parent_type'])
}

/** What is left empty is as if it had not been sent: a running log has no stop, and everyone works for somebody. */
function changesOf(call: RemoteCall, sent: Partial<TimeLogListing>): TimeLogChanges {
  const { staffId, note, type, billable, startedAt, stoppedAt, state } = sent
  return {
    staffId: staffId ?? undefined,
    note,
    type,
    billable,
    startedAt: startedAt ?? undefined,
    stoppedAt: stoppedAt ?? undefined,
    state,
    durationSeconds: durationOf(call),
  }
}

function durationOf(call: RemoteCall): number | undefined {
  const { timelog_duration: sent } = valuesOf(call, lasting)
  if (sent === undefined) return undefined
  const seconds = parseDuration(sent)
  if (seconds === undefined)
    throw invalidParameter(
      new Invalid('timelog_duration', 'a duration such as 2 hours, 5 minutes; 1h30m; 1:30; or seconds', sent),
    )
  return seconds
}
