import type { TimesheetWeekStore } from '../../projects/store.ts'
import type { TimesheetWeek } from '../../projects/time/timesheet-week.ts'
import type { Queries } from '../engine/database.ts'
import { sql } from '../engine/sql.ts'

const WEEK = sql`w.staff_id AS "staffId", w.week, w.state, w.starts_at AS "startsAt", w.ends_at AS "endsAt",
  w.changed_at AS "changedAt"`

export function timesheetWeekStore(q: Queries): TimesheetWeekStore {
  return {
    async hold(staffId) {
      await q.get(q.phrases.oneAtATime(`timesheet_weeks.of ${staffId}`))
    },
    get: (staffId, week) =>
      q.get<TimesheetWeek>(
        sql`SELECT ${WEEK} FROM timesheet_weeks w WHERE w.staff_id = ${staffId} AND w.week = ${week}`,
      ),
    closedAt: (staffId, instant) =>
      q.get<TimesheetWeek>(
        sql`SELECT ${WEEK} FROM timesheet_weeks w WHERE w.staff_id = ${staffId} AND w.state <> 'open'
          AND w.starts_at <= ${instant} AND w.ends_at > ${instant}`,
      ),
    list: (staffId, first, last) =>
      q.all<TimesheetWeek>(
        sql`SELECT ${WEEK} FROM timesheet_weeks w WHERE w.week >= ${first} AND w.week <= ${last}
          ${staffId === undefined ? sql`` : sql`AND w.staff_id = ${staffId}`} ORDER BY w.week, w.staff_id`,
      ),
    async put({ staffId, week, state, startsAt, endsAt, changedAt }) {
      await q.run(
        sql`INSERT INTO timesheet_weeks (staff_id, week, state, starts_at, ends_at, changed_at)
          VALUES (${staffId}, ${week}, ${state}, ${startsAt}, ${endsAt}, ${changedAt})
          ON CONFLICT (staff_id, week) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at`,
      )
    },
    async countLogs(of) {
      const those =
        'projectId' in of ? sql`t.project_id = ${of.projectId}` : sql`t.action_id ${q.phrases.inIntegers(of.actionIds)}`
      const row = await q.get<{ total: number }>(
        sql`SELECT count(*) AS total FROM time_logs t JOIN timesheet_weeks w ON w.staff_id = t.staff_id
            AND w.state <> 'open' AND t.started_at >= w.starts_at AND t.started_at < w.ends_at
          WHERE ${those}`,
      )
      return row!.total
    },
  }
}
