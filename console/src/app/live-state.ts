import { useSyncExternalStore } from 'react'

/**
 * `catching-up`: what was missed is being read; `reconnecting`: one question was not answered; `down`: nothing was heard from
 * the server, and what is shown is as old as it says.
 */
export type LiveState = 'live' | 'catching-up' | 'paused' | 'reconnecting' | 'down'

export type Live = {
  readonly state: LiveState
  /** Since when nobody answers. */
  readonly downSince?: string
  /** What happened while this was paused; unknown to who may see no events. */
  readonly missed?: number
}

let live: Live = { state: 'live' }
const listeners = new Set<() => void>()

export const liveState = (): LiveState => live.state
export const isLive = (): boolean => live.state !== 'paused'

function set(next: Live): void {
  live = next
  for (const tell of listeners) tell()
}

export function become(state: LiveState): void {
  if (state === live.state) return
  set({ state, ...(state === 'down' && { downSince: new Date().toISOString() }) })
}

/** More happened while this is paused. */
export function miss(more: number): void {
  if (live.state === 'paused') set({ state: 'paused', missed: (live.missed ?? 0) + more })
}

export const useLive = (): Live =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => live,
  )
