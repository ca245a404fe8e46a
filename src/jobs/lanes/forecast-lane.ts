import { merge, type Patch } from '../../base/merge.ts'
import { NotFound } from '../../base/refusal.ts'
import type { JobStores } from '../store.ts'
import { type Forecast, forecast, type LanePace, type Opening } from './forecast.ts'
import { checkSettings } from './lanes.ts'
import { measure } from './measure.ts'

export const always: Opening = (at) => ({ opens: at, closes: Number.POSITIVE_INFINITY })

export async function forecastLane(
  read: JobStores,
  id: number,
  pace: Patch<LanePace>,
  openingAfter: Opening,
): Promise<Forecast> {
  checkSettings(pace)
  const lane = await read.jobs.lanes.get(id)
  if (!lane) throw new NotFound('lane', id)
  const now = await read.jobs.now()
  const from = Math.max(now, lane.openUntil ?? 0, lane.heldUntil ?? 0)
  const measured = await measure(read, lane, now)
  const present: LanePace = { startsPerSecond: lane.startsPerSecond, concurrency: lane.concurrency }
  const told = forecast(lane.waiting, merge(present, pace), present, measured, { from, opening: openingAfter })
  return lane.paused && lane.waiting > 0 ? { ...told, emptyAt: null } : told
}
