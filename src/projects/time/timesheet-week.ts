import { addDays, type CalendarDate, dayNumber } from '../../base/calendar.ts'
import { Invalid, TransitionRefused } from '../../base/refusal.ts'
import { ProjectRefused } from '../refused.ts'

export const WEEK_STATES = ['open', 'submitted', 'approved', 'locked'] as const
export type WeekState = (typeof WEEK_STATES)[number]

/** A week of one member that was handed in once. Its instants stand beside it, as the zone of the server was then. */
export type TimesheetWeek = {
  staffId: number
  /** The Monday. */
  week: CalendarDate
  state: WeekState
  startsAt: number
  /** The first instant of the next one. */
  endsAt: number
  changedAt: number
}

/** Every verb may be repeated. */
const WEEK_TRANSITIONS = {
  submit: { from: ['open', 'submitted'], to: 'submitted' },
  approve: { from: ['submitted', 'approved'], to: 'approved' },
  lock: { from: ['approved', 'locked'], to: 'locked' },
  reopen: { from: ['open', 'submitted', 'approved', 'locked'], to: 'open' },
} as const
export type WeekVerb = keyof typeof WEEK_TRANSITIONS

export function stateAfter(from: WeekState, verb: WeekVerb): WeekState {
  const { from: legal, to } = WEEK_TRANSITIONS[verb]
  if (!(legal as readonly WeekState[]).includes(from)) throw new TransitionRefused('week', from, verb)
  return to
}

const DAYS = 7

/** The Monday on or before a day; 1970-01-01 was a Thursday. */
export const mondayOf = (day: CalendarDate): CalendarDate =>
  addDays(day, -((((dayNumber(day) + 3) % DAYS) + DAYS) % DAYS))

export function requireMonday(week: CalendarDate): CalendarDate {
  if (mondayOf(week) !== week) throw new Invalid('week', 'the Monday of a week', week)
  return week
}

export const nextWeek = (week: CalendarDate): CalendarDate => addDays(week, DAYS)

export const daysOf = (week: CalendarDate): CalendarDate[] =>
  Array.from({ length: DAYS }, (_, index) => addDays(week, index))

export const weekClosed = ({ staffId, week, state }: TimesheetWeek): ProjectRefused =>
  new ProjectRefused('week_closed', `The week of ${week} of staff member ${staffId} is ${state}: reopen it first`, {
    ...{ staffId, week, state },
  })
