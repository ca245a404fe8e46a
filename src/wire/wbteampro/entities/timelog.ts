import { formatMoney } from '../../../base/money.ts'
import {
  TIME_LOG_PARENTS,
  TIME_LOG_STATES,
  type TimeLogFilter,
  type TimeLogListing,
  type TimeLogOrder,
} from '../../../projects/time/time-log.ts'
import { flagOf } from '../../codec/parameter.ts'
import { type Columns, columnsOf } from '../column.ts'
import { type Noun, placeOf, type Scope } from '../noun.ts'

const { id, entry, number, text, flag, word, datetime, shown } = columnsOf<TimeLogListing>()
const always = { writes: 'always' } as const
const onCreate = { writes: 'on create' } as const

/** Section 5.7 of the reference. Not documented: parent_id, timelog_stop, timelog_billable, timelog_rate, timelog_invoiced. */
const timelogColumns: Columns<TimeLogListing> = {
  timelog_id: id('id', 'Key'),
  parent_type: word('parentType', TIME_LOG_PARENTS, 'What it is on', onCreate),
  parent_id: id('parentId', 'The number of that', onCreate),
  client_userid: id('clientId', 'Client', { ...onCreate, aliases: ['client'] }),
  project_id: id('projectId', 'Project', { ...onCreate, aliases: ['project'] }),
  action_id: id('actionId', 'Action', { ...onCreate, aliases: ['action'] }),
  ticket_id: id('ticketId', 'Ticket', { ...onCreate, aliases: ['ticket'] }),
  owner_adminid: id('staffId', 'Who worked', { ...always, aliases: ['owner'] }),
  timelog_note: text('note', 'Note', always),
  timelog_type: entry('type', 'timelog.timelog_type', 'One of the configured types; it may change the rate', {
    ...always,
    aliases: ['type'],
  }),
  timelog_status: word('state', TIME_LOG_STATES, 'active while it runs; complete stops it', {
    ...always,
    aliases: ['status'],
  }),
  timelog_start: datetime('startedAt', 'Start', always),
  timelog_stop: datetime('stoppedAt', 'Stop; empty while it runs', always),
  timelog_elapsed: number('elapsedSeconds', 'sec', 'Time so far'),
  timelog_billable: flag('billable', 'Whether it is billable', { ...always, aliases: ['billable'] }),
  timelog_rate: shown('money', 'Hourly rate that billing would use now', ({ rate }) => Number(formatMoney(rate))),
  invoice_id: id('invoiceId', 'Invoice that carries it; 0 is none'),
  timelog_invoiced: {
    ...shown('flag', 'Whether an invoice carries it', ({ invoiceId }) => (invoiceId === null ? 0 : 1)),
    filters: true,
    aliases: ['invoiced'],
    parse: flagOf,
  },
  date_created: datetime('createdAt', 'When it was made'),
  date_modified: datetime('updatedAt', 'When it was changed'),
}

export const timelogNoun: Noun<TimeLogListing> = {
  singular: 'timelog',
  plural: 'timelogs',
  key: 'timelog_id',
  columns: timelogColumns,
  one: ({ domain, actor }, id) => domain.timeLogs.get(actor, id),
  async list({ domain, actor }, asked, scope) {
    const { filter, others, search, startedFrom, startedBefore, changedSince, page, order } = asked
    const invoiced = new Set(others.timelog_invoiced as boolean[] | undefined)
    return domain.timeLogs.list(
      actor,
      {
        ...ofOneProject(filter, scope),
        search,
        // Both of them is all of them.
        invoiced: invoiced.size === 1 ? invoiced.has(true) : undefined,
        startedFrom,
        startedBefore,
        changedSince,
      },
      page,
      // What billing would make of it is no column to sort by.
      order as TimeLogOrder | undefined,
    )
  },
}

/** Of one project, chained or asked for: also what is on its actions and on the tickets that are linked to it. */
function ofOneProject({ projectId, ...filter }: TimeLogFilter, scope: Scope): TimeLogFilter {
  const [id, ...others] = scope.of === 'project' ? [scope.id] : (projectId ?? [])
  if (typeof id === 'number' && others.length === 0 && scope.of !== 'action') return { ...filter, ofProject: id }
  return { ...filter, ...(projectId && { projectId }), ...placeOf(scope) }
}
