import * as z from 'zod'

export const problem = z
  .object({
    type: z.string().meta({ description: '`urn:provisor:problem:` and the code' }),
    title: z.string().meta({ description: 'The same words for every problem of this code' }),
    status: z.int().meta({ description: 'The HTTP status' }),
    detail: z.string().meta({ description: 'What happened this time, for a person' }),
    code: z.string().meta({ description: 'Stable, for programs' }),
    facts: z.record(z.string(), z.unknown()).optional().meta({ description: 'The evidence behind the detail' }),
    hint: z.string().optional().meta({ description: 'What can be done about it' }),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'What is wrong with the request, place by place; a path is such as `query.limit`' }),
    requestId: z.string().optional().meta({ description: 'With this the operator finds the request in the log' }),
  })
  .meta({ id: 'Problem', description: 'What went wrong (RFC 9457)' })

export type Problem = z.output<typeof problem>
