import type { Action } from '../../../projects/actions/action.ts'
import { valuesOf } from '../call.ts'
import { actionNoun } from '../entities/action.ts'
import { fileNoun } from '../entities/file.ts'
import { timelogNoun } from '../entities/timelog.ts'
import { topicNoun } from '../entities/topic.ts'
import { whmcsticketNoun } from '../entities/whmcsticket.ts'
import type { RemoteMethod } from '../method.ts'
import { chained, create, describedAll, find, getOne, remove, update } from '../noun.ts'
import { forcing } from './projects.ts'

export const ACTION_METHODS: readonly RemoteMethod[] = [
  find(actionNoun, { name: 'findActions', about: 'Return a Action List' }),
  create(actionNoun, {
    name: 'createAction',
    about: 'Create a Action',
    write: ({ domain, actor }, { projectId, name = '', ...changes }) =>
      domain.actions.create(actor, { ...withRule(changes), projectId: projectId ?? 0, name }),
  }),
  getOne(actionNoun, { name: 'getAction', about: 'Return a Action' }),
  chained(actionNoun, topicNoun, { name: 'getActionTopics', about: 'Return a Action Topic List' }),
  chained(actionNoun, fileNoun, { name: 'getActionFiles', about: 'Return a Action File List' }),
  chained(actionNoun, whmcsticketNoun, { name: 'getActionTickets', about: 'Return a Action Ticket List' }),
  chained(actionNoun, timelogNoun, { name: 'getActionTimelogs', about: 'Return a Action Timelog List' }),
  update(actionNoun, {
    name: 'updateAction',
    about: 'Update a Action',
    write: ({ domain, actor, id }, changes) => domain.actions.update(actor, id, withRule(changes)),
  }),
  remove(actionNoun, {
    name: 'deleteAction',
    about: 'Delete a Action',
    more: describedAll(forcing),
    remove: (call) => call.domain.actions.delete(call.actor, call.id, valuesOf(call, forcing)),
  }),
]

/** How often it repeats is part of the rule; the word alone is the simplest rule. */
function withRule({ frequency, ...changes }: Partial<Action>): Partial<Action> {
  if (frequency === undefined || changes.recurRule !== undefined) return changes
  return { ...changes, recurRule: frequency === 'none' ? '' : `FREQ=${frequency.toUpperCase()}` }
}
