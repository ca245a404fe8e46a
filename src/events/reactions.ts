import type { Moment, Within } from '../base/transaction.ts'
import type { EventRow, EventStore } from './store.ts'

export type Happened = Omit<EventRow, 'id'>

/** What another room does, in the same transaction, when something has happened. */
export type Reaction<S> = {
  /** Of the events that it answers. */
  readonly kind: string
  react(s: S & Moment, happened: Happened): Promise<void>
}

/**
 * `within` whose events are answered as they are written: cause and effect are in one transaction, and the room where it
 * happened knows nobody who answers. What an answer writes is answered in turn.
 */
export function reacting<S extends { events: EventStore }>(
  within: Within<S>,
  reactions: readonly Reaction<S>[],
): Within<S> {
  const byKind = Map.groupBy(reactions, ({ kind }) => kind)
  return (work) =>
    within((s) => {
      const answered: S & Moment = {
        ...s,
        events: {
          ...s.events,
          async append(happened) {
            await s.events.append(happened)
            for (const reaction of byKind.get(happened.kind) ?? []) await reaction.react(answered, happened)
          },
        },
      }
      return work(answered)
    })
}
