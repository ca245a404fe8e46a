import * as z from 'zod'
import { instant } from './values.ts'

const change = z.object({ before: z.unknown(), after: z.unknown() })

export const event = z
  .object({
    id: z.int().min(1),
    at: instant,
    kind: z
      .string()
      .meta({ description: '`noun.verb_in_past`, such as `service.suspended`; docs/events.md lists them' }),
    description: z.string().meta({ description: 'One line for people' }),
    actor: z.object({
      kind: z.string().meta({ description: '`staff`, or `system` for the server itself and the owner of its data' }),
      id: z.int().min(0).meta({ description: 'The staff member; 0 for the system' }),
      name: z.string(),
      address: z.string().meta({ description: 'Where the request came from' }),
    }),
    changes: z
      .record(z.string(), change)
      .meta({ description: 'Field by field. Secrets show as `***`, and so does that they changed' }),
  })
  .meta({ id: 'HistoryEvent', description: 'What happened, who did it, and what it changed' })
