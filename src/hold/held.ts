import type { Actor } from '../access/actor.ts'
import { Refusal } from '../base/refusal.ts'
import type { Tx } from '../base/transaction.ts'
import { record } from '../events/event.ts'
import type { EventStore, SettingStore } from '../events/store.ts'

const SETTING = 'hold'

/** Nothing leaves the installation: no panel, page, webhook or mail server is asked, and workers elsewhere get nothing. */
export type HoldState = { since: number; why: string }

type Stores = { settings: SettingStore; events: EventStore }

export async function heldOf({ settings }: Pick<Stores, 'settings'>): Promise<HoldState | undefined> {
  const text = await settings.get(SETTING)
  return text ? (JSON.parse(text) as HoldState) : undefined
}

/** Once: what is held already stays held for the reason that it has. */
export async function beginHold(tx: Tx<Stores>, actor: Actor, why: string): Promise<void> {
  if (await heldOf(tx)) return
  await tx.settings.set(SETTING, JSON.stringify({ since: tx.at, why } satisfies HoldState))
  await record(tx, actor, { kind: 'installation.held', subjectId: 1, description: `Nothing leaves any more: ${why}` })
}

/** Of a database that nobody has open: no event, which the first start would have to seal. */
export const restoredHold = (settings: SettingStore, madeAt: string, now: number): Promise<void> =>
  settings.set(
    SETTING,
    JSON.stringify({ since: now, why: `it was restored from a backup of ${madeAt}` } satisfies HoldState),
  )

export async function endHold(tx: Tx<Stores>, actor: Actor, what: string): Promise<void> {
  await tx.settings.set(SETTING, '')
  await record(tx, actor, { kind: 'installation.released', subjectId: 1, description: `Let go: ${what}` })
}

/** For what would leave at once, whoever asks for it. */
export class HeldRefusal extends Refusal {
  constructor() {
    super('held', 'This installation is held: nothing leaves it', {}, { hint: 'provisor release lets it go' })
  }
}
