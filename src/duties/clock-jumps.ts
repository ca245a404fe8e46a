import { SYSTEM } from '../access/actor.ts'
import type { Log } from '../base/log.ts'
import type { Transaction } from '../base/transaction.ts'
import { record } from '../events/event.ts'
import type { EventStore, SettingStore } from '../events/store.ts'

const JUMP = 'clock.jump'
const TURN = 'clock.turn'
/** What several nodes see of one jump differs by no more. */
const ALIKE_MS = 10_000
const AT_ONCE_MS = 60_000

type Parts = {
  transaction: Transaction<{ events: EventStore; settings: SettingStore }>
  log: Pick<Log, 'warn'>
  /** Of the node that hears of it first: what was to come soon still comes soon. */
  onSetBack: (byMs: number) => Promise<void>
}

/** All nodes see a jump of the clock that they share. Each says so in its log, and one of them does what is to be done. */
export function makeClockJumps({ transaction, log, onSetBack }: Parts) {
  return async function jumped(byMs: number, now: number): Promise<void> {
    const text = `the clock was set ${byMs > 0 ? 'forward' : 'back'} by ${Math.round(Math.abs(byMs) / 1000)} seconds`
    log.warn({ jumpedMs: byMs }, text)
    const isFirst = await transaction(async (tx) => {
      // Whoever else writes it waits.
      await tx.settings.set(TURN, String(now))
      const last = JSON.parse((await tx.settings.get(JUMP)) ?? 'null') as { byMs: number; now: number } | null
      if (last && Math.abs(last.byMs - byMs) < ALIKE_MS && Math.abs(last.now - now) < AT_ONCE_MS) return false
      await tx.settings.set(JUMP, JSON.stringify({ byMs, now }))
      await record(tx, SYSTEM, { kind: 'clock.jumped', subjectId: 0, description: `T${text.slice(1)}` })
      return true
    })
    if (isFirst && byMs < 0) await onSetBack(-byMs)
  }
}
