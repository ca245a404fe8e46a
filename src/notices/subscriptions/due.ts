import { addDays } from '../../base/calendar.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { Subscription } from './subscription.ts'

type Times = Pick<Subscription, 'delivery' | 'dailyHour' | 'quietFrom' | 'quietTo' | 'wakeForCritical'>

/** When somebody is told of what is known at `now`: an instant on their own clock, whose days may have 23 or 25 hours. */
export function dueAt(times: Times, critical: boolean, now: number, clock: WallClock): number {
  if (critical && times.wakeForCritical) return now
  return afterQuiet(times, times.delivery === 'daily' ? nextDaily(times.dailyHour, now, clock) : now, clock)
}

function nextDaily(hour: number, now: number, clock: WallClock): number {
  const today = clock.date(now)
  const on = (date: string) => clock.parse(`${date} ${String(hour).padStart(2, '0')}:00`)!
  const first = on(today)
  return first >= now ? first : on(addDays(today, 1))
}

/** Quiet hours that end before they begin end on the day after. */
function afterQuiet({ quietFrom, quietTo }: Times, at: number, clock: WallClock): number {
  if (quietFrom === null || quietTo === null) return at
  const today = clock.date(at)
  for (const day of [addDays(today, -1), today]) {
    const from = clock.parse(`${day} ${quietFrom}`)!
    const to = clock.parse(`${quietTo <= quietFrom ? addDays(day, 1) : day} ${quietTo}`)!
    if (from <= at && at < to) return to
  }
  return at
}
