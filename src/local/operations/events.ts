import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import { isKindPattern } from '../../feed/filter.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'

const place = z.number().int().min(0)

/** Behind a position; without one, from so many events back. */
export const eventList = localOperation(
  z.object({ kinds: z.array(z.string().max(255)).max(50).optional(), after: place.optional(), back: place.default(0) }),
  async ({ domain: { feed, access } }, { kinds, after, back }) => {
    const unknown = kinds?.find((kind) => !isKindPattern(kind))
    if (unknown !== undefined) throw new Refusal('no_such_kind', `There is no event ${unknown}`, { kind: unknown })
    await access.sealer.settle()
    const { start, head } = await access.sealer.bounds()
    const from = after ?? Math.max(start, head - back)
    const { events, through, gap } = await feed.list(SYSTEM, { kinds }, { after: from, limit: 200 })
    return {
      events: events.map(({ position, at, kind, subjectId, actorName, description }) => ({
        ...{ position, at: isoText(at), kind, subjectId, actor: actorName, description },
      })),
      through,
      gap: gap ?? null,
    }
  },
)
