import type { SealedEvent } from '../../../events/store.ts'
import type { FeedGap, FeedPage } from '../../../feed/feed.ts'
import { problemOf } from '../problem.ts'

/** So long a client waits before it comes back. */
const RETRY_MS = 2000

/**
 * Server-Sent Events (WHATWG HTML, section 9.2): each with its position as its id, which a client that comes back sends as
 * `Last-Event-ID`. A page without events is a heartbeat, and moves the id past what the reader may not know.
 */
export async function* eventStream(
  pages: AsyncIterable<FeedPage | FeedGap>,
  encode: (event: SealedEvent) => unknown,
): AsyncGenerator<string> {
  let before = `retry: ${RETRY_MS}\n`
  try {
    for await (const page of pages) {
      if ('gap' in page) yield `event: gap\nid: ${page.gap.oldest - 1}\ndata: ${JSON.stringify(page.gap)}\n\n`
      else yield [...page.events.map((event) => messageOf(event, encode)), before, `id: ${page.through}\n\n`].join('')
      before = ''
    }
  } catch (failure) {
    // Whoever is let in no more is told so when they come back.
    if (!problemOf(failure)) throw failure
  }
  // The server stops: another node, or this one later, goes on.
  yield `retry: ${RETRY_MS}\n\n`
}

const messageOf = (event: SealedEvent, encode: (event: SealedEvent) => unknown): string =>
  `id: ${event.position}\nevent: ${event.kind}\ndata: ${JSON.stringify(encode(event))}\n\n`
