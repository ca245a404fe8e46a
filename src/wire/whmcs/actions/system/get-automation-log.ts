import { addDays, type CalendarDate, parseDate } from '../../../../base/calendar.ts'
import { Invalid } from '../../../../base/refusal.ts'
import type { Fields } from '../../../codec/tree.ts'
import { action } from '../../action.ts'
import { instantText } from '../../encode.ts'
import { textFilter } from '../../parameters.ts'

/** Part A4 of the reference, whose sample leaves `statistics` out: by day, then by task. */
export const getAutomationLog = action({
  name: 'GetAutomationLog',
  reads: true,
  permission: 'system.read',
  about: 'When the schedules of the server ran last',
  partial: 'of each schedule the last run alone is known, so `statistics` has no older ones',
  parameters: {
    startdate: textFilter('From this day on: Y-m-d; today when not given'),
    enddate: textFilter('Through this day: Y-m-d; today when not given'),
    namespace: textFilter('This schedule alone'),
  },
  async answer({ actor, domain, wallClock, now }, { startdate, enddate, namespace }) {
    const today = wallClock.date(now)
    const [from, through] = [dayOf('startdate', startdate) ?? today, dayOf('enddate', enddate) ?? today]
    const ran = (await domain.schedules.list(actor)).flatMap((schedule) =>
      schedule.beganAt === null ? [] : [{ ...schedule, at: schedule.beganAt }],
    )
    const [start, end] = [wallClock.startOfDay(from), wallClock.startOfDay(addDays(through, 1))]
    const statistics: Record<string, Fields> = {}
    for (const { name, at } of ran) {
      if (at < start || at >= end || (namespace !== undefined && namespace !== name)) continue
      statistics[wallClock.date(at)] ??= {}
      statistics[wallClock.date(at)]![name] = { started: wallClock.format(at) }
    }
    const last = ran.length === 0 ? null : Math.max(...ran.map(({ at }) => at))
    return {
      currentDatetime: wallClock.format(now),
      lastDailyCronInvocationTime: instantText(wallClock, last),
      startdate: `${from} 00:00:00`,
      enddate: `${through} 23:59:59`,
      statistics,
    }
  },
})

function dayOf(name: string, sent: string | undefined): CalendarDate | undefined {
  if (sent === undefined) return undefined
  const day = parseDate(sent.trim().slice(0, 10))
  if (!day) throw new Invalid(name, 'a day as Y-m-d', sent)
  return day
}
