import { merge, type Patch } from '../../base/merge.ts'
import { NotFound } from '../../base/refusal.ts'
import type { JobStores } from '../store.ts'
import type { Counted } from './counts.ts'
import { type Forecast, forecast, type LanePace, type Measured, type Opening } from './forecast.ts'
import { type Lane, laneState } from './lane.ts'
import { checkSettings } from './lanes.ts'
import { measure, type Seen } from './measure.ts'

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
  const seen = await measure(read, [lane], now)
  return forecastFrom(lane, seen.get(id)!, pace, { now, openingAfter })
}

/** How a lane goes at its pace: when it is empty, and what it did in the last hour, in parts of five minutes, oldest first. */
export type Outlook = Pick<Forecast, 'emptyAt'> &
  Pick<Measured, 'meanRunMs'> & {
    /** Turns that did what they were to do. */
    settled: number[]
    /** Turns that did not. */
    failed: number[]
    /** Starts of the last five minutes that the rate allowed and nobody came for in time, while something waited. */
    missed: number
  }

/** By lane. */
export async function outlookOf(
  read: JobStores,
  lanes: readonly Lane[],
  openingOf: (lane: Lane) => Opening = () => always,
): Promise<ReadonlyMap<number, Outlook>> {
  const now = await read.jobs.now()
  const seen = await measure(read, lanes, now)
  return new Map(
    lanes.map((lane) => {
      const { counts, ...measured } = seen.get(lane.id)!
      const { emptyAt } = forecastFrom(lane, measured, {}, { now, openingAfter: openingOf(lane) })
      const { meanRunMs } = measured
      const parts = { settled: inParts(counts, ['done'], now), failed: inParts(counts, ['failed', 'retried'], now) }
      const missed = inParts(counts, ['missed'], now).at(-1)!
      const mean = meanRunMs === null ? null : Math.round(meanRunMs)
      return [lane.id, { emptyAt, meanRunMs: mean, ...parts, missed }] as const
    }),
  )
}

const PART_MS = 300_000
const PARTS = 12

/** The last part is not over yet: it ends with the minute. */
function inParts(counts: Seen['counts'], whats: readonly Counted[], now: number): number[] {
  const end = now - (now % MINUTE_MS) + MINUTE_MS
  const parts = Array<number>(PARTS).fill(0)
  for (const { at, what, n } of counts) {
    const part = PARTS - Math.ceil((end - at) / PART_MS)
    if (whats.includes(what) && part >= 0 && part < PARTS) parts[part]! += n
  }
  return parts
}

const MINUTE_MS = 60_000

type Circumstances = { now: number; openingAfter: Opening }

function forecastFrom(
  lane: Lane,
  measured: Measured,
  pace: Patch<LanePace>,
  { now, openingAfter }: Circumstances,
): Forecast {
  const from = Math.max(now, lane.openUntil ?? 0)
  const present: LanePace = { startsPerSecond: lane.startsPerSecond, concurrency: lane.concurrency }
  // What it did not begin while it was held up says nothing of how fast it is.
  const seen = laneState(lane) === 'running' ? measured : { ...measured, begunPerSecond: null }
  const told = forecast(lane.waiting, merge(present, pace), present, seen, { from, opening: openingAfter })
  return lane.paused && lane.waiting > 0 ? { ...told, emptyAt: null } : told
}
