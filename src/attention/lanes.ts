import type { LaneShown } from '../provisioning/lanes/lane-shown.ts'
import { serverOfLane } from '../provisioning/lanes/lanes.ts'
import type { ExplainedGroup } from '../provisioning/queue/explain.ts'
import type { Fix, FixCall } from '../provisioning/queue/fixes.ts'
import type { AttentionItem } from './item.ts'

/** What the server itself is at fault for; such a cause says all that its broken lane would. */
const OF_SERVER = ['transient', 'authentication']

/** Lanes that are broken, and those that stand still while something waits in them. */
export function laneItems(
  lanes: readonly LaneShown[],
  groups: readonly ExplainedGroup[],
  now: number,
): AttentionItem[] {
  const told = new Set(
    groups.filter(({ failureClass }) => OF_SERVER.includes(failureClass)).map(({ serverId }) => serverId),
  )
  return lanes.flatMap((lane) => {
    const serverId = serverOfLane(lane)
    if (lane.paused) return lane.waiting > 0 ? [standing(lane, now)] : []
    if (lane.breaker === 'closed' || (serverId !== undefined && told.has(serverId))) return []
    return [broken(lane, serverId, now)]
  })
}

function broken(lane: LaneShown, serverId: number | undefined, now: number): AttentionItem {
  const where = lane.serverName ?? lane.name
  return {
    ...usual(lane, now),
    title: `${where} does not answer`,
    explanation: `It failed ${lane.failures} times in a row. What waits in its lane goes on by itself once it answers.`,
    fix:
      serverId === undefined
        ? fix('Try it now', 'the lane goes on', call('lanes.resume', { name: lane.name }))
        : fix(`Put ${where} into maintenance`, 'nothing contacts it', maintenance(serverId, true)),
  }
}

function standing(lane: LaneShown, now: number): AttentionItem {
  const where = lane.serverName ?? lane.name
  const serverId = serverOfLane(lane)
  const resting = lane.holds.find(({ reason }) => reason === 'maintenance')
  const [hold] = lane.holds
  return {
    ...usual(lane, now),
    since: Math.min(now, ...lane.holds.map(({ since }) => since)),
    title: resting ? `${where} is in maintenance` : `The lane of ${where} is paused`,
    explanation: `${lane.waiting} wait until it goes on.${hold?.why ? ` Why it stands: ${hold.why}` : ''}`,
    fix:
      resting && serverId !== undefined
        ? fix('End the maintenance', 'what waits goes on', maintenance(serverId, false))
        : fix('Let it go on', 'what waits goes on', call('lanes.resume', { name: lane.name })),
  }
}

const usual = (lane: LaneShown, now: number) => ({
  id: `lane:${lane.name}`,
  kind: 'lane' as const,
  count: lane.waiting,
  class: null,
  since: lane.oldestAt ?? now,
  last: now,
})

const call = (operation: string, params: FixCall['params'], body: FixCall['body'] = {}): FixCall => ({
  operation,
  params,
  body,
})

const maintenance = (id: number, on: boolean): FixCall => call('lanes.maintenance', { id }, { on })

const fix = (label: string, effect: string, made: FixCall): Fix => ({ label, effect, asks: [], call: made, after: [] })
