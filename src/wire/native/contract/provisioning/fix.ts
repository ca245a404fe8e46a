import * as z from 'zod'

const call = z
  .object({
    operation: z.string().meta({ description: 'Of this API: its `operationId`' }),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    body: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'FixCall' })

/** The same wherever something is told that can be mended. */
export const fix = z
  .object({
    label: z.string().meta({ description: 'It ends with `…` where a person is asked for something first' }),
    effect: z.string(),
    asks: z.array(z.string()).meta({ description: 'Fields of the body that a person has to give' }),
    call: call.nullable().meta({ description: 'Null where it is not done by a call' }),
    after: z.array(call).meta({ description: 'What follows when the call is made, in this order' }),
  })
  .meta({ id: 'Fix' })
