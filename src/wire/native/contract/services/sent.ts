import * as z from 'zod'
import { CYCLE_KEYS } from '../../../../catalog/cycle.ts'
import { SERVICE_STATUSES } from '../../../../services/status.ts'
import { id, oneOf, text } from '../values.ts'

export const serviceStatus = oneOf(SERVICE_STATUSES).meta({ id: 'ServiceStatus' })

export const billingCycle = z
  .enum(CYCLE_KEYS, { error: `expected one of ${CYCLE_KEYS.join(', ')}` })
  .meta({ id: 'BillingCycle' })

/** What is filled in and chosen for something that is sold, as it is sent. */

export const sentCustomFields = z
  .array(z.strictObject({ id, value: text(10_000) }))
  .max(1000)
  .meta({ description: 'Those that are named; a ticked box is `on`' })

export const sentConfigOptions = z
  .array(
    z.strictObject({
      id,
      choiceId: id.optional().meta({ description: 'Of a list' }),
      quantity: z.int().min(0).optional().meta({ description: 'Of a quantity; 1 and 0 are yes and no' }),
    }),
  )
  .max(1000)
  .meta({ description: 'Those that are named' })
