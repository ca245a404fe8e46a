import { Invalid } from '../../../base/refusal.ts'
import {
  ACTION_CLIENT_ACCESS,
  ACTION_LEVELS,
  ACTION_PRIORITIES,
  type Action,
  FREQUENCIES,
} from '../../../projects/actions/action.ts'
import { CLIENT_ACCESS } from '../../../projects/project.ts'
import { type Columns, columnsOf } from '../column.ts'
import type { Noun } from '../noun.ts'

const { id, assignee, entry, number, text, flag, word, date, datetime } = columnsOf<Action>()
const always = { writes: 'always' } as const

/** Section 5.2 of the reference. Not documented: level_depth, *_visible, action_billable, recur_rule, recur_parent_id. */
const actionColumns: Columns<Action> = {
  action_id: id('id', 'Key', { aliases: ['action'] }),
  project_id: id('projectId', 'Project', { writes: 'on create', required: true, aliases: ['project'] }),
  parent_action_id: id('parentId', 'Action above it; 0 at the top', always),
  action_name: text('name', 'Name', { ...always, required: true }),
  action_type: entry('type', 'action.action_type', 'One of the configured types', { ...always, aliases: ['type'] }),
  action_status: entry('status', 'action.action_status', 'One of the configured statuses', {
    ...always,
    aliases: ['status'],
  }),
  action_priority: {
    ...number('priority', 'int', '1 low, 2 medium, 3 high', { ...always, aliases: ['priority'] }),
    parse: priorityFrom,
  },
  action_complete: number('complete', 'pct', 'Completion; that of a parent is the mean of its children', {
    ...always,
    aliases: ['percentage'],
  }),
  action_detail: text('detail', 'Details', always),
  action_notes: text('notes', 'Private notes, for staff only', always),
  action_duration: number('durationSeconds', 'sec', 'Planned work', always),
  action_elapsed: number('elapsedSeconds', 'sec', 'Time logged, on everything below too'),
  level_children: number('childCount', 'int', 'How many are right below; 0 is a leaf'),
  level_class: word('level', ACTION_LEVELS, 'By its position', { aliases: ['level'] }),
  level_depth: number('depth', 'int', '1 at the top'),
  ordering: number('position', 'int', 'Position among its siblings, from 1', always),
  manager_adminid: id('managerId', 'Managing staff member', { ...always, aliases: ['manager'] }),
  assigned_adminid: assignee('assignedId', 'Assigned staff member; -1 is anybody', {
    ...always,
    aliases: ['assigned'],
  }),
  client_contactid: id('contactId', 'Main contact', always),
  owner_adminid: id('ownerId', 'Who made it', { aliases: ['owner'] }),
  client_visible: word('clientAccess', ACTION_CLIENT_ACCESS, 'What the client may do', always),
  client_visible_effective: word('clientAccessEffective', CLIENT_ACCESS, 'What that comes to (extension)'),
  action_billable: flag('billable', 'Whether its time is billable', { ...always, aliases: ['billable'] }),
  date_start: date('startOn', 'Planned start', always),
  date_finish: date('finishOn', 'Planned end', always),
  date_created: datetime('createdAt', 'When it was made'),
  date_modified: datetime('updatedAt', 'When it was changed'),
  date_activity: datetime('activityAt', 'When it, or anything below, was changed'),
  recur_frequency: word('frequency', FREQUENCIES, 'How often it repeats', always),
  recur_rule: text('recurRule', 'An RRULE such as FREQ=WEEKLY;BYDAY=MO;COUNT=8', always),
  recur_parent_id: id('recurParentId', 'The summary that it is an occurrence of'),
}

function priorityFrom(text: string, name: string): number {
  const sent = text.trim().toLowerCase()
  const found = Object.entries(ACTION_PRIORITIES).find(([word, value]) => word === sent || String(value) === sent)
  if (!found) throw new Invalid(name, '1 low, 2 medium or 3 high', text)
  return found[1]
}

export const actionNoun: Noun<Action> = {
  singular: 'action',
  plural: 'actions',
  key: 'action_id',
  columns: actionColumns,
  one: ({ domain, actor }, id) => domain.actions.get(actor, id),
  async list({ domain, actor }, asked, scope) {
    const { filter, search, range, changedSince, page, order } = asked
    const place = scope.of === 'project' ? { projectId: [scope.id] } : {}
    return domain.actions.list(actor, { ...filter, ...place, search, ...range, changedSince }, page, order)
  },
}
