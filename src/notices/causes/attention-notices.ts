import { createHash } from 'node:crypto'
import { type Actor, may } from '../../access/actor.ts'
import type { Permission } from '../../access/permissions.ts'
import type { AttentionItem } from '../../attention/item.ts'
import { makeWallClock } from '../../base/wall-clock.ts'
import type { NoticeTx } from '../parts.ts'
import { dueAt } from '../subscriptions/due.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import type { KnownCause } from './known-cause.ts'

/** What comes back before it has been away for so long was never over. */
export const COOL_DOWN_MS = 10 * 60_000

/** While one of these stands, nothing goes on, or too much would. */
const CRITICAL: readonly AttentionItem['kind'][] = ['scheduler', 'brake', 'disk']

const RIGHT_OF_ROOM: Readonly<Partial<Record<AttentionItem['kind'], Permission>>> = {
  cause: 'provisioning.read',
  brake: 'provisioning.read',
  lane: 'provisioning.read',
  worker: 'outbound.read',
}

/** What somebody must be allowed to be told of such an item. */
export const rightOfItem = (kind: string): Permission => RIGHT_OF_ROOM[kind as AttentionItem['kind']] ?? 'system.read'

/** Causes name what a panel said, and that may be long. */
export const causeKeyOf = ({ id }: Pick<AttentionItem, 'id'>): string =>
  id.length <= 200 ? `attention:${id}` : `attention:${createHash('sha256').update(id).digest('hex')}`

/** A member who is told, with all that they may see now. */
export type Watcher = {
  readonly subscription: Subscription
  readonly actor: Actor
  readonly items: readonly AttentionItem[]
}

/** Notes what is new, what is gone, and what has been gone for long enough, for one member. */
export async function tellAttention(tx: NoticeTx, watcher: Watcher, known: readonly KnownCause[]): Promise<void> {
  const { subscription, actor, items } = watcher
  const { staffId } = subscription
  const visible = new Map(items.map((item) => [causeKeyOf(item), item]))
  const knownKeys = new Map(known.map((cause) => [cause.causeKey, cause]))
  const due = (kind: string) =>
    dueAt(
      subscription,
      CRITICAL.some((one) => one === kind),
      tx.at,
      makeWallClock(subscription.timeZone),
    )

  for (const [causeKey, item] of visible) {
    if (!isWanted(subscription, item)) continue
    const cause = knownKeys.get(causeKey)
    if (cause?.goneAt === null) continue
    const { kind, title, since } = item
    await tx.notices.causes.put({ staffId, causeKey, kind, title, since: cause?.since ?? since, goneAt: null })
    if (cause) continue
    const about = { staffId, causeKey, subject: kind, subjectId: 0, title, body: item.explanation }
    await tx.notices.pending.insert({ ...about, kind: 'attention', dueAt: due(kind) }, tx.at)
  }

  for (const cause of known) {
    const { causeKey, kind, title, goneAt } = cause
    const item = visible.get(causeKey)
    if (item && isWanted(subscription, item)) continue
    // Who is not told of it any more, or may not see it, does not learn either that it is over.
    const isOver = !item && may(actor, rightOfItem(kind))
    if (isOver && goneAt === null) await tx.notices.causes.put({ ...cause, goneAt: tx.at })
    if (isOver && (goneAt === null || tx.at - goneAt < COOL_DOWN_MS)) continue
    await tx.notices.causes.delete(staffId, causeKey)
    const wasUntold = await tx.notices.pending.withdraw(staffId, causeKey)
    if (!isOver || wasUntold || !subscription.tellOver) continue
    const about = { staffId, causeKey, subject: kind, subjectId: 0, title, body: String(cause.since) }
    await tx.notices.pending.insert({ ...about, kind: 'attention-over', dueAt: due(kind) }, tx.at)
  }
}

function isWanted({ attention, attentionKinds }: Subscription, { kind }: AttentionItem): boolean {
  if (attention === 'none' || (attention === 'critical' && !CRITICAL.includes(kind))) return false
  return attentionKinds.length === 0 || attentionKinds.includes(kind)
}
