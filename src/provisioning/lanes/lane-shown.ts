import type { Outlook } from '../../jobs/lanes/forecast-lane.ts'
import { type Lane, type LaneSettings, laneState } from '../../jobs/lanes/lane.ts'
import { BRAKE_MS } from '../operations/brake.ts'
import type { ProvisioningParts } from '../parts.ts'
import { type BreakerMinute, breakerMinutes } from './breaker-minutes.ts'
import type { LaneHold } from './lane-hold.ts'
import { moduleOfLane, serverOfLane } from './lanes.ts'

/** A lane with who holds it, and with what people know it by. */
export type LaneShown = Lane & {
  state: ReturnType<typeof laneState>
  holds: LaneHold[]
  /** Of the lane's server; the name is null where it is gone, or the lane is that of a module without servers. */
  serverName: string | null
  module: string
  /** When the first in line was asked for; null while nothing waits. */
  oldestAt: number | null
  /** Suspensions and terminations of the last hour, and how many there may be before a person approves; null is no limit. */
  brake: { used: number; limit: number | null }
}

/** What a person sets of a lane. */
export type LaneLimits = Pick<LaneSettings, 'startsPerSecond' | 'concurrency' | 'breakAfter' | 'breakForMs'>

export const limitsOf = ({ startsPerSecond, concurrency, breakAfter, breakForMs }: Lane): LaneLimits => ({
  startsPerSecond,
  concurrency,
  breakAfter,
  breakForMs,
})

/** With how it goes. */
export type LaneListed = LaneShown & Outlook

/** With what is told of one lane alone. */
export type LaneDetail = LaneListed & {
  /** What waits by action, the most first; of the first `ACTIONS_OF` in line. */
  byAction: { action: string; waiting: number }[]
  /** The last hour of its breaker, oldest first. */
  breakerMinutes: BreakerMinute[]
}

const ACTIONS_OF = 1000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/** Lanes as people see them. */
export function makeLanesShown({ read, queue, clock, policy }: ProvisioningParts) {
  const withHolds = async <Of extends Lane>(lanes: readonly Of[]) => {
    const holds = Map.groupBy(await read.operations.holds(lanes.map(({ id }) => id)), ({ laneId }) => laneId)
    return lanes.map((lane) => ({ ...lane, holds: holds.get(lane.id) ?? [] }))
  }

  async function shown(lanes: readonly Lane[]): Promise<LaneShown[]> {
    const [held, servers] = [await withHolds(lanes), await read.catalog.servers.list({})]
    const byId = new Map(servers.map((server) => [server.id, server]))
    const harm = await read.operations.harmByServer(clock.now() - BRAKE_MS)
    const oldest = new Map<number, number>()
    for (const { id, waiting } of lanes) {
      const [first] = waiting > 0 ? await read.jobs.rows.waiting(id, undefined, 1) : []
      if (first) oldest.set(id, first.enqueuedAt)
    }
    return held.map((lane) => {
      const serverId = serverOfLane(lane)
      const server = serverId === undefined ? undefined : byId.get(serverId)
      return {
        ...lane,
        state: laneState(lane),
        serverName: server?.name ?? null,
        module: server?.module ?? moduleOfLane(lane),
        oldestAt: oldest.get(lane.id) ?? null,
        brake: { used: harm.get(serverId ?? 0) ?? 0, limit: serverId === undefined ? null : policy.harmPerHour },
      }
    })
  }

  async function byAction({ id, waiting }: Lane): Promise<LaneDetail['byAction']> {
    const jobs = waiting > 0 ? await read.jobs.rows.waiting(id, undefined, ACTIONS_OF) : []
    const ids = jobs.flatMap(({ payload }) =>
      typeof payload === 'object' && payload !== null && 'operation' in payload ? [Number(payload.operation)] : [],
    )
    const counts = ids.length > 0 ? await read.operations.countActions(ids) : []
    return counts.toSorted((a, b) => b.waiting - a.waiting || (a.action < b.action ? -1 : 1))
  }

  async function detailed(lane: Lane): Promise<LaneDetail> {
    const now = await read.jobs.now()
    const from = now - (now % MINUTE_MS) - HOUR_MS + MINUTE_MS
    const { counts } = await read.jobs.counts.since([lane.id], from, MINUTE_MS)
    const outlook = await queue.lanes.outlook([lane])
    return {
      ...(await shown([lane]))[0]!,
      ...outlook.get(lane.id)!,
      byAction: await byAction(lane),
      breakerMinutes: breakerMinutes(counts, { from, now, isOpen: lane.breaker !== 'closed' }),
    }
  }

  return { withHolds, shown, detailed }
}
