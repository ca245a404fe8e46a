import * as z from 'zod'
import { STEPS } from '../../../../statistics/keeping.ts'
import { LANE_RANGES } from '../../../../statistics/lane-history.ts'
import { METRICS } from '../../../../statistics/series.ts'
import { apiOperation } from '../operation.ts'
import { filterText, idText, instant, moment, oneOf } from '../values.ts'

const metric = oneOf(METRICS).meta({
  id: 'StatisticsMetric',
  description:
    '`depth`: `waiting` when each step was over. `enqueued`: `enqueued`, `restored` (a purge undone). `begun`: `begun`, ' +
    '`returned` (nothing came of it, it waits again). `ended`: `done`, `failed`, `retried` (waits for another try), ' +
    '`expired`, `cancelled`. `runTime`: `mean` in milliseconds of the turns that ended. `settleTime`, of modules: ' +
    '`settled`, and in milliseconds from when it was asked for `mean`, `p50`, `p95` (in two digits)',
})
const step = oneOf(STEPS).meta({ id: 'StatisticsStep', description: 'Of UTC' })

const range = oneOf(LANE_RANGES).meta({
  id: 'LaneRange',
  description: 'Five minutes by the minute, an hour by two, a day by the hour',
})
const buckets = z.array(z.int().min(0))

export const statistics = {
  get: apiOperation({
    id: 'statistics.get',
    method: 'GET',
    path: '/statistics',
    summary:
      'What happened in a lane, an outbound service (which needs `outbound.read`), a module or all panels, in time',
    permission: 'provisioning.read',
    query: z.strictObject({
      metric,
      step: step.default('minute'),
      from: moment.optional().meta({ description: 'Left out: 60 minutes, 48 hours or 30 days before `to`' }),
      to: moment.optional().meta({ description: 'Exclusive; now when left out' }),
      lane: filterText.optional().meta({ description: 'Such as `server:3`' }),
      outboundServiceId: idText.optional(),
      module: filterText.optional().meta({ description: 'Its system name' }),
    }),
    response: z
      .object({
        metric,
        step,
        instants: z.array(instant).meta({
          description: 'The start of each step, as far back as statistics are kept by it; the last may not be over',
        }),
        series: z.array(
          z
            .object({ name: z.string(), values: z.array(z.number().nullable()) })
            .meta({ id: 'StatisticsSeries', description: 'A value for each instant; null where there is none' }),
        ),
      })
      .meta({ id: 'Statistics', description: 'Exact: counted in the transactions in which it happened' }),
    errors: ['not_found'],
  }),
  lanes: apiOperation({
    id: 'statistics.lanes',
    method: 'GET',
    path: '/statistics/lanes',
    summary: 'What became of the turns of all lanes of panels lately',
    permission: 'provisioning.read',
    query: z.strictObject({
      range: range.default('5m'),
    }),
    response: z
      .object({
        instants: z.array(instant).meta({ description: 'The start of each step, in UTC; the last may not be over' }),
        items: z.array(z.object({ name: z.string(), settled: buckets, failed: buckets })),
      })
      .meta({ id: 'LaneHistory', description: 'A number for each instant, of each lane, by name' }),
    errors: [],
  }),
}
