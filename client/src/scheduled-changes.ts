import type { Call, CallOptions } from './call.ts'
import type { LaneScheduledChangesCreateBody, OutboundScheduledChangesCreateBody } from './contract.ts'

/** Other paces of the lanes of panels, from an instant on. */
export const makeLaneScheduledChanges = (call: Call) => ({
  list: (name: string, options?: CallOptions) => call('laneScheduledChanges.list', { params: { name } }, options),
  create: (name: string, body: LaneScheduledChangesCreateBody, options?: CallOptions) =>
    call('laneScheduledChanges.create', { params: { name }, body }, options),
  /** What has not come yet. */
  remove: (name: string, changeId: number, options?: CallOptions) =>
    call('laneScheduledChanges.remove', { params: { name, changeId } }, options),
})

/** The same of outbound services. */
export const makeOutboundScheduledChanges = (call: Call) => ({
  list: (serviceId: number, options?: CallOptions) =>
    call('outboundScheduledChanges.list', { params: { id: serviceId } }, options),
  create: (serviceId: number, body: OutboundScheduledChangesCreateBody, options?: CallOptions) =>
    call('outboundScheduledChanges.create', { params: { id: serviceId }, body }, options),
  remove: (serviceId: number, changeId: number, options?: CallOptions) =>
    call('outboundScheduledChanges.remove', { params: { id: serviceId, changeId } }, options),
})

export type LaneScheduledChanges = ReturnType<typeof makeLaneScheduledChanges>
export type OutboundScheduledChanges = ReturnType<typeof makeOutboundScheduledChanges>
