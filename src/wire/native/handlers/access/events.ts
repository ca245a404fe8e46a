import { EVENT_KINDS } from '../../../../events/kinds/all.ts'
import type { SealedEvent } from '../../../../events/store.ts'
import type { FeedFilter } from '../../../../feed/filter.ts'
import { events } from '../../contract/access/events.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { encodeEvent } from '../../encode.ts'
import { handle, handleStream } from '../../handler.ts'
import { eventStream } from '../../streams/event-stream.ts'

type Told = AnswerOf<(typeof events)['list']>['items'][number]

const encodeTold = (event: SealedEvent): Told => ({
  ...encodeEvent(event, {}),
  subject: event.subject,
  subjectId: event.subjectId,
  clientId: event.clientId,
  position: event.position,
})

type Sent = { kind?: string[] | undefined; subjectId?: number | undefined; clientId?: number | undefined }
const filterOf = ({ kind: kinds, subjectId, clientId }: Sent): FeedFilter => ({ kinds, subjectId, clientId })

const KINDS = Object.entries(EVENT_KINDS)
  .map(([kind, description]) => ({ kind, description }))
  .sort((a, b) => (a.kind < b.kind ? -1 : 1))

export const eventHandlers = [
  handleStream(
    events.list,
    async ({ actor, domain }, { query }) => {
      const { after = 0, limit } = query
      const page = await domain.feed.list(actor, filterOf(query), { after, limit })
      const { events: rows, through, head, gap = null } = page
      // Whoever asks for all there is does not miss what was removed by age.
      return { items: rows.map(encodeTold), through, head, gap: query.after === undefined ? null : gap }
    },
    ({ actor, domain, signal, again }, { query }, lastEventId) =>
      eventStream(
        domain.feed.follow(actor, filterOf(query), { after: lastEventId ?? query.after, signal, again }),
        encodeTold,
      ),
  ),
  handle(events.kinds, async () => ({ items: KINDS })),
]
