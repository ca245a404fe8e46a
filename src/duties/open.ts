import { type KeeperParts, makeDutyKeeper } from './keeper.ts'
import { makeSchedules } from './schedules.ts'

/** The verbs of schedules, and what carries them out in this process once they have been entered. */
export function openDuties(parts: KeeperParts) {
  const keeper = makeDutyKeeper(parts)
  return { verbs: makeSchedules({ ...parts, keeper }), enter: keeper.enter, background: keeper.background }
}
