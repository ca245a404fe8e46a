import type { Actor } from '../access/actor.ts'
import type { Patch } from '../base/merge.ts'
import { MASK } from '../base/secrets/sealed.ts'
import type { Tx } from '../base/transaction.ts'
import { changesBetween, record } from '../events/event.ts'
import { type KindOf, nounOf, verbOf } from '../events/kinds.ts'
import type { Changes, EventStore } from '../events/store.ts'

type Change<T> = {
  kind: ChangeKind
  /** What the activity log says instead of the kind's own verb. */
  words?: string
  store: { update(id: number, changes: Patch<T>, at: number): Promise<void> }
}

/** Writes what differs, and the event of it. Without a difference nothing is written and nothing recorded. */
export async function recordChange<T extends { id: number; clientId: number; updatedAt: number; version?: number }>(
  tx: Tx<{ events: EventStore }>,
  actor: Actor,
  before: T,
  after: Patch<NoInfer<T>>,
  { kind, words = verbOf(kind), store }: Change<NoInfer<T>>,
): Promise<T> {
  const differences = changesBetween(before, after)
  const fields = Object.keys(differences) as (keyof T)[]
  if (fields.length === 0) return before
  const written = Object.fromEntries(fields.map((field) => [field, after[field]])) as Partial<T>
  await store.update(before.id, written, tx.at)
  const changes = masked(differences)
  await record(tx, actor, {
    kind,
    subjectId: before.id,
    clientId: before.clientId,
    description: `${NOUNS[nounOf(kind)]} ${before.id} ${words} (${Object.keys(changes).join(', ')})`,
    changes,
  })
  // As the store has moved it.
  return { ...before, ...written, ...versionAfter(before), updatedAt: tx.at }
}

const versionAfter = ({ version }: { version?: number }) => (version === undefined ? {} : { version: version + 1 })

export const NOUNS = { service: 'Service', addon: 'Add-on', domain: 'Domain', order: 'Order' } as const

/** Of a change to something that is ordered, or to an order. */
export type ChangeKind = KindOf<keyof typeof NOUNS>

const SEALED: Readonly<Record<string, string>> = { passwordSealed: 'password', eppCodeSealed: 'eppCode' }

function masked(differences: Changes): Changes {
  return Object.fromEntries(
    Object.entries(differences).map(([field, change]) => {
      const secret = SEALED[field]
      return secret === undefined ? [field, change] : [secret, [MASK, MASK]]
    }),
  )
}
