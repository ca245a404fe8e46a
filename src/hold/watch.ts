import { makeInterval } from '../base/interval.ts'
import type { SettingStore } from '../events/store.ts'
import { type HoldState, heldOf } from './held.ts'

const LOOK_MS = 1000

/** Knows in this process whether the installation is held; what another node decides, a second later. */
export function makeHoldWatch(read: { settings: SettingStore }, onFault: (fault: unknown) => void) {
  let held: HoldState | undefined
  const look = async () => {
    held = await heldOf(read)
  }
  const rounds = makeInterval(look)
  return {
    isHeld: () => held !== undefined,
    held: () => held,
    look,
    start: () => rounds.start(LOOK_MS, onFault),
    stop: rounds.stop,
  }
}

export type HoldWatch = ReturnType<typeof makeHoldWatch>
