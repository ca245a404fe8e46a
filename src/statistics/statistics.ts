import { type Actor, authorize } from '../access/actor.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import type { CatalogStore } from '../catalog/store.ts'
import type { Lane } from '../jobs/lanes/lane.ts'
import type { Queue } from '../jobs/queue.ts'
import type { JobStores } from '../jobs/store.ts'
import type { OutboundService } from '../outbound/services/service.ts'
import { LANE_KIND, serverOfLane } from '../provisioning/lanes/lanes.ts'
import type { ModuleQueueStore } from '../provisioning/store.ts'
import { instantsOf, longerSteps, STEP_MS, type Step } from './keeping.ts'
import { type LaneHistory, type LaneRange, laneHistory } from './lane-history.ts'
import { laneSeries, type Metric, type Series, settleSeries } from './series.ts'

type StatisticsStores = JobStores & { catalog: CatalogStore; moduleQueue: ModuleQueueStore }

type StatisticsParts = {
  read: StatisticsStores
  queue: Queue
  /** Refused for who may not see it. */
  outboundService: (actor: Actor, ref: { id: number }) => Promise<OutboundService>
}

/** What is asked about: a lane of a panel, an outbound service, a module; or all panels. At most one of them. */
export type StatisticsQuery = {
  metric: Metric
  step: Step
  from?: number | undefined
  /** Exclusive; now when left out. */
  to?: number | undefined
  lane?: string | undefined
  outboundServiceId?: number | undefined
  module?: string | undefined
}

/** `instants` are the starts of the steps, in UTC; each series has a value for each. */
export type Statistics = { metric: Metric; step: Step; instants: number[]; series: Series[] }

export function makeStatistics({ read, queue, outboundService }: StatisticsParts) {
  async function lanesOf(actor: Actor, { lane, outboundServiceId, module }: StatisticsQuery): Promise<number[]> {
    if (outboundServiceId !== undefined) return [(await outboundService(actor, { id: outboundServiceId })).laneId]
    authorize(actor, 'provisioning.read')
    const lanes = await queue.lanes.list({ kind: LANE_KIND })
    if (lane !== undefined) {
      const found = lanes.find(({ name }) => name === lane)
      if (!found) throw new NotFound('lane', lane)
      return [found.id]
    }
    return (module === undefined ? lanes : await withModule(lanes, module)).map(({ id }) => id)
  }

  async function withModule(lanes: readonly Lane[], module: string): Promise<Lane[]> {
    const name = module.toLowerCase()
    const modules = new Map(
      (await read.catalog.servers.list({})).map(({ id, module }) => [id, module.toLowerCase()] as const),
    )
    return lanes.filter((lane) => {
      const serverId = serverOfLane(lane)
      return serverId === undefined ? lane.name === `module:${name}` : modules.get(serverId) === name
    })
  }

  /** By this step there is everything that no longer one has yet. */
  async function instantsSince(lastOf: (stepMs: number) => Promise<number>, query: StatisticsQuery): Promise<number[]> {
    const folded = await Promise.all(longerSteps(query.step).map((step) => lastOf(STEP_MS[step])))
    return instantsOf(query, Math.max(0, ...folded), await read.jobs.now())
  }

  return {
    lanes: (actor: Actor, range: LaneRange): Promise<LaneHistory> => laneHistory({ read, queue }, actor, range),

    /** Exact: counted in the transactions in which it happened. As far back as it is kept by this step. */
    async get(actor: Actor, query: StatisticsQuery): Promise<Statistics> {
      const { metric, step, lane, outboundServiceId, module } = query
      if ([lane, outboundServiceId, module].filter((of) => of !== undefined).length > 1)
        throw new Invalid('module', 'one of lane, outboundServiceId and module')
      if (metric !== 'settleTime') {
        const laneIds = await lanesOf(actor, query)
        const instants = await instantsSince((stepMs) => read.jobs.counts.lastOf(stepMs), query)
        const [from = Number.MAX_SAFE_INTEGER] = instants
        const counts = await read.jobs.counts.since(laneIds, from, STEP_MS[step])
        return { metric, step, instants, series: laneSeries(metric, counts, instants) }
      }
      authorize(actor, 'provisioning.read')
      if (lane !== undefined || outboundServiceId !== undefined)
        throw new Invalid('metric', 'for settleTime a module, or nothing, which is all of them', metric)
      const instants = await instantsSince(read.moduleQueue.lastSettleTimesOf, query)
      const [from = 0] = instants
      const before = (instants.at(-1) ?? 0) + STEP_MS[step]
      const times = await read.moduleQueue.settleTimes(module, { from, before }, STEP_MS[step])
      return { metric, step, instants, series: settleSeries(times, instants) }
    },
  }
}

export type StatisticsVerbs = ReturnType<typeof makeStatistics>
