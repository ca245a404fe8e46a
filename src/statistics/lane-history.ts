import { type Actor, authorize } from '../access/actor.ts'
import type { Counted } from '../jobs/lanes/counts.ts'
import type { Queue } from '../jobs/queue.ts'
import type { JobStores } from '../jobs/store.ts'
import { LANE_KIND } from '../provisioning/lanes/lanes.ts'

export const LANE_RANGES = ['5m', '1h', '24h'] as const
export type LaneRange = (typeof LANE_RANGES)[number]

const MINUTE_MS = 60_000
/** Few enough to be drawn as bars: five minutes, half an hour's pairs, a day's hours. */
const PARTS: Readonly<Record<LaneRange, { stepMs: number; n: number }>> = {
  '5m': { stepMs: MINUTE_MS, n: 5 },
  '1h': { stepMs: 2 * MINUTE_MS, n: 30 },
  '24h': { stepMs: 60 * MINUTE_MS, n: 24 },
}

/** A number for each instant: turns that did what they were to do, and turns that did not. */
export type LaneHistory = {
  instants: number[]
  lanes: { name: string; settled: number[]; failed: number[] }[]
}

/** What became of the turns of all lanes of panels, however many there are, in one question. */
export async function laneHistory(
  { read, queue }: { read: JobStores; queue: Queue },
  actor: Actor,
  range: LaneRange,
): Promise<LaneHistory> {
  authorize(actor, 'provisioning.read')
  const { stepMs, n } = PARTS[range]
  const now = await read.jobs.now()
  const from = now - (now % stepMs) - (n - 1) * stepMs
  const instants = Array.from({ length: n }, (_, part) => from + part * stepMs)
  const lanes = await queue.lanes.list({ kind: LANE_KIND })
  const ids = lanes.map(({ id }) => id)
  const byLane = await read.jobs.counts.sinceByLane(ids, from, stepMs)
  return {
    instants,
    lanes: lanes.map(({ id, name }) => {
      const counts = byLane.get(id)?.counts ?? []
      const parts = (...whats: Counted[]) =>
        instants.map((instant) =>
          counts.reduce((sum, { at, what, n }) => (at === instant && whats.includes(what) ? sum + n : sum), 0),
        )
      return { name, settled: parts('done'), failed: parts('failed', 'retried') }
    }),
  }
}
