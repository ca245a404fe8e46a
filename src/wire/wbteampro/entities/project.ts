import { CLIENT_ACCESS, PROJECT_FUNCTIONS, type Project, STAFF_ACCESS } from '../../../projects/project.ts'
import { type Columns, columnsOf } from '../column.ts'
import type { Noun } from '../noun.ts'

const { id, assignee, entry, number, text, rate, flag, word, date, datetime } = columnsOf<Project>()
const always = { writes: 'always' } as const

/** Section 5.1 of the reference. Not documented: project_notes, *_visible, project_billable, project_rate, project_elapsed. */
const projectColumns: Columns<Project> = {
  project_id: id('id', 'Key', { aliases: ['project'] }),
  project_name: text('name', 'Name', { ...always, required: true }),
  project_type: entry('type', 'project.project_type', 'One of the configured types', { ...always, aliases: ['type'] }),
  project_status: entry('status', 'project.project_status', 'One of the configured statuses', {
    ...always,
    aliases: ['status'],
  }),
  project_function: word(
    'function',
    PROJECT_FUNCTIONS,
    'What it is for; an archived one takes no other change',
    always,
  ),
  project_complete: number('complete', 'pct', 'Mean completion of its actions', { aliases: ['percentage'] }),
  project_tasks: number('actionCount', 'int', 'How many actions it has'),
  project_detail: text('detail', 'Details, which the client may be shown', always),
  project_notes: text('notes', 'Private notes, for staff only', always),
  client_userid: id('clientId', 'Client', { ...always, aliases: ['client'] }),
  client_contactid: id('contactId', "Client's contact", always),
  client_hostingid: id('serviceId', "Client's product", { ...always, aliases: ['product'] }),
  manager_adminid: id('managerId', 'Managing staff member', { ...always, aliases: ['manager'] }),
  assigned_adminid: assignee('assignedId', 'Assigned staff member; -1 is anybody', {
    ...always,
    aliases: ['assigned'],
  }),
  owner_adminid: id('ownerId', 'Who made it', { aliases: ['owner'] }),
  admin_visible: word('staffAccess', STAFF_ACCESS, 'Which of the staff see it', always),
  client_visible: word('clientAccess', CLIENT_ACCESS, 'What the client may do', {
    ...always,
    shown: { view: 'visible' },
  }),
  date_start: date('startOn', 'Planned start', always),
  date_finish: date('finishOn', 'Planned end', always),
  date_created: datetime('createdAt', 'When it was made'),
  date_modified: datetime('updatedAt', 'When it was changed'),
  date_activity: datetime('activityAt', 'When anything in it was changed'),
  project_billable: flag('billable', 'Whether time inside is billable', { ...always, aliases: ['billable'] }),
  project_rate: rate('rate', 'Hourly rate, or an offset such as +10%; empty is the global one', always),
  project_elapsed: number('elapsedSeconds', 'sec', 'Time logged'),
}

export const projectNoun: Noun<Project> = {
  singular: 'project',
  plural: 'projects',
  key: 'project_id',
  columns: projectColumns,
  one: ({ domain, actor }, id) => domain.projects.get(actor, id),
  async list({ domain, actor }, asked) {
    const { filter, search, range, changedSince, page, order } = asked
    return domain.projects.list(actor, { ...filter, search, ...range, changedSince }, page, order)
  },
}
