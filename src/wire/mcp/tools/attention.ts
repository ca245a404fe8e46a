import * as z from 'zod'
import { ATTENTION_KINDS } from '../../../attention/item.ts'
import { reads } from '../tool.ts'
import { count, cut, instant, instantText, untrusted } from '../values.ts'

const MOST = 50

export const attentionTools = [
  reads({
    name: 'attention',
    title: 'What needs a person',
    description:
      'Everything that needs a person now, the oldest first: failed commands by cause, lanes, workers, webhooks, schedules, ' +
      'disk and keys, as far as the caller may see them; each with what mends it. Start here.',
    needs: ['api.access'],
    input: z.strictObject({}),
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(ATTENTION_KINDS),
          count: z.int(),
          title: untrusted(),
          explanation: untrusted(),
          since: instant,
          last: instant,
          fix: z.string().describe('What mends it, in words'),
        }),
      ),
      more: z.int().describe('How many are left out'),
      held: z.int().nullable().describe('Commands that wait for a person'),
      retrying: z.int().nullable().describe('Commands that are tried again by themselves'),
      waiting: z.int().nullable().describe('Outbound starts that have not begun'),
    }),
    run: async ({ actor, domain }) => {
      const { items, counts } = await domain.attention.list(actor)
      return {
        text: items.length === 0 ? 'Nothing needs a person' : `${count(items.length, 'thing')} to look at`,
        data: {
          items: items.slice(0, MOST).map(({ id, kind, count, title, explanation, since, last, fix }) => ({
            ...{ id, kind, count },
            title: cut(title, 300),
            explanation: cut(explanation),
            since: instantText(since),
            last: instantText(last),
            fix: `${fix.label}: ${fix.effect}`,
          })),
          more: Math.max(0, items.length - MOST),
          ...counts,
        },
      }
    },
  }),
]
