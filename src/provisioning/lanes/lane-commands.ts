import { type Actor, authorize } from '../../access/actor.ts'
import type { Patch } from '../../base/merge.ts'
import { NotFound } from '../../base/refusal.ts'
import { updateServer } from '../../catalog/servers/servers.ts'
import type { Forecast, LanePace } from '../../jobs/lanes/forecast.ts'
import type { Outlook } from '../../jobs/lanes/forecast-lane.ts'
import { type Lane, laneState } from '../../jobs/lanes/lane.ts'
import { BRAKE_MS } from '../operations/brake.ts'
import { makeSecretSettings } from '../panel/secret-settings.ts'
import type { ProvisioningParts, ProvisioningTx } from '../parts.ts'
import type { LaneHold } from './lane-hold.ts'
import {
  ensureServerLane,
  hold,
  LANE_KIND,
  moduleOfLane,
  pauseForMaintenance,
  recordLane,
  release,
  serverLane,
  serverOfLane,
} from './lanes.ts'

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

/** What people do about the lanes of panels. */
export function makeLaneCommands(parts: ProvisioningParts) {
  const { read, transaction, queue, secrets, registry, clock, policy } = parts
  const seals = { secrets, secretSettings: makeSecretSettings(registry) }

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

  async function change(
    actor: Actor,
    name: string,
    work: (tx: ProvisioningTx, lane: Lane) => Promise<unknown>,
  ): Promise<LaneShown> {
    authorize(actor, 'provisioning.write')
    const lane = await transaction(async (tx) => {
      const found = await tx.jobs.lanes.byName(name)
      if (!found || found.kind !== LANE_KIND) throw new NotFound('lane', name)
      await work(tx, found)
      return found
    })
    return (await shown([await queue.lanes.get(lane.id)]))[0]!
  }

  return {
    /** Lets go of lanes whose server is out of maintenance, however that was said. */
    async sync(): Promise<void> {
      const paused = (await queue.lanes.list({ kind: LANE_KIND })).filter((lane) => lane.paused)
      const resting = (await withHolds(paused)).filter(({ holds }) =>
        holds.some(({ reason }) => reason === 'maintenance'),
      )
      for (const lane of resting) {
        const serverId = serverOfLane(lane)
        const server = serverId === undefined ? undefined : await read.catalog.servers.get(serverId)
        if (server && !server.maintenance) await transaction((tx) => release(tx, queue, lane, 'maintenance'))
      }
    },

    /** When it is empty, at its pace or another one. */
    async forecast(actor: Actor, name: string, pace: Patch<LanePace> = {}): Promise<Forecast> {
      authorize(actor, 'provisioning.read')
      const lane = await queue.lanes.byName(name)
      if (!lane || lane.kind !== LANE_KIND) throw new NotFound('lane', name)
      return queue.lanes.forecast(lane.id, pace)
    },

    /** By name, each with how it goes. */
    async list(actor: Actor): Promise<(LaneShown & Outlook)[]> {
      authorize(actor, 'provisioning.read')
      const lanes = await queue.lanes.list({ kind: LANE_KIND })
      const outlook = await queue.lanes.outlook(lanes)
      return (await shown(lanes)).map((lane) => ({ ...lane, ...outlook.get(lane.id)! }))
    },

    /** Nothing of it begins any more; what runs goes on. */
    pause: (actor: Actor, name: string, why = '') =>
      change(actor, name, async (tx, lane) => {
        await hold(tx, queue, { laneId: lane.id, reason: 'by-hand', heldBy: actor.name, why, since: tx.at }, lane)
        await recordLane(tx, actor, lane, 'lane.paused', why)
      }),

    /** Lets go of what was paused by hand, and closes its breaker. A lane in maintenance stays held. */
    resume: (actor: Actor, name: string) =>
      change(actor, name, async (tx, lane) => {
        await release(tx, queue, lane, 'by-hand')
        await queue.lanes.closeBreaker(tx, lane.id)
        await recordLane(tx, actor, lane, 'lane.resumed')
      }),

    /** A server in maintenance is not contacted at all, and gets no new accounts. */
    async maintenance(actor: Actor, serverId: number, on: boolean): Promise<LaneShown> {
      authorize(actor, 'provisioning.write')
      const lane = await transaction(async (tx) => {
        const server = await updateServer(tx, seals, actor, serverId, { maintenance: on })
        const found = await ensureServerLane(tx, parts, serverLane(serverId))
        if (on) await pauseForMaintenance(tx, parts, found, `${server.name} is in maintenance`)
        else await release(tx, queue, found, 'maintenance')
        return found
      })
      return (await shown([await queue.lanes.get(lane.id)]))[0]!
    },
  }
}

export type LaneCommands = ReturnType<typeof makeLaneCommands>
