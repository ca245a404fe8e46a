import { type Actor, authorize } from '../../access/actor.ts'
import type { Patch } from '../../base/merge.ts'
import { NotFound } from '../../base/refusal.ts'
import { updateServer } from '../../catalog/servers/servers.ts'
import { changesBetween, record } from '../../events/event.ts'
import type { Forecast, LanePace } from '../../jobs/lanes/forecast.ts'
import type { Lane } from '../../jobs/lanes/lane.ts'
import { makeSecretSettings } from '../panel/secret-settings.ts'
import type { ProvisioningParts, ProvisioningTx } from '../parts.ts'
import {
  type LaneDetail,
  type LaneLimits,
  type LaneListed,
  type LaneShown,
  limitsOf,
  makeLanesShown,
} from './lane-shown.ts'
import {
  ensureServerLane,
  hold,
  LANE_KIND,
  pauseForMaintenance,
  recordLane,
  release,
  serverLane,
  serverOfLane,
} from './lanes.ts'

/** What people do about the lanes of panels. */
export function makeLaneCommands(parts: ProvisioningParts) {
  const { read, transaction, queue, secrets, registry } = parts
  const { withHolds, shown, detailed } = makeLanesShown(parts)
  const seals = { secrets, secretSettings: makeSecretSettings(registry) }

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
    async list(actor: Actor): Promise<LaneListed[]> {
      authorize(actor, 'provisioning.read')
      const lanes = await queue.lanes.list({ kind: LANE_KIND })
      const outlook = await queue.lanes.outlook(lanes)
      return (await shown(lanes)).map((lane) => ({ ...lane, ...outlook.get(lane.id)! }))
    },

    /** One of them, with what a person wants to know who looks into it. */
    async get(actor: Actor, name: string): Promise<LaneDetail> {
      authorize(actor, 'provisioning.read')
      const lane = await queue.lanes.byName(name)
      if (!lane || lane.kind !== LANE_KIND) throw new NotFound('lane', name)
      return detailed(lane)
    },

    /** Its pace and its breaker from now on. */
    update: (actor: Actor, name: string, limits: Patch<LaneLimits>) =>
      change(actor, name, async (tx, lane) => {
        const changed = await queue.lanes.update(tx, lane.id, limits)
        const changes = changesBetween(limitsOf(lane), limitsOf(changed))
        if (Object.keys(changes).length === 0) return
        const words = Object.entries(changes).map(([field, [, to]]) => `${field} ${to ?? 'without limit'}`)
        const description = `Lane ${lane.name} changed ${words.join(', ')}`
        await record(tx, actor, { kind: 'lane.updated', subjectId: lane.id, description, changes })
      }),

    /** Lets one command through a broken lane now, whatever time it was to wait. */
    probe: (actor: Actor, name: string) =>
      change(actor, name, async (tx, lane) => {
        if (lane.breaker !== 'open') return
        await queue.lanes.openBreaker(tx, lane.id, 0)
        await recordLane(tx, actor, lane, 'lane.probed')
      }),

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
