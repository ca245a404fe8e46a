import type { Call, CallOptions } from './call.ts'
import type { LanesForecastQuery, LanesPauseBody, LanesUpdateBody } from './contract.ts'

/** The lanes of panels: one for each server. */
export const makeLanes = (call: Call) => ({
  list: (options?: CallOptions) => call('lanes.list', {}, options),

  /** One lane: its limits, what waits by action, the last hour of its breaker. */
  get: (name: string, options?: CallOptions) => call('lanes.get', { params: { name } }, options),

  /** Its pace and its breaker from now on. */
  update: (name: string, body: LanesUpdateBody, options?: CallOptions) =>
    call('lanes.update', { params: { name }, body }, options),

  /** Lets one command through a broken lane now. */
  probe: (name: string, options?: CallOptions) => call('lanes.probe', { params: { name }, body: {} }, options),

  /** When it is empty, at its pace or another one. */
  forecast: (name: string, query: LanesForecastQuery = {}, options?: CallOptions) =>
    call('lanes.forecast', { params: { name }, query }, options),

  pause: (name: string, body: LanesPauseBody = {}, options?: CallOptions) =>
    call('lanes.pause', { params: { name }, body }, options),

  /** Closes the breaker as well. */
  resume: (name: string, options?: CallOptions) => call('lanes.resume', { params: { name }, body: {} }, options),

  /** Whether nothing contacts the server. */
  maintenance: (serverId: number, on: boolean, options?: CallOptions) =>
    call('lanes.maintenance', { params: { id: serverId }, body: { on } }, options),
})

export type Lanes = ReturnType<typeof makeLanes>
