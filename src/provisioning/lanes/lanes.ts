import type { Actor } from '../../access/actor.ts'
import { record } from '../../events/event.ts'
import { type KindOf, verbOf } from '../../events/kinds.ts'
import type { Lane } from '../../jobs/lanes/lane.ts'
import type { Target } from '../operations/target.ts'
import type { ProvisioningTools, ProvisioningTx } from '../parts.ts'
import type { LaneHold } from './lane-hold.ts'

export const LANE_KIND = 'provisioning'

const SERVER = 'server:'

/** A server has one lane, for accounts and names alike. */
export const serverLane = (serverId: number): string => `${SERVER}${serverId}`

/** Undefined for the lane of what has no server. */
export const serverOfLane = ({ name }: Pick<Lane, 'name'>): number | undefined =>
  name.startsWith(SERVER) ? Number(name.slice(SERVER.length)) : undefined

const MODULE = 'module:'

/** Empty for the lane of a server, which says it. */
export const moduleOfLane = ({ name }: Pick<Lane, 'name'>): string =>
  name.startsWith(MODULE) ? name.slice(MODULE.length) : ''

const laneName = ({ module, serverId }: Pick<Target, 'module' | 'serverId'>): string =>
  serverId === null ? `${MODULE}${module.toLowerCase()}` : serverLane(serverId)

/** The lane of what acts on the target, made when it is needed first. It stands still while its server rests. */
export async function laneOf(
  tx: ProvisioningTx,
  tools: Pick<ProvisioningTools, 'queue' | 'policy'>,
  target: Target,
): Promise<Lane> {
  const lane = await ensureServerLane(tx, tools, laneName(target))
  if (target.serverId === null) return lane
  const server = await tx.catalog.servers.get(target.serverId)
  if (server?.maintenance) return pauseForMaintenance(tx, tools, lane, `${server.name} is in maintenance`)
  return lane.paused ? (await release(tx, tools.queue, lane, 'maintenance')).lane : lane
}

export function ensureServerLane(
  tx: ProvisioningTx,
  { queue, policy }: Pick<ProvisioningTools, 'queue' | 'policy'>,
  name: string,
): Promise<Lane> {
  const { concurrency, breaker } = policy
  return queue.lanes.ensure(tx, {
    name,
    kind: LANE_KIND,
    concurrency,
    breakAfter: breaker.after,
    breakForMs: breaker.forMs,
  })
}

/** For maintenance, which nobody need have announced to the lane. */
export function pauseForMaintenance(
  tx: ProvisioningTx,
  { queue }: Pick<ProvisioningTools, 'queue'>,
  lane: Lane,
  why: string,
): Promise<Lane> {
  return hold(tx, queue, { laneId: lane.id, reason: 'maintenance', heldBy: 'maintenance', why, since: tx.at }, lane)
}

/** The lane stands still until everybody who holds it has let it go. */
export async function hold(
  tx: ProvisioningTx,
  queue: ProvisioningTools['queue'],
  holding: LaneHold,
  lane: Lane,
): Promise<Lane> {
  await tx.operations.hold(holding)
  return lane.paused ? lane : queue.lanes.pause(tx, lane.id)
}

export async function release(
  tx: ProvisioningTx,
  queue: ProvisioningTools['queue'],
  lane: Lane,
  reason: LaneHold['reason'],
): Promise<{ released: boolean; lane: Lane }> {
  const released = await tx.operations.release(lane.id, reason)
  const others = await tx.operations.holds([lane.id])
  return { released, lane: others.length === 0 ? await queue.lanes.resume(tx, lane.id) : lane }
}

export function recordLane(
  tx: ProvisioningTx,
  actor: Actor,
  lane: Lane,
  kind: KindOf<'lane'>,
  why = '',
): Promise<void> {
  return record(tx, actor, {
    kind,
    subjectId: lane.id,
    description: `Lane ${lane.name} ${verbOf(kind)}${why && `: ${why}`}`,
  })
}
