import { SYSTEM } from '../../access/actor.ts'
import type { IntervalTask } from '../../base/interval.ts'
import type { Patch } from '../../base/merge.ts'
import { record } from '../../events/event.ts'
import type { LanePace } from '../../jobs/lanes/forecast.ts'
import {
  applyDueChanges,
  cancelChange,
  type ScheduledChange,
  scheduleChange,
  wordsOf,
} from '../../jobs/lanes/scheduled-change.ts'
import type { OutboundActor } from '../accounts/caller.ts'
import { mayDo, reach } from '../accounts/rights.ts'
import type { OutboundParts, VerbParts } from '../parts.ts'
import { LANE_KINDS } from '../queues/lane.ts'
import type { ServiceRef } from './service.ts'
import { lockService } from './services.ts'
import { checkedSettings } from './settings.ts'

/** Other paces of services, from an instant on. */
export function makeServiceChanges({ read, transaction, known }: VerbParts) {
  return {
    /** In the order in which they come. */
    async list(actor: OutboundActor, ref: ServiceRef): Promise<ScheduledChange[]> {
      mayDo(actor, 'read')
      return read.jobs.scheduled.list((await reach(known, actor, ref)).laneId)
    },

    async schedule(actor: OutboundActor, ref: ServiceRef, at: number, pace: Patch<LanePace>): Promise<ScheduledChange> {
      mayDo(actor, 'manage')
      const { id, name, laneId } = await reach(known, actor, ref)
      const { startsPerSecond, concurrency } = checkedSettings(pace)
      return transaction(async (tx) => {
        await lockService(tx, id)
        const change = await scheduleChange(tx, { laneId, at, pace: { startsPerSecond, concurrency }, by: actor.name })
        await record(tx, actor, {
          kind: 'outbound_service.change_scheduled',
          subjectId: id,
          description: `Outbound service ${name} changes ${wordsOf(change)}`,
          changes: { scheduledChange: [null, change.id] },
        })
        return change
      })
    },

    async cancel(actor: OutboundActor, ref: ServiceRef, changeId: number): Promise<void> {
      mayDo(actor, 'manage')
      const { id, name, laneId } = await reach(known, actor, ref)
      await transaction(async (tx) => {
        await cancelChange(tx, laneId, changeId)
        await record(tx, actor, {
          kind: 'outbound_service.change_cancelled',
          subjectId: id,
          description: `Scheduled change ${changeId} of outbound service ${name} cancelled`,
          changes: { scheduledChange: [changeId, null] },
        })
      })
    },
  }
}

/** Applies those whose time has come. Any number of processes may do it. */
export function makeServiceChangesDue({
  read,
  transaction,
}: Pick<OutboundParts, 'read' | 'transaction'>): IntervalTask {
  return async (stopping) => {
    for (const laneId of await read.jobs.scheduled.dueLanes(LANE_KINDS)) {
      if (stopping()) return
      const service = await read.outbound.services.byLane(laneId)
      if (!service) continue
      await transaction(async (tx) => {
        // As whoever changes its settings does: the service first, then its lane.
        if (!(await tx.outbound.services.lock(service.id))) return
        for (const change of await applyDueChanges(tx, laneId))
          await record(tx, SYSTEM, {
            kind: 'outbound_service.updated',
            subjectId: service.id,
            description: `Outbound service ${service.name} changed ${wordsOf(change)}, as ${change.by} scheduled`,
            changes: { scheduledChange: [change.id, null] },
          })
      })
    }
  }
}
