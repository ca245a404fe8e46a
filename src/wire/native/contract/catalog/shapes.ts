import * as z from 'zod'
import { MODULE_SETTING_COUNT } from '../../../../catalog/products/module-settings.ts'
import { billingCycle } from '../services/sent.ts'
import { amount, commaList, id, sentAmount, text } from '../values.ts'

/** Of products, add-ons and choices. A cycle without a price in a currency is not offered in it. */
export const prices = z.array(
  z
    .object({
      currencyId: id,
      cycle: billingCycle,
      setup: amount.meta({ description: 'Paid once, with the first payment' }),
      price: amount,
    })
    .meta({ id: 'CatalogPrice' }),
)

/** All of them. */
export const sentPrices = z
  .array(z.strictObject({ currencyId: id, cycle: billingCycle, setup: sentAmount.default('0.00'), price: sentAmount }))
  .max(1000)
  .meta({ description: 'All of them, one for each currency and cycle' })

const position = z.int().min(1).max(MODULE_SETTING_COUNT)

/** What the module asks for, as its settings in `GET /modules/{name}` say. */
export const settings = z
  .array(
    z
      .object({
        position,
        isSecret: z.boolean(),
        value: z.string().optional().meta({ description: 'That of a secret is only there with `include=password`' }),
      })
      .meta({ id: 'ModuleSettingValue' }),
  )
  .meta({ description: 'Those that are set' })

export const sentSettings = z
  .array(z.strictObject({ position, value: text(65_535) }))
  .max(MODULE_SETTING_COUNT)
  .meta({ description: 'Those that are named; an empty text takes one away, and `***` leaves a secret as it is' })

export const include = commaList(['password']).optional().meta({
  description: '`password` adds what is secret; it needs the permission services.passwords',
})

/** Small Latin letters, digits, dots, `_` and `-`. */
export const moduleText = text(64).meta({ description: 'The system name of the module; empty for none' })
