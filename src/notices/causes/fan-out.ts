import type { Actor } from '../../access/actor.ts'
import type { AttentionItem } from '../../attention/item.ts'
import { makeWallClock } from '../../base/wall-clock.ts'
import type { SealedEvent } from '../../events/store.ts'
import { isSetUp } from '../mail/mail-settings.ts'
import { actorOfMember } from '../members.ts'
import type { NoticeParts, NoticeStores, NoticeTx } from '../parts.ts'
import { dueAt } from '../subscriptions/due.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { tellAttention, type Watcher } from './attention-notices.ts'
import { wordsFor } from './event-notices.ts'
import type { NewNotice } from './notice.ts'

/** How far in the sealed log people were told. Empty: nobody is told, and who is next begins at its end. */
const CURSOR = 'notices.position'
const EVENTS_AT_ONCE = 200
/** What happened before is not told any more, for it is no news. */
const NEWS_MS = 24 * 3_600_000

/**
 * One step: who is to be told of what, as it is now. All is read before, each with the rights of who is told, and written
 * with the cursor in one transaction; another node that was at it meanwhile makes it worth nothing. Answers whether more
 * waits.
 */
export function makeFanOut(parts: NoticeParts) {
  const { read, transaction } = parts
  return async function fanOut(): Promise<boolean> {
    const settings = await read.notices.settings.get()
    const subscriptions = settings && isSetUp(settings) ? await read.notices.subscriptions.list() : []
    const watchers = await watchersOf(parts, subscriptions)
    const before = await read.settings.get(CURSOR)
    if (watchers.length === 0 && !before) return false
    const events = before ? await read.events.after(Number(before), EVENTS_AT_ONCE) : []
    const told = await noticesOf(parts, watchers, events)
    return transaction(async (tx) => {
      await tx.notices.lockTelling()
      if ((await tx.settings.get(CURSOR)) !== before) return true
      await writeCauses(tx, watchers)
      for (const notice of told) await tx.notices.pending.insert(notice, tx.at)
      await moveCursor(tx, before, watchers, events)
      return watchers.length > 0 && events.length === EVENTS_AT_ONCE
    })
  }
}

async function moveCursor(
  tx: NoticeTx,
  before: string | undefined,
  watchers: readonly Watcher[],
  events: readonly SealedEvent[],
): Promise<void> {
  if (watchers.length === 0) return tx.settings.set(CURSOR, '')
  const after = before ? events.at(-1)?.position : await endOf(tx)
  if (after !== undefined) await tx.settings.set(CURSOR, String(after))
}

async function endOf({ events }: Pick<NoticeStores, 'events'>): Promise<number> {
  const { rows } = await events.list({}, { offset: 0, limit: 1 })
  return rows[0]?.position ?? 0
}

/** Who wants to be told of anything, and what they see. Those with the same rights see the same. */
async function watchersOf(
  { read, rooms, clock }: NoticeParts,
  subscriptions: readonly Subscription[],
): Promise<Watcher[]> {
  const seen = new Map<string, readonly AttentionItem[]>()
  async function seenBy(actor: Actor): Promise<readonly AttentionItem[]> {
    const rights = [...actor.permissions].sort().join(' ')
    const items = seen.get(rights) ?? (await rooms.attention.list(actor)).items
    seen.set(rights, items)
    return items
  }
  const watchers: Watcher[] = []
  for (const subscription of subscriptions) {
    const { attention, deadlines, assignments, tickets, trouble } = subscription
    if (attention === 'none' && !deadlines && !assignments && !tickets && !trouble) continue
    const actor = await actorOfMember(read, subscription.staffId, clock.now())
    if (actor) watchers.push({ subscription, actor, items: attention === 'none' ? [] : await seenBy(actor) })
  }
  return watchers
}

async function noticesOf(
  parts: NoticeParts,
  watchers: readonly Watcher[],
  events: readonly SealedEvent[],
): Promise<NewNotice[]> {
  const now = parts.clock.now()
  const notices: NewNotice[] = []
  for (const event of events) {
    if (event.at < now - NEWS_MS) continue
    for (const { subscription, actor } of watchers) {
      const words = await wordsFor(parts, subscription, actor, event)
      if (!words) continue
      const { staffId, timeZone } = subscription
      const { subject, subjectId } = event
      // Until it is told, more of the same matter is the same notice.
      const causeKey = `${subject}:${subjectId}:${event.kind}`
      const due = dueAt(subscription, false, now, makeWallClock(timeZone))
      notices.push({ staffId, kind: 'event', causeKey, subject, subjectId, ...words, dueAt: due })
    }
  }
  return notices
}

async function writeCauses(tx: NoticeTx, watchers: readonly Watcher[]): Promise<void> {
  const known = Map.groupBy(await tx.notices.causes.list(), ({ staffId }) => staffId)
  for (const watcher of watchers) {
    const { staffId } = watcher.subscription
    await tellAttention(tx, watcher, known.get(staffId) ?? [])
    known.delete(staffId)
  }
  for (const staffId of known.keys()) await tx.notices.causes.deleteOf(staffId)
}
