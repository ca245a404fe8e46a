import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import type { LaneShown } from '../../provisioning/lanes/lane-shown.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'

export const laneList = localOperation(z.object({}), async ({ domain }) =>
  (await domain.lanes.list(SYSTEM)).map((lane) => ({ ...shown(lane), missedStarts: lane.missed })),
)

export const lanePause = localOperation(
  z.object({ name: z.string(), why: z.string().default('') }),
  async ({ domain }, { name, why }) => shown(await domain.lanes.pause(SYSTEM, name, why)),
)

export const laneResume = localOperation(z.object({ name: z.string() }), async ({ domain }, { name }) =>
  shown(await domain.lanes.resume(SYSTEM, name)),
)

export const laneMaintenance = localOperation(
  z.object({ serverId: z.number().int().positive(), on: z.boolean() }),
  async ({ domain }, { serverId, on }) => shown(await domain.lanes.maintenance(SYSTEM, serverId, on)),
)

const shown = (lane: LaneShown) => ({
  name: lane.name,
  serverName: lane.serverName,
  module: lane.module,
  state: lane.state,
  breaker: lane.breaker,
  waiting: lane.waiting,
  oldestAt: isoText(lane.oldestAt),
  running: lane.running,
  failures: lane.failures,
  openUntil: isoText(lane.openUntil),
  concurrency: lane.concurrency,
  brake: lane.brake,
  holds: lane.holds.map(({ reason, heldBy, why, since }) => ({ reason, heldBy, why, since: isoText(since) })),
})
