import * as z from 'zod'
import { STEPS } from '../../../../statistics/keeping.ts'
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
}
