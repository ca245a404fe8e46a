import { requireLines } from '../base/checks.ts'
import type { KeysetPage, Listed } from '../base/page.ts'
import { Invalid } from '../base/refusal.ts'
import type { Transaction } from '../base/transaction.ts'
import { record } from '../events/event.ts'
import type { Sealer } from '../events/sealer.ts'
import type { EventFilter, EventStore, SealedEvent } from '../events/store.ts'
import { type Actor, authorize } from './actor.ts'

type ActivityStores = { events: EventStore }
type Parts = { read: ActivityStores; transaction: Transaction<ActivityStores>; sealer: Pick<Sealer, 'settle'> }

const LONGEST = 10_000

export function makeActivity({ read, transaction, sealer }: Parts) {
  return {
    /** Newest first. Whoever has just made a change finds it here, because what is committed is sealed before. */
    async list(actor: Actor, filter: EventFilter, page: KeysetPage): Promise<Listed<SealedEvent>> {
      authorize(actor, 'activity.read')
      await sealer.settle()
      return read.events.list(filter, page)
    },

    /** A line of the caller's own. Whether the client exists is the caller's business. */
    async log(actor: Actor, description: string, clientId: number | null = null): Promise<void> {
      authorize(actor, 'activity.write')
      if (description.trim() === '') throw new Invalid('description', 'a text', description)
      requireLines('description', description, LONGEST)
      await transaction((tx) => record(tx, actor, { kind: 'activity.logged', subjectId: 0, clientId, description }))
    },
  }
}
