import type { Schedule } from '../../../duties/schedules.ts'
import type { AnswerOf } from '../contract/operation.ts'
import { schedules } from '../contract/schedules.ts'
import { instantText, orNull } from '../encode.ts'
import { handle } from '../handler.ts'

export const scheduleHandlers = [
  handle(schedules.list, async ({ actor, domain }) => ({
    items: (await domain.schedules.list(actor)).map(encodeSchedule),
  })),
  handle(schedules.get, async ({ actor, domain }, { params }) =>
    encodeSchedule(await domain.schedules.get(actor, params.name)),
  ),
  handle(schedules.run, async ({ actor, domain }, { params }) =>
    encodeSchedule(await domain.schedules.run(actor, params.name)),
  ),
]

function encodeSchedule(schedule: Schedule): AnswerOf<typeof schedules.get> {
  const { name, description, times, running, asked, holder, outcome, fault } = schedule
  return {
    name,
    description,
    everyMs: 'everyMs' in times ? times.everyMs : null,
    dailyAt: 'dailyAt' in times ? times.dailyAt : null,
    state: running ? 'running' : asked ? 'asked' : 'waiting',
    node: holder,
    beganAt: orNull(schedule.beganAt, instantText),
    endedAt: orNull(schedule.endedAt, instantText),
    outcome,
    fault,
    succeededAt: orNull(schedule.succeededAt, instantText),
    failingSince: orNull(schedule.failingSince, instantText),
    lateSince: orNull(schedule.lateSince, instantText),
    nextAt: instantText(schedule.nextAt),
  }
}
