import * as z from 'zod'
import { idText, instant, oneOf } from '../values.ts'

const expected = 'expected a number from 0.001 to 1000000'
const rateText = z.codec(
  z.string({ error: expected }).regex(/^\d{1,7}(\.\d{1,3})?$/, { error: expected }),
  z.number().min(0.001, { error: expected }).max(1_000_000, { error: expected }),
  { decode: Number, encode: String },
)

export const forecastQuery = z.strictObject({
  startsPerSecond: rateText.optional().meta({ description: 'As if this were the rate; as it is when left out' }),
  concurrency: idText.optional().meta({ description: 'As if so many might run at once; as it is when left out' }),
})

export const forecastShape = z
  .object({
    emptyAt: instant.nullable().meta({
      description:
        'When what waits now has begun; null while it is paused, when nobody can say, and when it never will have',
    }),
    perSecond: z.number().nullable().meta({ description: 'Begun in a second while it may begin; null when unknown' }),
    limitedBy: oneOf(['rate', 'concurrency', 'share', 'window', 'worker']).meta({
      id: 'ForecastLimit',
      description: '`share`: others of the account take turns with it. `worker`: whoever takes its work is no faster',
    }),
    needsAtOnce: z
      .int()
      .nullable()
      .meta({ description: 'How many run at once at this rate, as long as they took lately' }),
  })
  .meta({ id: 'Forecast', description: 'From how long turns took lately, and how many began while something waited' })
