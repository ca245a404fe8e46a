import * as z from 'zod'
import { ATTENTION_KINDS } from '../../../attention/item.ts'
import { apiOperation } from './operation.ts'
import { fix } from './provisioning/fix.ts'
import { failureClass } from './provisioning/module-queue.ts'
import { instant, oneOf } from './values.ts'

const item = z
  .object({
    id: z.string().meta({ description: 'The same as long as it is the same matter' }),
    kind: oneOf(ATTENTION_KINDS).meta({ id: 'AttentionKind' }),
    count: z.int().min(0).meta({ description: 'How many entries, starts or commands it is about' }),
    title: z.string(),
    explanation: z.string(),
    class: failureClass.nullable().meta({ description: 'Of causes and the brake' }),
    since: instant,
    last: instant,
    fix,
  })
  .meta({ id: 'AttentionItem' })

const count = z.int().min(0).nullable()

/** Each caller gets what their rights let them read; null is a count that they may not. */
export const attention = {
  list: apiOperation({
    id: 'attention.list',
    method: 'GET',
    path: '/attention',
    summary: 'What needs a person, each with the one thing that mends it; the oldest first',
    permission: null,
    admits: 'staff',
    response: z
      .object({
        items: z.array(item),
        counts: z.object({
          held: count.meta({ description: 'Commands that wait for a person' }),
          retrying: count.meta({ description: 'Commands that failed and are tried again by themselves' }),
          waiting: count.meta({ description: 'Outbound starts that have not begun' }),
        }),
      })
      .meta({ id: 'Attention' }),
    errors: [],
  }),
}
