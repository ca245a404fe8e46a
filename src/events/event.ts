import { rememberCause } from '../base/measuring/causes.ts'
import { tracing } from '../base/measuring/tracing.ts'
import type { Patch } from '../base/merge.ts'
import { maskSealed } from '../base/secrets/sealed.ts'
import type { Tx } from '../base/transaction.ts'
import { type ClientsKind, type EventKind, nounOf, type OtherKind } from './kinds.ts'
import type { Changes, EventStore } from './store.ts'

/** Something that happened; of a client's own records it says whose. */
export type NewEvent = Told & ({ kind: ClientsKind; clientId: number } | { kind: OtherKind; clientId?: number | null })

type Told = {
  /** Its noun is the subject. */
  kind: EventKind
  /** 0 for what there is only one of. */
  subjectId: number
  /** The client it concerns, if any: the client's activity shows it. */
  clientId?: number | null
  /** One line for people, as the activity log shows it. */
  description: string
  changes?: Changes
}

/** Who did it: staff and the system, or somebody another room knows, such as a customer's program. */
export type Doer = {
  readonly kind: string
  readonly id: number
  readonly name: string
  readonly address: string
}

/**
 * Writes what happened in the transaction that made it so. The activity log, live events and webhooks read these rows, so
 * nothing that is sealed comes into them.
 */
export function record(tx: Tx<{ events: EventStore }>, actor: Doer, event: NewEvent): Promise<void> {
  if (tracing()) rememberCause({ ...event, at: tx.at })
  return tx.events.append({
    ...event,
    subject: nounOf(event.kind),
    clientId: event.clientId ?? null,
    changes: maskSealed(event.changes ?? {}),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    address: actor.address,
    at: tx.at,
  })
}

/** The fields of `after` that differ from `before`, as `[before, after]`; one that is undefined is no change. */
export function changesBetween<T extends object>(before: T, after: Patch<T>): Changes {
  const changes: Record<string, readonly [unknown, unknown]> = {}
  for (const key of Object.keys(after) as (keyof T & string)[]) {
    if (after[key] !== undefined && JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      changes[key] = [before[key], after[key]]
  }
  return changes
}
