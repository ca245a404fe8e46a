import { addDays, type CalendarDate, compareDates, daysBetween } from '../../base/calendar.ts'
import type { ProjectSettingValues } from '../setting.ts'
import type { Span } from './roll-up.ts'

const SECONDS_A_DAY = 86_400
const days = (seconds: number) => Math.floor(seconds / SECONDS_A_DAY)

type Around = { today: CalendarDate; parentStart: CalendarDate | null; lastSiblingFinish: CalendarDate | null }

/** The span of a new action: what is given, and the rest by the settings. */
export function newSpan(settings: ProjectSettingValues, given: Partial<Span>, around: Around): Span {
  const startOn = given.startOn === undefined ? ruledStart(settings, around) : given.startOn
  if (given.finishOn === undefined)
    return { startOn, finishOn: startOn && addDays(startOn, days(settings['action.finish_offset'])) }
  // A finish that was said is not given up for a start that was not.
  if (given.startOn === undefined && given.finishOn !== null && startOn !== null && given.finishOn < startOn)
    return { startOn: given.finishOn, finishOn: given.finishOn }
  return repairedSpan(settings, { startOn, finishOn: given.finishOn })
}

/** A finish before the start is put after it. */
export function repairedSpan(settings: ProjectSettingValues, { startOn, finishOn }: Span): Span {
  if (startOn === null || finishOn === null || compareDates(startOn, finishOn) <= 0) return { startOn, finishOn }
  return { startOn, finishOn: addDays(startOn, days(settings['action.finish_conflict'])) }
}

export const lengthOf = ({ startOn, finishOn }: Span): number =>
  startOn === null || finishOn === null ? 0 : daysBetween(startOn, finishOn)

function ruledStart(settings: ProjectSettingValues, { today, parentStart, lastSiblingFinish }: Around): CalendarDate {
  switch (settings['action.date_start_offset']) {
    case 'today':
      return today
    case 'tomorrow':
      return addDays(today, 1)
    case 'parent':
      return parentStart ?? today
    case 'lastsibling':
      return lastSiblingFinish ?? parentStart ?? today
  }
}
