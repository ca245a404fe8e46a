import { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { client } from './api.ts'

/** `down`: nothing was heard from the server; what is shown is as old as it says. */
export type LiveState = 'live' | 'paused' | 'down'

/** What changes is asked for anew at most this often. */
const BEAT_MS = 1000
/** Counters change without an event. */
const COUNTERS_MS = 5000

let state: LiveState = 'live'
let downSince: string | undefined
const listeners = new Set<() => void>()

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: BEAT_MS,
      refetchOnWindowFocus: () => state !== 'paused',
      refetchOnReconnect: () => state !== 'paused',
    },
  },
})

function become(next: LiveState): void {
  if (next === state) return
  state = next
  downSince = next === 'down' ? new Date().toISOString() : undefined
  for (const tell of listeners) tell()
}

/** What says `meta: { slow: true }` is dear, and changes little from one second to the next. */
const SLOW_MS = 15_000

const readAnew = (): Promise<void> =>
  queries.invalidateQueries({
    refetchType: 'active',
    predicate: ({ meta, state: { dataUpdatedAt } }) => meta?.slow !== true || Date.now() - dataUpdatedAt > SLOW_MS,
  })

/** Marks all that is on screen stale, once in a beat however much happens. */
function makeBeat(): () => void {
  let isComing = false
  return () => {
    if (isComing) return
    isComing = true
    setTimeout(() => {
      isComing = false
      if (state !== 'paused') void readAnew()
    }, BEAT_MS)
  }
}

let following: AbortController | undefined

/** Follows what happens until `stopLive`, unless somebody has paused it; what a lost connection missed is read anew when it is back. */
export function startLive(): void {
  if (following || state === 'paused') return
  const beat = makeBeat()
  following = new AbortController()
  const { signal } = following
  const counters = setInterval(async () => {
    if (state === 'paused' || document.hidden) return
    const failed = await client.about({ signal }).then(
      () => false,
      () => !signal.aborted,
    )
    if (signal.aborted) return
    become(failed ? 'down' : 'live')
    beat()
  }, COUNTERS_MS)
  signal.addEventListener('abort', () => clearInterval(counters))
  void (async () => {
    const events = client.events.follow({}, { signal, onGap: beat })
    while (!(await events.next()).done) beat()
  })().catch(() => {
    // Who may see no events sees what the counters bring.
  })
}

export function stopLive(): void {
  following?.abort()
  following = undefined
}

/** Pauses, or goes on with what happened meanwhile. */
export function toggleLive(): void {
  if (state === 'paused') {
    become('live')
    startLive()
    void queries.invalidateQueries({ refetchType: 'active' })
  } else {
    stopLive()
    become('paused')
  }
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export const useLive = (): LiveState => useSyncExternalStore(subscribe, () => state)

/** Since when nobody answers. */
export const useDownSince = (): string | undefined => useSyncExternalStore(subscribe, () => downSince)
