import type { OutboundParts } from '../parts.ts'
import { LANE_KINDS, notBefore } from '../queues/lane.ts'

/** Tells the lanes when their calling windows close. That they open again they know by themselves. */
export function makeWindowKeeper({ read, transaction, queue }: Pick<OutboundParts, 'read' | 'transaction' | 'queue'>) {
  return async function keepWindows(): Promise<void> {
    const services = await read.outbound.services.withWindow()
    if (services.length === 0) return
    const lists = await Promise.all(LANE_KINDS.map((kind) => queue.lanes.list({ kind })))
    const lanes = new Map(lists.flat().map((lane) => [lane.id, lane]))
    const now = await read.jobs.now()
    for (const service of services) {
      const closedUntil = notBefore(service, now)
      const lane = lanes.get(service.laneId)
      if (lane && closedUntil !== null && lane.notBefore !== closedUntil)
        await transaction((tx) => queue.lanes.update(tx, lane.id, { notBefore: closedUntil }))
    }
  }
}
