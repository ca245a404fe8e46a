import { type Actor, authorize } from '../../access/actor.ts'
import { addDays, type CalendarDate, daysBetween } from '../../base/calendar.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { record } from '../../events/event.ts'
import type { KindOf } from '../../events/kinds.ts'
import type { ProjectParts, ProjectTx } from '../parts.ts'
import { ProjectRefused } from '../refused.ts'
import { requireOwnTime } from './log-time.ts'
import type { TimeLogs } from './time-logs.ts'
import {
  daysOf,
  mondayOf,
  nextWeek,
  requireMonday,
  stateAfter,
  type TimesheetWeek,
  type WeekState,
  type WeekVerb,
} from './timesheet-week.ts'

/** A week of a member with its time, as far as who asks sees it. */
export type TimesheetWeekListing = {
  staffId: number
  staffName: string
  week: CalendarDate
  state: WeekState
  /** Null where nobody handed it in yet. */
  changedAt: number | null
  seconds: number
  billedSeconds: number
  /** All seven. */
  days: { day: CalendarDate; seconds: number; billedSeconds: number }[]
}

/** Any days of the first and the last week. */
export type WeekFilter = {
  staffId?: number | undefined
  from?: CalendarDate | undefined
  to?: CalendarDate | undefined
}

type WeekKind = KindOf<'timesheet_week'>

const MOST_WEEKS = 53
const KINDS: Readonly<Record<WeekVerb, WeekKind>> = {
  submit: 'timesheet_week.submitted',
  approve: 'timesheet_week.approved',
  lock: 'timesheet_week.locked',
  reopen: 'timesheet_week.reopened',
}

type Parts = ProjectParts & { timeLogs: Pick<TimeLogs, 'sums'> }

export function makeTimesheetWeeks({ read, transaction, clock, wallClock, timeLogs }: Parts) {
  return {
    /**
     * Of this week unless days are given, at most 53 weeks; the newest first, then by member. Of one member every week, of
     * all those in which somebody worked or that somebody handed in.
     */
    async list(actor: Actor, { staffId, from, to }: WeekFilter): Promise<TimesheetWeekListing[]> {
      authorize(actor, 'projects.read')
      const last = mondayOf(to ?? from ?? wallClock.date(clock.now()))
      const first = mondayOf(from ?? last)
      const length = daysBetween(first, last) / 7 + 1
      if (length < 1 || length > MOST_WEEKS)
        throw new Invalid('to', `a day of 1 to ${MOST_WEEKS} weeks from the first`, to)
      const until = addDays(last, 6)
      const states = await read.timesheetWeeks.list(staffId, first, last)
      const sums = await timeLogs.sums(actor, { staffId, from: first, to: until }, ['person', 'day'])
      const members = (await read.access.staff.list()).filter(({ id }) => staffId === undefined || id === staffId)
      if (staffId !== undefined && members.length === 0) throw new NotFound('staff member', staffId)
      const weeks = Array.from({ length }, (_, index) => addDays(last, -7 * index))
      return weeks.flatMap((week) =>
        members
          .map((member) => {
            const known = states.find((one) => one.staffId === member.id && one.week === week)
            const days = daysOf(week).map((day) => {
              const sum = sums.find(({ of }) => of.person?.id === member.id && of.day === day)
              return { day, seconds: sum?.seconds ?? 0, billedSeconds: sum?.billedSeconds ?? 0, logs: sum?.logs ?? 0 }
            })
            const logs = days.reduce((total, day) => total + day.logs, 0)
            return { wanted: staffId !== undefined || logs > 0 || known, listing: listingOf(member, week, known, days) }
          })
          .filter(({ wanted }) => wanted)
          .map(({ listing }) => listing),
      )
    },

    /** Hands a week in; its time is not changed from then on. Nothing may be running in it. */
    submit: (actor: Actor, staffId: number, week: CalendarDate) => step(actor, 'submit', staffId, week),
    approve: (actor: Actor, staffId: number, week: CalendarDate) => step(actor, 'approve', staffId, week),
    lock: (actor: Actor, staffId: number, week: CalendarDate) => step(actor, 'lock', staffId, week),
    /** One that was only handed in by its member; others by who sees and manages all projects. */
    reopen: (actor: Actor, staffId: number, week: CalendarDate) => step(actor, 'reopen', staffId, week),
  }

  async function step(actor: Actor, verb: WeekVerb, staffId: number, week: CalendarDate): Promise<TimesheetWeek> {
    authorize(actor, verb === 'submit' || verb === 'reopen' ? 'projects.write' : 'projects.all')
    requireMonday(week)
    const startsAt = wallClock.startOfDay(week)
    const endsAt = wallClock.startOfDay(nextWeek(week))
    return transaction(async (tx) => {
      if (!(await tx.access.staff.get(staffId))) throw new NotFound('staff member', staffId)
      if (verb === 'submit') await refuseRunning(tx, staffId, startsAt, endsAt)
      await tx.timesheetWeeks.hold(staffId)
      const before = await tx.timesheetWeeks.get(staffId, week)
      const from = before?.state ?? 'open'
      requireRight(actor, verb, staffId, from)
      const state = stateAfter(from, verb)
      const after = before ?? { staffId, week, state, startsAt, endsAt, changedAt: tx.at }
      if (state === from) return after
      const changed = { ...after, state, changedAt: tx.at }
      await tx.timesheetWeeks.put(changed)
      await record(tx, actor, {
        kind: KINDS[verb],
        subjectId: staffId,
        description: `The week of ${week} of staff member ${staffId} is ${state}`,
        changes: { week: [week, week], state: [from, state] },
      })
      return changed
    })
  }
}

export type TimesheetWeeks = ReturnType<typeof makeTimesheetWeeks>

function requireRight(actor: Actor, verb: WeekVerb, staffId: number, from: WeekState): void {
  if (verb === 'submit') requireOwnTime(actor, staffId)
  if (verb !== 'reopen' || from === 'open') return
  if (from === 'submitted' && actor.id === staffId) return
  authorize(actor, 'projects.all')
}

async function refuseRunning(tx: ProjectTx, staffId: number, startsAt: number, endsAt: number): Promise<void> {
  const running = await tx.timeLogs.holdRunning(staffId)
  const inside = running.find(({ startedAt }) => startedAt >= startsAt && startedAt < endsAt)
  if (inside)
    throw new ProjectRefused('timer_running', `Time log ${inside.id} is still running`, { timeLog: inside.id })
}

type Day = TimesheetWeekListing['days'][number]

function listingOf(
  member: { id: number; firstName: string; lastName: string },
  week: CalendarDate,
  known: TimesheetWeek | undefined,
  days: readonly Day[],
): TimesheetWeekListing {
  return {
    staffId: member.id,
    staffName: `${member.firstName} ${member.lastName}`.trim(),
    week,
    state: known?.state ?? 'open',
    changedAt: known?.changedAt ?? null,
    seconds: days.reduce((sum, { seconds }) => sum + seconds, 0),
    billedSeconds: days.reduce((sum, { billedSeconds }) => sum + billedSeconds, 0),
    days: days.map(({ day, seconds, billedSeconds }) => ({ day, seconds, billedSeconds })),
  }
}
