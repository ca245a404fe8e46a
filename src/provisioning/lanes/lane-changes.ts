import { type Actor, authorize, SYSTEM } from '../../access/actor.ts'
import type { IntervalTask } from '../../base/interval.ts'
import type { Patch } from '../../base/merge.ts'
import { NotFound } from '../../base/refusal.ts'
import { record } from '../../events/event.ts'
import type { LanePace } from '../../jobs/lanes/forecast.ts'
import type { Lane } from '../../jobs/lanes/lane.ts'
import {
  applyDueChanges,
  cancelChange,
  type ScheduledChange,
  scheduleChange,
  wordsOf,
} from '../../jobs/lanes/scheduled-change.ts'
import type { ProvisioningParts } from '../parts.ts'
import { LANE_KIND } from './lanes.ts'

/** Other paces of the lanes of panels, from an instant on. */
export function makeLaneChanges({ read, transaction }: Pick<ProvisioningParts, 'read' | 'transaction'>) {
  async function laneNamed(name: string): Promise<Lane> {
    const lane = await read.jobs.lanes.byName(name)
    if (!lane || lane.kind !== LANE_KIND) throw new NotFound('lane', name)
    return lane
  }

  return {
    /** In the order in which they come. */
    async list(actor: Actor, name: string): Promise<ScheduledChange[]> {
      authorize(actor, 'provisioning.read')
      return read.jobs.scheduled.list((await laneNamed(name)).id)
    },

    async schedule(actor: Actor, name: string, at: number, pace: Patch<LanePace>): Promise<ScheduledChange> {
      authorize(actor, 'provisioning.write')
      const { id: laneId } = await laneNamed(name)
      return transaction(async (tx) => {
        const change = await scheduleChange(tx, { laneId, at, pace, by: actor.name })
        await record(tx, actor, {
          kind: 'lane.change_scheduled',
          subjectId: laneId,
          description: `Lane ${name} changes ${wordsOf(change)}`,
          changes: { scheduledChange: [null, change.id] },
        })
        return change
      })
    },

    async cancel(actor: Actor, name: string, id: number): Promise<void> {
      authorize(actor, 'provisioning.write')
      const { id: laneId } = await laneNamed(name)
      await transaction(async (tx) => {
        await cancelChange(tx, laneId, id)
        await record(tx, actor, {
          kind: 'lane.change_cancelled',
          subjectId: laneId,
          description: `Scheduled change ${id} of lane ${name} cancelled`,
          changes: { scheduledChange: [id, null] },
        })
      })
    },
  }
}

export type LaneChanges = ReturnType<typeof makeLaneChanges>

/** Applies those whose time has come. Any number of processes may do it. */
export function makeLaneChangesDue({
  read,
  transaction,
}: Pick<ProvisioningParts, 'read' | 'transaction'>): IntervalTask {
  return async (stopping) => {
    for (const laneId of await read.jobs.scheduled.dueLanes([LANE_KIND])) {
      if (stopping()) return
      await transaction(async (tx) => {
        const lane = await tx.jobs.lanes.get(laneId)
        if (!lane) return
        for (const change of await applyDueChanges(tx, laneId))
          await record(tx, SYSTEM, {
            kind: 'lane.updated',
            subjectId: laneId,
            description: `Lane ${lane.name} changed ${wordsOf(change)}, as ${change.by} scheduled`,
            changes: { scheduledChange: [change.id, null] },
          })
      })
    }
  }
}
