import type { Observer } from '../base/transactions/after-commit.ts'
import type { EventKind } from './kinds.ts'
import type { Happened } from './reactions.ts'
import type { EventStore } from './store.ts'

/** Tells of the events of these kinds, each when it is on disk. */
export function observeEvents<S extends { events: EventStore }>(
  kinds: Iterable<EventKind>,
  tell: (happened: Happened) => void,
): Observer<S> {
  const wanted = new Set<string>(kinds)
  return (tx) => {
    const happened: Happened[] = []
    const events: EventStore = {
      ...tx.events,
      append(event) {
        if (wanted.has(event.kind)) happened.push(event)
        return tx.events.append(event)
      },
    }
    return { tx: { ...tx, events }, committed: () => happened.forEach(tell) }
  }
}
