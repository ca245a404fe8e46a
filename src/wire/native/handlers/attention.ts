import { attention } from '../contract/attention.ts'
import { encodeFix, instantText } from '../encode.ts'
import { handle } from '../handler.ts'

export const attentionHandlers = [
  handle(attention.list, async ({ actor, domain }) => {
    const { items, counts } = await domain.attention.list(actor)
    return {
      items: items.map(({ id, kind, count, title, explanation, class: failureClass, since, last, fix }) => ({
        ...{ id, kind, count, title, explanation, class: failureClass },
        since: instantText(since),
        last: instantText(last),
        fix: encodeFix(fix),
      })),
      counts,
    }
  }),
]
