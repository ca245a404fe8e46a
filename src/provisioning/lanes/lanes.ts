import type { Actor } from '../../access/actor.ts'
import { record } from '../../events/event.ts'
import type { Lane } from '../../jobs/lanes/lane.ts'
import type { LaneHold } from '../operations/operation.ts'
import type { Subject } from '../operations/target.ts'
import type { Steps, Tools } from '../parts.ts'

export const LANE_KIND = 'provisioning'

/** A server has one lane, for accounts and names alike. */
export const serverLane = (serverId: number): string => `server:${serverId}`

const laneName = ({ module, serverId }: Pick<Subject, 'module' | 'serverId'>): string =>
  serverId === null ? `module:${module.toLowerCase()}` : serverLane(serverId)

/** Step: the lane of what acts on the subject, made when it is needed first. It stands still while its server rests. */
export async function laneOf(s: Steps, tools: Pick<Tools, 'queue' | 'policy'>, subject: Subject): Promise<Lane> {
  const lane = await ensureLane(s, tools, laneName(subject))
  if (subject.serverId === null) return lane
  const server = await s.catalog.servers.get(subject.serverId)
  if (server?.maintenance) return rest(s, tools, lane, `${server.name} is in maintenance`)
  return lane.paused ? (await release(s, tools.queue, lane, 'maintenance')).lane : lane
}

/** Step. */
export function ensureLane(s: Steps, { queue, policy }: Pick<Tools, 'queue' | 'policy'>, name: string): Promise<Lane> {
  const { concurrency, breaker } = policy
  return queue.lanes.ensure(s, {
    name,
    kind: LANE_KIND,
    concurrency,
    breakAfter: breaker.after,
    breakForMs: breaker.forMs,
  })
}

/** Step: for maintenance, which nobody need have announced to the lane. */
export function rest(s: Steps, { queue }: Pick<Tools, 'queue'>, lane: Lane, why: string): Promise<Lane> {
  return hold(s, queue, { laneId: lane.id, reason: 'maintenance', heldBy: 'maintenance', why, since: s.at }, lane)
}

/** Step: the lane stands still until everybody who holds it has let it go. */
export async function hold(s: Steps, queue: Tools['queue'], holding: LaneHold, lane: Lane): Promise<Lane> {
  await s.operations.hold(holding)
  return lane.paused ? lane : queue.lanes.pause(s, lane.id)
}

/** Step. */
export async function release(
  s: Steps,
  queue: Tools['queue'],
  lane: Lane,
  reason: LaneHold['reason'],
): Promise<{ released: boolean; lane: Lane }> {
  const released = await s.operations.release(lane.id, reason)
  const others = await s.operations.holds([lane.id])
  return { released, lane: others.length === 0 ? await queue.lanes.resume(s, lane.id) : lane }
}

/** Step. */
export function recordLane(s: Steps, actor: Actor, lane: Lane, verb: string, why = ''): Promise<void> {
  return record(s, actor, {
    kind: `lane.${verb}`,
    subject: 'lane',
    subjectId: lane.id,
    description: `Lane ${lane.name} ${verb}${why && `: ${why}`}`,
  })
}
