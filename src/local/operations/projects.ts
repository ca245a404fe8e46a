import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { parseDate } from '../../base/calendar.ts'
import { formatMoney } from '../../base/money.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Action } from '../../projects/actions/action.ts'
import { PROJECT_FUNCTIONS, type Project } from '../../projects/project.ts'
import {
  DIMENSIONS,
  type TimesheetFilter,
  type TimesheetLine,
  type TimesheetSum,
} from '../../projects/time/timesheet.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'

const id = z.number().int().positive()
const date = z.string().transform((text, context) => {
  const parsed = parseDate(text)
  if (!parsed) context.addIssue({ code: 'custom', message: 'expected a date as YYYY-MM-DD' })
  return parsed ?? z.NEVER
})

const LISTED = 500

export const projectList = localOperation(
  z.object({
    clientId: id.optional(),
    status: z.string().optional(),
    function: z.enum(PROJECT_FUNCTIONS).default('default'),
  }),
  async ({ domain }, { clientId, status, function: which }) => {
    const filter = {
      function: [which],
      ...(clientId !== undefined && { clientId: [clientId] }),
      ...(status !== undefined && { status: [status] }),
    }
    const { total, rows: projects } = await domain.projects.list(SYSTEM, filter, { offset: 0, limit: LISTED })
    return { total, projects: projects.map(projectShown) }
  },
)

export const projectShow = localOperation(z.object({ id }), async ({ domain }, { id: asked }) => {
  const { project, actions, ticketIds } = await domain.projects.getWithDetails(SYSTEM, asked)
  return { ...projectShown(project), detail: project.detail, ticketIds, tasks: actions.map(taskShown) }
})

export const taskFromQueue = localOperation(
  z.object({ entryId: id, projectId: id.optional(), assignedId: z.number().int().optional() }),
  async ({ domain }, { entryId, ...form }) => taskShown(await domain.actions.fromQueueEntry(SYSTEM, entryId, form)),
)

export const taskDone = localOperation(z.object({ id }), async ({ domain }, { id: asked }) =>
  taskShown(await domain.actions.update(SYSTEM, asked, { done: true })),
)

const filter = {
  clientId: id.optional(),
  projectId: id.optional(),
  actionId: id.optional(),
  serviceId: id.optional(),
  staffId: id.optional(),
  billable: z.boolean().optional(),
  invoiced: z.boolean().optional(),
  from: date.optional(),
  to: date.optional(),
}

/** What one answer holds: more is better asked for month by month. */
const MOST_LINES = 200_000

export const timesheetLines = localOperation(z.object(filter), async ({ domain }, asked) => {
  const lines: ReturnType<typeof lineShown>[] = []
  for await (const batch of domain.timeLogs.timesheet(SYSTEM, asked as TimesheetFilter)) {
    lines.push(...batch.map(lineShown))
    if (lines.length > MOST_LINES)
      throw new Refusal('too_many', `There are more than ${MOST_LINES} time logs: ask for a shorter period`)
  }
  return lines
})

export const timesheetSums = localOperation(
  z.object({ ...filter, by: z.array(z.enum(DIMENSIONS)).min(1) }),
  async ({ domain }, { by, ...asked }) =>
    (await domain.timeLogs.sums(SYSTEM, asked as TimesheetFilter, by)).map(sumShown),
)

const projectShown = ({ id: number, name, status, clientId, complete, startOn, finishOn, ...project }: Project) => ({
  ...{ id: number, name, status, function: project.function, clientId, complete, startOn, finishOn },
  taskCount: project.actionCount,
  elapsedSeconds: project.elapsedSeconds,
})

const taskShown = ({ id: number, projectId, name, depth, status, complete, startOn, finishOn, ...action }: Action) => ({
  ...{ id: number, projectId, name, depth, status, complete, startOn, finishOn },
  assignedId: action.assignedId,
  elapsedSeconds: action.elapsedSeconds,
  queueEntryId: action.queueEntryId,
})

const lineShown = (line: TimesheetLine) => ({
  id: line.id,
  startedAt: isoText(line.startedAt),
  stoppedAt: isoText(line.stoppedAt),
  ...{ day: line.day, clientId: line.clientId, client: line.clientName, projectId: line.projectId },
  ...{ project: line.projectName, taskId: line.actionId, task: line.actionName, ticketId: line.ticketId },
  ...{ serviceId: line.serviceId, staffId: line.staffId, person: line.staffName, type: line.type, note: line.note },
  ...{ billable: line.billable, invoiceId: line.invoiceId, seconds: line.elapsedSeconds },
  ...{ billedSeconds: line.billedSeconds, rate: formatMoney(line.rate), amount: formatMoney(line.amount) },
})

const sumShown = ({ amount, ...sum }: TimesheetSum) => ({ ...sum, amount: formatMoney(amount) })
