import { QueryClient } from '@tanstack/react-query'
import { client } from './api.ts'
import { become, isLive, liveState } from './live-state.ts'
import { countMissed } from './missed.ts'

/** What changes is asked for anew at most this often. */
const BEAT_MS = 1000
/** Counters change without an event. */
const COUNTERS_MS = 5000
/** Who was not answered asks again sooner. */
const AGAIN_MS = 1000

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: BEAT_MS,
      refetchOnWindowFocus: isLive,
      refetchOnReconnect: isLive,
    },
  },
})

/** What says `meta: { slow: true }` is dear, and changes little from one second to the next. */
const SLOW_MS = 15_000

const readAnew = (): Promise<void> =>
  queries.invalidateQueries({
    refetchType: 'active',
    predicate: ({ meta, state: { dataUpdatedAt } }) => meta?.slow !== true || Date.now() - dataUpdatedAt > SLOW_MS,
  })

/** Reads all that is on screen, whatever its age, and says so as long as that takes. */
async function catchUp(): Promise<void> {
  become('catching-up')
  await queries.invalidateQueries({ refetchType: 'active' })
  if (liveState() === 'catching-up') become('live')
}

/** Marks all that is on screen stale, once in a beat however much happens. */
function makeBeat(): () => void {
  let isComing = false
  return () => {
    if (isComing) return
    isComing = true
    setTimeout(() => {
      isComing = false
      if (isLive()) void readAnew()
    }, BEAT_MS)
  }
}

let following: AbortController | undefined
let stopCounting = () => {}

/** Follows what happens until `stopLive`, unless somebody has paused it; what a lost connection missed is read anew when it is back. */
export function startLive(): void {
  if (following || !isLive()) return
  const beat = makeBeat()
  following = new AbortController()
  const { signal } = following
  lookForServer(beat, signal)
  void (async () => {
    const events = client.events.follow({}, { signal, onGap: () => void catchUp() })
    while (!(await events.next()).done) beat()
  })().catch(() => {
    // Who may see no events sees what the counters bring.
  })
}

/** Asks in a while whether anybody answers; at once where the browser says that its network went or came. */
function lookForServer(beat: () => void, signal: AbortSignal): void {
  let next: ReturnType<typeof setTimeout> | undefined
  const isThere = () =>
    client.about({ signal }).then(
      () => true,
      () => false,
    )
  const look = async () => {
    clearTimeout(next)
    if (!document.hidden && isLive()) {
      const found = await isThere()
      if (signal.aborted) return
      if (!found) become(liveState() === 'live' || liveState() === 'catching-up' ? 'reconnecting' : 'down')
      else if (liveState() === 'reconnecting' || liveState() === 'down') await catchUp()
      else beat()
    }
    clearTimeout(next)
    if (!signal.aborted) next = setTimeout(look, liveState() === 'live' ? COUNTERS_MS : AGAIN_MS)
  }
  next = setTimeout(look, COUNTERS_MS)
  signal.addEventListener('abort', () => clearTimeout(next))
  addEventListener('offline', () => become('down'), { signal })
  addEventListener('online', () => void look(), { signal })
}

export function stopLive(): void {
  following?.abort()
  following = undefined
  stopCounting()
}

/** Pauses, or goes on with what happened meanwhile. */
export function toggleLive(): void {
  if (isLive()) {
    stopLive()
    become('paused')
    stopCounting = countMissed()
  } else {
    stopCounting()
    become('live')
    startLive()
    void catchUp()
  }
}
