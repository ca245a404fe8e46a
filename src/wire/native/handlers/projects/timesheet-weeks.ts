import type { TimesheetWeek } from '../../../../projects/time/timesheet-week.ts'
import type { TimesheetWeekListing } from '../../../../projects/time/timesheet-weeks.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { timesheetWeeks } from '../../contract/projects/timesheet-weeks.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const timesheetWeekHandlers = [
  handle(timesheetWeeks.list, async ({ actor, domain }, { query }) => ({
    items: (await domain.timesheetWeeks.list(actor, query)).map(encode),
  })),
  handle(timesheetWeeks.submit, async ({ actor, domain }, { params: { staffId, week } }) =>
    encodeChanged(await domain.timesheetWeeks.submit(actor, staffId, week)),
  ),
  handle(timesheetWeeks.approve, async ({ actor, domain }, { params: { staffId, week } }) =>
    encodeChanged(await domain.timesheetWeeks.approve(actor, staffId, week)),
  ),
  handle(timesheetWeeks.lock, async ({ actor, domain }, { params: { staffId, week } }) =>
    encodeChanged(await domain.timesheetWeeks.lock(actor, staffId, week)),
  ),
  handle(timesheetWeeks.reopen, async ({ actor, domain }, { params: { staffId, week } }) =>
    encodeChanged(await domain.timesheetWeeks.reopen(actor, staffId, week)),
  ),
]

const encode = ({
  changedAt,
  ...week
}: TimesheetWeekListing): AnswerOf<typeof timesheetWeeks.list>['items'][number] => {
  const { staffId, staffName, week: monday, state, ...sums } = week
  return { staffId, staffName, week: monday, state, changedAt: orNull(changedAt, instantText), ...sums }
}

const encodeChanged = ({ staffId, week, state, changedAt }: TimesheetWeek): AnswerOf<typeof timesheetWeeks.submit> => ({
  ...{ staffId, week, state },
  changedAt: instantText(changedAt),
})
