import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import type { Schedule } from '../../duties/schedules.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'

const name = z.string().max(255)

export const scheduleList = localOperation(z.object({}), async ({ domain: { schedules } }) =>
  (await schedules.list(SYSTEM)).map(shown),
)

export const scheduleRun = localOperation(z.object({ name }), async ({ domain: { schedules } }, given) =>
  shown(await schedules.run(SYSTEM, given.name)),
)

/** What a running node does by itself, for so long at most. */
export const scheduleCarryOn = localOperation(
  z.object({ name, forMs: z.number().int().min(0).max(10_000) }),
  async ({ domain: { schedules } }, given) => shown(await schedules.carryOn(SYSTEM, given.name, given.forMs)),
)

const shown = (schedule: Schedule) => ({
  name: schedule.name,
  description: schedule.description,
  times: schedule.times,
  running: schedule.running,
  asked: schedule.asked,
  node: schedule.holder,
  beganAt: isoText(schedule.beganAt),
  endedAt: isoText(schedule.endedAt),
  outcome: schedule.outcome,
  fault: schedule.fault,
  succeededAt: isoText(schedule.succeededAt),
  failingSince: isoText(schedule.failingSince),
  lateSince: isoText(schedule.lateSince),
  nextAt: isoText(schedule.nextAt),
})
