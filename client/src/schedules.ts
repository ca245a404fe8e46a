import type { Call, CallOptions } from './call.ts'

/** What one node does for all, at its times. */
export const makeSchedules = (call: Call) => ({
  list: (options?: CallOptions) => call('schedules.list', {}, options),

  get: (name: string, options?: CallOptions) => call('schedules.get', { params: { name } }, options),

  /** Asks for a run now; `get` tells when it has ended. */
  run: (name: string, options?: CallOptions) => call('schedules.run', { params: { name }, body: {} }, options),
})

export type Schedules = ReturnType<typeof makeSchedules>
