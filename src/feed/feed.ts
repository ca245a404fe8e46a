import type { Actor } from '../access/actor.ts'
import type { ChainBounds, Sealer } from '../events/sealer.ts'
import type { EventStore, SealedEvent } from '../events/store.ts'
import { type FeedFilter, fits } from './filter.ts'
import { makeNews } from './news.ts'
import { type Looks, makeSeen } from './seen.ts'

type Parts = {
  read: { events: Pick<EventStore, 'after'> }
  sealer: Pick<Sealer, 'settle' | 'bounds' | 'tell'>
  looks: Looks
}

/** Events behind a position, in their order, and through where they were looked for. */
export type FeedPage = { readonly events: readonly SealedEvent[]; readonly through: number }

/** Where events are missing: they were removed by age, or the data is older than the reader. */
export type FeedGap = { readonly gap: { readonly after: number; readonly oldest: number } }

export type FollowOptions = {
  /** The position of the last event that is known; nothing is: from now on. */
  readonly after: number | undefined
  readonly signal: AbortSignal
  /** An empty page comes when nothing else came for so long. */
  readonly heartbeatMs?: number
  /** Who it is by now, and what they may do; throws when they are not let in any more. */
  readonly again: () => Promise<Actor>
}

/** Rows that are read in one go. */
const BATCH = 200
/** Rows that one question looks through, however few of them are wanted. */
const MOST_READ = 5000
const HEARTBEAT_MS = 15_000

/** After events of these a reader may be another than before. */
const ABOUT_READERS = new Set(['staff', 'role', 'credential', 'session', 'ban', 'allowed_address', 'second_factor'])
const mayChangeReaders = ({ subject }: SealedEvent): boolean => ABOUT_READERS.has(subject)

/**
 * What happened, as it happens, to those who may know of it. Positions have no gaps and become visible in their order, so
 * whoever goes on behind the last one they have misses nothing and gets nothing twice.
 */
export function makeFeed({ read, sealer, looks }: Parts) {
  const { settle, bounds } = sealer
  const news = makeNews({ sealer })
  const seen = makeSeen(looks)

  async function readPage(actor: Actor, filter: FeedFilter, after: number, limit: number): Promise<FeedPage> {
    const events: SealedEvent[] = []
    let through = after
    for (let looked = 0; looked < MOST_READ && events.length < limit; looked += BATCH) {
      const rows = await read.events.after(through, BATCH)
      const visible = await seen(
        actor,
        rows.filter((row) => fits(filter, row)),
      )
      const taken = visible.slice(0, limit - events.length)
      events.push(...taken)
      if (taken.length < visible.length) return { events, through: taken.at(-1)!.position }
      through = rows.at(-1)?.position ?? through
      if (rows.length < BATCH) break
    }
    return { events, through }
  }

  /** What is missing behind a position, if anything is. */
  function gapBehind(after: number, { start, head }: ChainBounds): FeedGap | undefined {
    if (after >= start && after <= head) return undefined
    return { gap: { after, oldest: (after > head ? head : start) + 1 } }
  }

  return {
    seen,

    /** Oldest first, from behind a position on. Whoever has just made a change finds it here. */
    async list(
      actor: Actor,
      filter: FeedFilter,
      { after, limit }: { after: number; limit: number },
    ): Promise<FeedPage & Partial<FeedGap> & { head: number }> {
      await settle()
      const ends = await bounds()
      const gap = gapBehind(after, ends)
      const page = await readPage(actor, filter, gap ? gap.gap.oldest - 1 : after, limit)
      return { ...page, ...gap, head: Math.max(ends.head, page.through) }
    },

    /** The same for as long as somebody listens. A page at a time: who reads slowly is waited for. */
    async *follow(
      actor: Actor,
      filter: FeedFilter,
      { after, signal, heartbeatMs = HEARTBEAT_MS, again }: FollowOptions,
    ): AsyncGenerator<FeedPage | FeedGap> {
      let who = actor
      let askedAt = performance.now()
      // From now on is behind all that is committed, sealed or not.
      if (after === undefined) await settle()
      let through = after ?? (await bounds()).head
      // Whoever has this hears of all that is committed from here on.
      yield { events: [], through }
      while (!signal.aborted) {
        const rows = await read.events.after(through, BATCH)
        const gap = rows[0]?.position === through + 1 ? undefined : gapBehind(through, await bounds())
        if (gap) {
          yield gap
          through = gap.gap.oldest - 1
          continue
        }
        const isDue = performance.now() - askedAt >= heartbeatMs
        if (isDue || (rows[0] && mayChangeReaders(rows[0]))) {
          who = await again()
          askedAt = performance.now()
        }
        // As far as who reads is as before: what comes next is asked for anew.
        const change = rows.findIndex((row, index) => index > 0 && mayChangeReaders(row))
        const told = change === -1 ? rows : rows.slice(0, change)
        through = told.at(-1)?.position ?? through
        if (told.length > 0 || isDue)
          yield {
            events: await seen(
              who,
              told.filter((row) => fits(filter, row)),
            ),
            through,
          }
        if (told.length === 0) await news.wait(through, heartbeatMs, signal)
      }
    },
  }
}

export type Feed = ReturnType<typeof makeFeed>
