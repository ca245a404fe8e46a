import * as z from 'zod'
import { isKindPattern } from '../../../../feed/filter.ts'
import { event } from '../event.ts'
import { apiOperation } from '../operation.ts'
import { id, idText, position, text, upTo } from '../values.ts'

const MOST_KINDS = 50

/** `service.*,order.created`. */
const kindList = z.codec(text(4000), z.array(z.string()), {
  decode: (words, context) => {
    const kinds = words.split(',').map((word) => word.trim())
    const unknown = kinds.find((kind) => !isKindPattern(kind))
    if (unknown === undefined && kinds.length <= MOST_KINDS) return kinds
    const message = unknown === undefined ? `expected at most ${MOST_KINDS} kinds` : `there is no event ${unknown}`
    context.issues.push({ code: 'custom', message, input: words })
    return z.NEVER
  },
  encode: (kinds) => kinds.join(','),
})

const toldEvent = event
  .extend({
    subject: z.string().meta({ description: 'The noun, such as `service`' }),
    subjectId: z.int().min(0).meta({ description: '0 for what there is only one of' }),
    clientId: id.nullable(),
    position: id.meta({ description: 'In the sealed log, without gaps' }),
  })
  .meta({ id: 'ToldEvent' })

const gap = z
  .object({
    after: z.int().min(0),
    oldest: id.meta({ description: 'The position of the oldest event behind it that is there' }),
  })
  .meta({ id: 'EventGap', description: 'Events are missing: removed by age, or the data is older than the reader' })

export const events = {
  list: apiOperation({
    id: 'events.list',
    method: 'GET',
    path: '/events',
    summary:
      'What happened, oldest first, as far as the caller may know of it; with `Accept: text/event-stream` for as long as ' +
      'somebody listens',
    permission: null,
    admits: 'staff',
    streams: true,
    query: z.strictObject({
      after: position.optional().meta({
        description:
          'What follows this position. A stream takes `Last-Event-ID` as well, and begins now without either; a list begins ' +
          'with the first event there is',
      }),
      limit: upTo(500).default(100).meta({ description: 'Of a list: how many at most' }),
      kind: kindList.optional().meta({ description: 'A comma list of kinds, such as `service.suspended,order.*`' }),
      subjectId: idText.optional().meta({ description: 'Of the record that they are about' }),
      clientId: idText.optional(),
    }),
    response: z
      .object({
        items: z.array(toldEvent),
        through: z.int().min(0).meta({ description: 'How far was looked: the `after` of the next page' }),
        head: z.int().min(0).meta({ description: 'The position of the last event there is' }),
        gap: gap.nullable(),
      })
      .meta({ id: 'Events' }),
    errors: ['rate_limited'],
  }),
  kinds: apiOperation({
    id: 'events.kinds',
    method: 'GET',
    path: '/events/kinds',
    summary: 'Every kind of event with what it means, by name',
    permission: null,
    admits: 'staff',
    response: z
      .object({
        items: z.array(z.object({ kind: z.string(), description: z.string() }).meta({ id: 'EventKindShown' })),
      })
      .meta({ id: 'EventKinds' }),
    errors: [],
  }),
}
