import type { Actor } from '../access/actor.ts'
import { record } from '../events/event.ts'
import type { SupportTx } from './parts.ts'
import { SupportRefused } from './refused.ts'

/** Blocking twice changes nothing. */
export async function block(tx: SupportTx, actor: Actor, email: string): Promise<void> {
  if (await tx.support.blockedSenders.has(email)) return
  const id = await tx.support.blockedSenders.insert({ email, createdAt: tx.at, updatedAt: tx.at })
  await record(tx, actor, {
    kind: 'blocked_sender.created',
    subjectId: id,
    description: `Blocked sender ${id} created: ${email}`,
  })
}

/** Guests who are blocked open no ticket. */
export async function refuseBlocked(tx: SupportTx, email: string): Promise<void> {
  if (email !== '' && (await tx.support.blockedSenders.has(email)))
    throw new SupportRefused('sender_blocked', 'Tickets from this address are not taken')
}
