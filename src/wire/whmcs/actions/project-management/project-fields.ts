import { type CalendarDate, parseDate } from '../../../../base/calendar.ts'
import { Invalid, type Refusal } from '../../../../base/refusal.ts'
import type { Action } from '../../../../projects/actions/action.ts'
import { ANYBODY, type Project, type ProjectChanges } from '../../../../projects/project.ts'
import type { Topic } from '../../../../projects/threads/topic.ts'
import type { TimeLog } from '../../../../projects/time/time-log.ts'
import { parameter, scalar } from '../../../codec/parameter.ts'
import type { Tree } from '../../../codec/tree.ts'
import type { WhmcsCall } from '../../action.ts'
import { flag, idsFilter, integer, text, type Values } from '../../parameters.ts'
import { idIfAny } from '../support/ticket-parameters.ts'

type Fields = Record<string, Tree>

/** As the documents' pages print them, or live servers do (`QUIRKS.md`). */
export const MESSAGES = {
  projectCreated: 'Project has been created',
  projectUpdated: 'Project Has Been Updated',
  taskAdded: 'Task has been added',
  taskUpdated: 'Task has been updated',
  taskDeleted: 'Task has been deleted',
  messageAdded: 'Message has been added',
  timerStarted: 'Start Timer Has Been Set',
  timerEnded: 'Timer Has Ended',
}

/** A date or a date with a time, which is cut; null where it is unset. */
export const dateOf = (about: string) =>
  parameter('string (Y-m-d)', about, (raw, name): CalendarDate | null | undefined => {
    const value = scalar(raw, name, 'a date as Y-m-d')?.trim()
    if (!value) return undefined
    if (value.startsWith('0000-00-00')) return null
    const date = parseDate(/^(\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}:\d{2})?$/.exec(value)?.[1] ?? '')
    if (!date) throw new Invalid(name, 'a date as Y-m-d', value)
    return date
  })

export const projectParameters = {
  userid: idIfAny('The client'),
  status: text('One of the configured statuses'),
  created: dateOf('When it starts'),
  duedate: dateOf('When it is to finish'),
  completed: flag('Whether it has ended'),
  ticketids: idsFilter('The tickets that are linked to it'),
  invoiceids: text('Numbers of invoices'),
}

type Sent = Partial<Values<typeof projectParameters>> & {
  title?: string | undefined
  adminid?: number | undefined
  notes?: string | undefined
}

/** What was sent; an empty status is none said. */
export const projectChanges = (sent: Sent): ProjectChanges => ({
  name: sent.title,
  managerId: sent.adminid,
  clientId: sent.userid,
  status: sent.status?.trim() || undefined,
  startOn: sent.created,
  finishOn: sent.duedate,
  closed: sent.completed,
  ticketIds: sent.ticketids,
  invoiceIds: sent.invoiceids,
  notes: sent.notes,
})

export const taskParameters = {
  adminid: idIfAny('Who does it'),
  notes: text('Notes for the staff'),
  completed: flag('Whether it is done'),
}

export const secondsOf = (about: string) => integer(`${about}, in Unix seconds`)
export const instantOf = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000)

type Words = { project?: string; task?: string; timer?: string; title?: string; client?: string }

/** The documented words of what is refused: by what was not found, and by the field that names what is not there. */
export function projectRefusals({
  project = 'Project ID Not Found',
  task = 'Task ID Not Found',
  ...words
}: Words = {}) {
  const byNoun: Readonly<Record<string, string | undefined>> = {
    project,
    action: task,
    'time log': words.timer ?? 'Timer ID Not Found',
  }
  const byField: Readonly<Record<string, string | undefined>> = {
    clientId: 'Client ID Not Found',
    managerId: 'Admin ID Not Found',
    assignedId: 'Admin ID Not Found',
    staffId: 'Admin ID Not Found',
    saidBy: 'Admin ID Not Found',
    name: words.title,
  }
  return {
    // Somebody else's project is not told apart from none: the documents have no words for it.
    not_visible: ({ facts }: Refusal) => byNoun[String(facts.noun)],
    not_found: ({ facts }: Refusal) => byNoun[String(facts.noun)],
    invalid: ({ facts }: Refusal) =>
      facts.field === 'name' && String(facts.got ?? '').trim() !== '' ? undefined : byField[String(facts.field)],
  }
}

export const PROJECT_NAMES = {
  name: 'title',
  startOn: 'created',
  finishOn: 'duedate',
  ticketId: 'ticketids',
  invoiceIds: 'invoiceids',
  closed: 'completed',
}
export const TASK_NAMES = {
  name: 'task',
  finishOn: 'duedate',
  complete: 'completed',
  stoppedAt: 'end_time',
  startedAt: 'start_time',
}

const dateText = (date: CalendarDate | null) => date ?? '0000-00-00'
const person = (id: number | null) => (id === null || id === ANYBODY ? 0 : id)

type Numbers = (value: number) => string | number

/** Where no start is kept, it was created when it was made. */
export function projectFields(
  { wallClock }: WhmcsCall,
  project: Project,
  ticketIds: readonly number[],
  number: Numbers,
) {
  return {
    ticketids: ticketIds.join(','),
    invoiceids: project.invoiceIds,
    notes: project.notes,
    adminid: number(person(project.managerId)),
    status: project.status,
    created: project.startOn ?? wallClock.date(project.createdAt),
    duedate: dateText(project.finishOn),
    completed: number(project.closed ? 1 : 0),
    lastmodified: wallClock.format(project.updatedAt),
  }
}

export function taskFields(
  { quoted, wallClock }: WhmcsCall,
  action: Action,
  order: number,
  logs: readonly TimeLog[],
): Fields {
  return {
    id: quoted(action.id),
    projectid: quoted(action.projectId),
    task: action.name,
    notes: action.notes,
    adminid: quoted(person(action.assignedId)),
    created: wallClock.format(action.createdAt),
    duedate: dateText(action.finishOn),
    completed: quoted(action.complete === 100 ? 1 : 0),
    billed: quoted(action.billed ? 1 : 0),
    order: quoted(order),
    timelogs: logs.length === 0 ? '' : { timelog: logs.map((log) => timerFields(wallClock, quoted, log)) },
  }
}

/** A post of a discussion; its title is the beginning of what it says, unless it has words of its own. */
export function messageFields({ quoted, wallClock }: WhmcsCall, topic: Topic): Fields {
  return {
    id: quoted(topic.id),
    projectid: quoted(topic.projectId),
    date: wallClock.format(topic.createdAt),
    message: topic.detail,
    attachments: '',
    adminid: quoted(topic.ownerId ?? 0),
  }
}

/** Of a watch that runs, the end is 0 and empty. */
function timerFields(wallClock: WhmcsCall['wallClock'], quoted: Numbers, log: TimeLog): Fields {
  const { startedAt, stoppedAt } = log
  return {
    id: quoted(log.id),
    projectid: quoted(log.projectId ?? 0),
    taskid: quoted(log.actionId ?? 0),
    adminid: quoted(log.staffId ?? 0),
    start: quoted(Math.floor(startedAt / 1000)),
    end: quoted(stoppedAt === null ? 0 : Math.floor(stoppedAt / 1000)),
    donotbill: quoted(log.billable ? 0 : 1),
    starttime: wallClock.format(startedAt),
    endtime: stoppedAt === null ? '' : wallClock.format(stoppedAt),
  }
}
