import * as z from 'zod'
import { TIME_LOG_PARENTS, TIME_LOG_SORTS, TIME_LOG_STATES } from '../../../../projects/time/time-log.ts'
import { DIMENSIONS } from '../../../../projects/time/timesheet.ts'
import { apiOperation } from '../operation.ts'
import {
  amount,
  calendarDate,
  commaList,
  flagText,
  id,
  idPath,
  idText,
  instant,
  moment,
  oneOf,
  page,
  pageQuery,
  sortWord,
  text,
} from '../values.ts'
import { parts } from './projects.ts'

const timeLog = z
  .object({
    id,
    parentType: oneOf(TIME_LOG_PARENTS),
    parentId: id,
    clientId: id.nullable(),
    projectId: id.nullable(),
    actionId: id.nullable(),
    ticketId: id.nullable(),
    serviceId: id.nullable(),
    staffId: id.nullable(),
    note: z.string(),
    type: z.string(),
    state: oneOf(TIME_LOG_STATES),
    startedAt: instant,
    stoppedAt: instant.nullable(),
    elapsedSeconds: z.int().min(0).meta({ description: 'Of a watch that runs: until now' }),
    billedSeconds: z.int().min(0).meta({ description: 'Rounded as the settings say; 0 where it is not billable' }),
    billable: z.boolean(),
    rate: amount.meta({ description: 'Per hour, as billing would have it now' }),
    invoiceId: id.nullable(),
    createdAt: instant,
    updatedAt: instant,
    version: z.int(),
  })
  .meta({ id: 'TimeLog' })

const details = {
  staffId: id,
  note: text(65_535),
  type: text(255),
  billable: z.boolean(),
  startedAt: moment,
  stoppedAt: moment,
  durationSeconds: z.int().min(0).meta({ description: 'Instead of `stoppedAt`' }),
}
const changes = z.strictObject(details).partial()

const day = z.iso.date({ error: 'expected a date as YYYY-MM-DD' })

const filter = {
  clientId: idText.optional(),
  projectId: idText.optional().meta({ description: 'With its actions and the tickets that are linked to it' }),
  actionId: idText.optional().meta({ description: 'With everything below it' }),
  serviceId: idText.optional(),
  staffId: idText.optional(),
  state: oneOf(TIME_LOG_STATES).optional().meta({ description: '`active`: a watch that runs' }),
  billable: flagText.optional(),
  invoiced: flagText.optional(),
  from: day.optional().meta({ description: "First day of the start, in the server's zone" }),
  to: day.optional().meta({ description: 'Last day of the start' }),
}

const named = z.object({ id: id.nullable(), name: z.string() })

const sum = z
  .object({
    of: z
      .object({
        client: named,
        project: named,
        person: named,
        serviceId: id.nullable(),
        day: calendarDate,
        month: z.string(),
        type: z.string(),
        billable: z.boolean(),
        invoiced: z.boolean(),
      })
      .partial()
      .meta({ description: 'What was asked to be added up by' }),
    logs: z.int().min(1),
    seconds: z.int().min(0),
    billedSeconds: z.int().min(0),
    amount,
  })
  .meta({ id: 'TimesheetSum' })

const errors = ['not_found', 'refused'] as const

export const timeLogs = {
  list: apiOperation({
    id: 'timeLogs.list',
    method: 'GET',
    path: '/time-logs',
    summary: 'Time logs that match all the filters and that the caller sees, what started last first',
    permission: 'projects.read',
    query: z.strictObject({ ...filter, sort: sortWord(TIME_LOG_SORTS).default('-startedAt'), ...pageQuery }),
    response: page(timeLog).meta({ id: 'TimeLogPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'timeLogs.get',
    method: 'GET',
    path: '/time-logs/{id}',
    summary: 'One time log',
    permission: 'projects.read',
    params: idPath,
    response: timeLog,
    versioned: true,
    errors,
  }),
  create: apiOperation({
    id: 'timeLogs.create',
    method: 'POST',
    path: '/time-logs',
    summary: 'Enters time; without stop and duration a watch starts to run',
    permission: 'projects.write',
    body: changes.extend({ parentType: oneOf(TIME_LOG_PARENTS), parentId: id }),
    response: timeLog,
    errors,
  }),
  change: apiOperation({
    id: 'timeLogs.change',
    method: 'PATCH',
    path: '/time-logs/{id}',
    summary: 'Changes time that is not on an invoice',
    permission: 'projects.write',
    params: idPath,
    body: changes,
    response: timeLog,
    errors,
  }),
  stop: apiOperation({
    id: 'timeLogs.stop',
    method: 'POST',
    path: '/time-logs/{id}/stop',
    summary: 'Stops a watch; one that has stopped stays as it is',
    permission: 'projects.write',
    params: idPath,
    body: z.strictObject({ stoppedAt: moment.optional() }),
    response: timeLog,
    errors,
  }),
  remove: apiOperation({
    id: 'timeLogs.remove',
    method: 'DELETE',
    path: '/time-logs/{id}',
    summary: 'Deletes time that is not on an invoice',
    permission: 'projects.write',
    params: idPath,
    response: parts.removed,
    errors,
  }),
  invoice: apiOperation({
    id: 'timeLogs.invoice',
    method: 'POST',
    path: '/time-logs/invoice',
    summary: 'Puts time on an invoice, all or none, which locks it; null takes it off again',
    permission: 'projects.write',
    body: z.strictObject({ ids: z.array(id).min(1).max(1000), invoiceId: id.nullable() }),
    response: z.object({ ids: z.array(id), invoiceId: id.nullable() }).meta({ id: 'TimeInvoiced' }),
    errors,
  }),
  timesheet: apiOperation({
    id: 'timeLogs.timesheet',
    method: 'GET',
    path: '/timesheet',
    summary: 'Time added up, in the order in which the first of each began',
    permission: 'projects.read',
    query: z.strictObject({ ...filter, by: commaList(DIMENSIONS) }),
    response: z.object({ items: z.array(sum) }).meta({ id: 'Timesheet' }),
    errors: [],
  }),
}
