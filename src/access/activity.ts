import { requireLines, requireText } from '../base/checks.ts'
import type { KeysetPage, Listed } from '../base/page.ts'
import { Invalid, Refusal } from '../base/refusal.ts'
import type { Transaction } from '../base/transaction.ts'
import { changesBetween, record } from '../events/event.ts'
import type { Sealer } from '../events/sealer.ts'
import type { EventFilter, EventStore, SealedEvent } from '../events/store.ts'
import type { PartVerdict } from '../events/verify.ts'
import { type Actor, authorize } from './actor.ts'

export type Notification = { identifier: string; title: string; message: string; url: string; status: string }

type ActivityStores = { events: EventStore }
type Parts = {
  read: ActivityStores
  transaction: Transaction<ActivityStores>
  sealer: Pick<Sealer, 'settle' | 'bounds' | 'verifyBehind'>
}

const LONGEST = 10_000
/** So many lines are proved at once: it is work that grows with the log, and anybody who reads it may ask. */
const PROVED_AT_ONCE = 10_000

export function makeActivity({ read, transaction, sealer }: Parts) {
  let isProving = false

  return {
    /** Newest first. Whoever has just made a change finds it here, because what is committed is sealed before. */
    async list(actor: Actor, filter: EventFilter, page: KeysetPage): Promise<Listed<SealedEvent>> {
      authorize(actor, 'activity.read')
      await sealer.settle()
      return read.events.list(filter, page)
    },

    /** Whether what stands behind `after` is as it was written, so far as one call walks; for one caller at a time. */
    async verify(actor: Actor, after: number): Promise<PartVerdict> {
      authorize(actor, 'activity.read')
      if (isProving) throw new Refusal('busy', 'The activity log is being verified for somebody else')
      isProving = true
      try {
        await sealer.settle()
        const { head } = await sealer.bounds()
        if (after > head) throw new Invalid('after', `a position up to ${head}`, after)
        return await sealer.verifyBehind(after, PROVED_AT_ONCE)
      } finally {
        isProving = false
      }
    },

    /** Something that a program says, for whoever follows events. */
    async notify(actor: Actor, given: Notification): Promise<void> {
      authorize(actor, 'activity.write')
      const identifier = requireText('identifier', given.identifier, 255)
      const title = requireText('title', given.title, 255)
      const message = requireLines('message', given.message, LONGEST)
      const url = requireText('url', given.url, 2000, 0)
      const status = requireText('status', given.status, 255, 0)
      await transaction((tx) =>
        record(tx, actor, {
          kind: 'notification.triggered',
          subjectId: 0,
          description: `${title}: ${message}`,
          changes: changesBetween<object>({}, { identifier, title, message, url, status }),
        }),
      )
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
