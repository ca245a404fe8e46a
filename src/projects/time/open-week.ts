import type { ProjectTx } from '../parts.ts'
import { ProjectRefused } from '../refused.ts'
import type { TimeOf } from '../store.ts'
import type { TimeLog } from './time-log.ts'
import { weekClosed } from './timesheet-week.ts'

type Worked = Pick<TimeLog, 'staffId' | 'startedAt'>

/**
 * Refuses to touch time of a week that was handed in, and holds the weeks of those members: nobody hands one in until the
 * transaction ends. Comes after the lock of the project.
 */
export async function requireOpenWeeks(tx: ProjectTx, ...worked: Worked[]): Promise<void> {
  const staffIds = worked.flatMap(({ staffId }) => staffId ?? [])
  for (const staffId of [...new Set(staffIds)].sort((a, b) => a - b)) {
    await tx.timesheetWeeks.hold(staffId)
    const instants = worked.filter((one) => one.staffId === staffId).map(({ startedAt }) => startedAt)
    for (const startedAt of new Set(instants)) {
      const week = await tx.timesheetWeeks.closedAt(staffId, startedAt)
      if (week) throw weekClosed(week)
    }
  }
}

/** The same for what goes with all its time. */
export async function refuseClosedWeeks(tx: ProjectTx, noun: 'project' | 'action', id: number, of: TimeOf) {
  const logs = await tx.timesheetWeeks.countLogs(of)
  if (logs === 0) return
  const words = logs === 1 ? '1 time log of it is' : `${logs} time logs of it are`
  throw new ProjectRefused(
    'week_closed',
    `The ${noun} ${id} cannot be deleted: ${words} in weeks that were handed in`,
    {
      ...{ noun, id, logs },
    },
  )
}
