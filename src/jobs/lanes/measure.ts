import type { JobStores } from '../store.ts'
import { DEPTH_BY, type LaneCount } from './counts.ts'
import type { Measured } from './forecast.ts'
import type { Lane } from './lane.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** Long enough to see through waves, short enough to see a change. */
const MINUTES = 5

/** Of the last hour, minute by minute. */
export type Seen = Measured & { counts: Counts }

/**
 * What was seen of each lane: of its turns in the last hour, or if none has ended in the last week; of its pace in some
 * minutes. However many lanes there are, the same few questions are asked.
 */
export async function measure(
  read: JobStores,
  lanes: readonly Pick<Lane, 'id' | 'parent'>[],
  now: number,
): Promise<ReadonlyMap<number, Seen>> {
  const minute = now - (now % MINUTE_MS)
  const ids = lanes.map(({ id }) => id)
  const hour = await read.jobs.counts.sinceByLane(ids, minute - HOUR_MS, MINUTE_MS)
  const idle = ids.filter((id) => meanRun(hour.get(id)?.counts ?? []) === null)
  const week = idle.length === 0 ? new Map() : await read.jobs.counts.sinceByLane(idle, now - 7 * 24 * HOUR_MS, HOUR_MS)
  const busy = await busyLanes(read, lanes)
  return new Map(
    lanes.map(({ id, parent }) => {
      const { counts, waiting } = hour.get(id) ?? { counts: [], waiting: 0 }
      const seen = {
        counts,
        meanRunMs: meanRun(counts) ?? meanRun(week.get(id)?.counts ?? []),
        begunPerSecond: begunPerSecond(counts, waiting, minute),
        sharing: parent !== '' && busy.some((other) => other.parent === parent && other.id !== id),
      }
      return [id, seen] as const
    }),
  )
}

/** What they may have to share with. */
async function busyLanes(read: JobStores, lanes: readonly Pick<Lane, 'parent'>[]): Promise<Lane[]> {
  const [parent, ...more] = new Set(lanes.map((lane) => lane.parent).filter((name) => name !== ''))
  if (parent === undefined) return []
  const others = await read.jobs.lanes.list(more.length === 0 ? { parent } : {})
  return others.filter(({ waiting, paused }) => waiting > 0 && !paused)
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
