import type { Transaction, Tx } from '../base/transaction.ts'
import type { EventKind } from './kinds.ts'
import type { EventRow, EventStore } from './store.ts'

export type Happened = Omit<EventRow, 'id'>

/** What another room does, in the same transaction, when something has happened. */
export type Reaction<S> = {
  /** Of the events that it answers. */
  readonly kinds: readonly EventKind[]
  react(tx: Tx<S>, happened: Happened): Promise<void>
}

/**
 * `transaction` whose events are answered as they are written: cause and effect are in one transaction, and the room where it
 * happened knows nobody who answers. What an answer writes is answered in turn.
 */
export function reacting<S extends { events: EventStore }>(
  transaction: Transaction<S>,
  reactions: readonly Reaction<S>[],
): Transaction<S> {
  const byKind = new Map<string, Reaction<S>[]>()
  for (const reaction of reactions)
    for (const kind of reaction.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), reaction])
  return (work) =>
    transaction((tx) => {
      const answered: Tx<S> = {
        ...tx,
        events: {
          ...tx.events,
          async append(happened) {
            await tx.events.append(happened)
            for (const reaction of byKind.get(happened.kind) ?? []) await reaction.react(answered, happened)
          },
        },
      }
      return work(answered)
    })
}
