import type { JobStores } from '../store.ts'
import { DEPTH_BY, type LaneCount } from './counts.ts'
import type { Measured } from './forecast.ts'
import type { Lane } from './lane.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** Long enough to see through waves, short enough to see a change. */
const MINUTES = 5

/** What was seen of a lane: of its turns in the last hour, or if none has ended in the last week; of its pace in some minutes. */
export async function measure(read: JobStores, lane: Pick<Lane, 'id' | 'parent'>, now: number): Promise<Measured> {
  const minute = now - (now % MINUTE_MS)
  const { counts, waiting } = await read.jobs.counts.since([lane.id], minute - HOUR_MS, MINUTE_MS)
  const meanRunMs =
    meanRun(counts) ?? meanRun((await read.jobs.counts.since([lane.id], now - 7 * 24 * HOUR_MS, HOUR_MS)).counts)
  const others = lane.parent === '' ? [] : await read.jobs.lanes.list({ parent: lane.parent })
  return {
    meanRunMs,
    begunPerSecond: begunPerSecond(counts, waiting, minute),
    sharing: others.some(({ id, waiting, paused }) => id !== lane.id && waiting > 0 && !paused),
  }
}

type Counts = readonly Omit<LaneCount, 'laneId'>[]

function meanRun(counts: Counts): number | null {
  const sum = (...whats: LaneCount['what'][]) =>
    counts.filter(({ what }) => whats.includes(what)).reduce((total, { n }) => total + n, 0)
  const turns = sum('done', 'failed', 'retried')
  return turns === 0 ? null : sum('runMs') / turns
}

/** Of the last minutes that are over. Null unless something waited at the end of each of them, and of the one before. */
function begunPerSecond(counts: Counts, waiting: number, minute: number): number | null {
  let [depth, begun] = [waiting, 0]
  for (let at = minute; at >= minute - MINUTES * MINUTE_MS; at -= MINUTE_MS) {
    const here = counts.filter((each) => each.at === at)
    if (at < minute) {
      if (depth <= 0) return null
      begun += here.find(({ what }) => what === 'begun')?.n ?? 0
    }
    depth -= here.reduce((sum, { what, n }) => sum + n * (DEPTH_BY[what] ?? 0), 0)
  }
  return depth > 0 ? begun / ((MINUTES * MINUTE_MS) / 1000) : null
}
