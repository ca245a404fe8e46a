import type { Observer } from '../base/transactions/after-commit.ts'
import type { EventKind } from './kinds.ts'
import type { Happened } from './reactions.ts'
import type { EventStore } from './store.ts'

/** Tells of the events of these kinds, each when it is on disk; and that there are any at all, once for each transaction. */
export function observeEvents<S extends { events: EventStore }>(
  kinds: Iterable<EventKind>,
  tell: (happened: Happened) => void,
  recorded: () => void = () => {},
): Observer<S> {
  const wanted = new Set<string>(kinds)
  return (tx) => {
    const happened: Happened[] = []
    let any = false
    const events: EventStore = {
      ...tx.events,
      append(event) {
        any = true
        if (wanted.has(event.kind)) happened.push(event)
        return tx.events.append(event)
      },
    }
    function committed(): void {
      if (any) recorded()
      happened.forEach(tell)
    }
    return { tx: { ...tx, events }, committed }
  }
}
