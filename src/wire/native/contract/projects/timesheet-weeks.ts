import * as z from 'zod'
import { WEEK_STATES, type WeekVerb } from '../../../../projects/time/timesheet-week.ts'
import { apiOperation } from '../operation.ts'
import { calendarDate, id, idText, instant, oneOf, sentDate } from '../values.ts'

const state = oneOf(WEEK_STATES).meta({ id: 'TimesheetWeekState' })
const week = calendarDate.meta({ description: 'The Monday' })
const seconds = z.int().min(0)
const worked = {
  seconds: seconds.meta({ description: 'As far as the caller sees them' }),
  billedSeconds: seconds.meta({ description: 'Rounded as the settings say' }),
}

const timesheetWeek = z
  .object({
    staffId: id,
    staffName: z.string(),
    week,
    state,
    changedAt: instant.nullable().meta({ description: 'Since when it is so; null where nobody handed it in yet' }),
    ...worked,
    days: z.array(z.object({ day: calendarDate, ...worked })).meta({ description: 'All seven' }),
  })
  .meta({ id: 'TimesheetWeek', description: 'A week of time of one member of staff' })

const step = (verb: WeekVerb, permission: 'projects.write' | 'projects.all', summary: string) =>
  apiOperation({
    id: `timesheetWeeks.${verb}`,
    method: 'POST',
    path: `/timesheet-weeks/{staffId}/{week}/${verb}`,
    summary,
    permission,
    params: z.strictObject({ staffId: idText, week: sentDate.meta({ description: 'The Monday' }) }),
    body: z.strictObject({}),
    response: z
      .object({ staffId: id, week, state, changedAt: instant })
      .meta({ id: 'TimesheetWeekChanged', description: 'The state of a week from now on' }),
    errors: ['not_found', 'transition_refused', 'refused'],
  })

export const timesheetWeeks = {
  list: apiOperation({
    id: 'timesheetWeeks.list',
    method: 'GET',
    path: '/timesheet-weeks',
    summary: 'Weeks of time with sums by day, the newest first; of all members those with time or that were handed in',
    permission: 'projects.read',
    query: z.strictObject({
      staffId: idText.optional().meta({ description: 'Every week of this member' }),
      from: sentDate.optional().meta({ description: 'A day of the first week; the last one without it' }),
      to: sentDate.optional().meta({ description: 'A day of the last week, at most 53 weeks; this one without it' }),
    }),
    response: z.object({ items: z.array(timesheetWeek) }).meta({ id: 'TimesheetWeeks' }),
    errors: ['not_found'],
  }),
  submit: step('submit', 'projects.write', 'Hands a week in: its time logs are not changed from then on'),
  approve: step('approve', 'projects.all', 'Approves a week that was handed in'),
  lock: step('lock', 'projects.all', 'Locks a week that was approved'),
  reopen: step('reopen', 'projects.write', 'Lets a week be changed again; once approved, only with projects.all'),
}
