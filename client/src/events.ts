import { type Call, type CallOptions, type Carriage, failureOf, RETRIED, requestUrl } from './call.ts'
import type { EventGap, EventKinds, Events, EventsListQuery, ToldEvent } from './contract.ts'
import { ProvisorError } from './error.ts'
import type { Identity } from './identity.ts'
import { delayBefore, pause } from './retry.ts'
import { messagesOf } from './server-sent-events.ts'

export type FollowOptions = CallOptions & {
  /** Told where events are missing that retention has removed; without it the loop ends with `events_missing`. */
  onGap?: ((gap: EventGap) => void) | undefined
}

export type EventsNoun = {
  /** What happened, oldest first, from behind the position `after` on. */
  list(query?: EventsListQuery, options?: CallOptions): Promise<Events>
  /** All there are, with what each means. */
  kinds(options?: CallOptions): Promise<EventKinds>
  /**
   * The same as it happens, until the signal is aborted: what connections lose is made good, and nothing comes twice. From now
   * on, or from behind the position `after`.
   */
  follow(query?: Omit<EventsListQuery, 'limit'>, options?: FollowOptions): AsyncGenerator<ToldEvent, void, undefined>
}

/** The server says something every 15 seconds; who hears nothing for so long is connected to nobody. */
const SILENT_MS = 45_000

export function makeEvents(call: Call, carriage: Carriage, identity: Identity): EventsNoun {
  const send = carriage.fetch ?? globalThis.fetch

  async function open(query: EventsListQuery, lastId: number | undefined, signal: AbortSignal): Promise<Response> {
    const response = await send(requestUrl(carriage.baseUrl, '/events', query), {
      headers: {
        accept: 'text/event-stream',
        ...identity.headers(),
        ...(lastId !== undefined && { 'last-event-id': String(lastId) }),
      },
      ...(identity.credentials && { credentials: identity.credentials }),
      signal,
    })
    identity.answered(response, undefined)
    if (!response.ok || !response.body) throw failureOf(response, await response.text())
    return response
  }

  async function* follow(
    { after, ...query }: EventsListQuery = {},
    { signal, onGap }: FollowOptions = {},
  ): AsyncGenerator<ToldEvent, void, undefined> {
    let lastId = after
    for (let failed = 0; !signal?.aborted; ) {
      const silence = new AbortController()
      let timer = setTimeout(() => silence.abort(), SILENT_MS)
      const until = signal ? AbortSignal.any([signal, silence.signal]) : silence.signal
      let retryAfter: string | null = null
      try {
        const response = await open(query, lastId, until)
        for await (const { id, event, data } of messagesOf(response.body!)) {
          clearTimeout(timer)
          timer = setTimeout(() => silence.abort(), SILENT_MS)
          failed = 0
          if (event === 'gap') tellGap(JSON.parse(data), onGap)
          else if (data !== '') yield JSON.parse(data)
          if (id !== '') lastId = Number(id)
        }
      } catch (failure) {
        if (signal?.aborted) return
        if (failure instanceof ProvisorError && !RETRIED.has(failure.status)) throw failure
        retryAfter = failure instanceof ProvisorError ? '15' : null
      } finally {
        clearTimeout(timer)
        silence.abort()
      }
      failed += 1
      await pause(delayBefore(failed, retryAfter)!, signal).catch(() => {})
    }
  }

  return {
    list: (query = {}, options) => call('events.list', { query }, options),
    kinds: (options) => call('events.kinds', {}, options),
    follow,
  }
}

function tellGap(gap: EventGap, onGap: FollowOptions['onGap']): void {
  if (onGap) onGap(gap)
  else
    throw new ProvisorError({
      status: 0,
      code: 'events_missing',
      detail: `Events behind ${gap.after} are missing; the oldest that is there has the position ${gap.oldest}`,
      facts: { ...gap },
    })
}
