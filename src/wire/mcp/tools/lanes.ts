import * as z from 'zod'
import type { LaneShown } from '../../../provisioning/lanes/lane-shown.ts'
import { changes, reads } from '../tool.ts'
import { count, cut, instant, instantOrNull, instantText, text } from '../values.ts'

export const laneFields = z.object({
  name: z.string(),
  serverName: z.string().nullable(),
  module: z.string(),
  state: z.enum(['running', 'paused', 'broken']),
  waiting: z.int(),
  running: z.int(),
  oldestAt: instant.nullable().describe('When the first in line was asked for'),
  openUntil: instant.nullable().describe('Of one that is broken: when it is tried again'),
  holds: z.array(z.object({ reason: z.string(), heldBy: z.string(), why: z.string(), since: instant })),
})

export const encodeLane = (lane: LaneShown): z.input<typeof laneFields> => ({
  ...{ name: lane.name, serverName: lane.serverName, module: lane.module, state: lane.state },
  ...{ waiting: lane.waiting, running: lane.running },
  oldestAt: instantOrNull(lane.oldestAt),
  openUntil: instantOrNull(lane.openUntil),
  holds: lane.holds.map(({ reason, heldBy, why, since }) => ({
    ...{ reason, heldBy, why: cut(why) },
    since: instantText(since),
  })),
})

const MOST = 200
const laneName = text(200).min(1).describe('Such as `server:3`, as lane_list names it')

export const laneTools = [
  reads({
    name: 'lane_list',
    title: 'Lanes of panels',
    description: 'Each panel has a lane in which its commands wait. Tells which are paused or broken, and what waits.',
    needs: ['provisioning.read'],
    input: z.strictObject({}),
    output: z.object({ total: z.int(), lanes: z.array(laneFields) }),
    run: async ({ actor, domain }) => {
      const lanes = await domain.lanes.list(actor)
      return {
        text: count(lanes.length, 'lane'),
        data: { total: lanes.length, lanes: lanes.slice(0, MOST).map(encodeLane) },
      }
    },
  }),

  changes({
    name: 'lane_pause',
    title: 'Pause a lane',
    description: 'Nothing of it begins any more; what runs goes on. lane_resume takes it back.',
    needs: ['provisioning.write'],
    effect: { destructive: false, idempotent: true, openWorld: false },
    input: z.strictObject({ lane: laneName, why: text(500).min(1).describe('People read it beside the lane') }),
    output: laneFields,
    run: async ({ actor, domain }, { lane, why }) => {
      const paused = await domain.lanes.pause(actor, lane, why)
      return { text: `Lane ${paused.name} is paused; ${paused.waiting} wait`, data: encodeLane(paused) }
    },
  }),

  changes({
    name: 'lane_resume',
    title: 'Let a lane go on',
    description:
      'Lets go of what was paused by hand, and closes its breaker: its panel is asked again. In maintenance it stays held.',
    needs: ['provisioning.write'],
    effect: { destructive: false, idempotent: true, openWorld: true },
    input: z.strictObject({ lane: laneName }),
    output: laneFields,
    run: async ({ actor, domain }, { lane }) => {
      const resumed = await domain.lanes.resume(actor, lane)
      const shown = encodeLane(resumed)
      return { text: `Lane ${shown.name} is ${shown.state}; ${shown.waiting} wait`, data: shown }
    },
  }),
]
