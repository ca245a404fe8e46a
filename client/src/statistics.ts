import type { Call, CallOptions } from './call.ts'
import type { StatisticsGetQuery, StatisticsLanesQuery } from './contract.ts'

/** What happened in lanes, outbound services and modules, by minute, hour or day. */
export const makeStatistics = (call: Call) => ({
  /** A value of each series for each instant. */
  get: (query: StatisticsGetQuery, options?: CallOptions) => call('statistics.get', { query }, options),

  /** What became of the turns of all lanes of panels lately. */
  lanes: (query: StatisticsLanesQuery = {}, options?: CallOptions) => call('statistics.lanes', { query }, options),
})

export type StatisticsNoun = ReturnType<typeof makeStatistics>
