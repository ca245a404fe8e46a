import { type Actor, authorize } from '../../access/actor.ts'
import { isMember } from '../../access/sessions/sessions.ts'
import type { StaffMember } from '../../access/staff/staff-member.ts'
import { checkedDetails } from '../../base/checks.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { Invalid, Refusal } from '../../base/refusal.ts'
import { changesBetween, record } from '../../events/event.ts'
import { isAddress } from '../mail/address.ts'
import { existingMember } from '../members.ts'
import type { NoticeParts, NoticeStores } from '../parts.ts'
import { NO_SUBSCRIPTION, SUBSCRIPTION_CHECKS, type Subscription, type SubscriptionForm } from './subscription.ts'

/** Who is told of what: each says so for themselves, and who manages staff for others. */
export function makeSubscriptions({ read, transaction }: Pick<NoticeParts, 'read' | 'transaction'>) {
  return {
    async get(actor: Actor, staffId: number = actor.id): Promise<Subscription> {
      if (!isMember(actor, staffId)) authorize(actor, 'access.read')
      await existingMember(read, staffId)
      return (await read.notices.subscriptions.get(staffId)) ?? { staffId, ...NO_SUBSCRIPTION }
    },

    /** All of it: what is left out is as it is at first. */
    async put(actor: Actor, given: Patch<SubscriptionForm>, staffId: number = actor.id): Promise<Subscription> {
      // Mails tell all that the member may see, and a credential may be allowed less.
      if (!(isMember(actor, staffId) && actor.sessionId !== undefined)) authorize(actor, 'access.write')
      const after: Subscription = { staffId, ...merge(NO_SUBSCRIPTION, checkedDetails(SUBSCRIPTION_CHECKS, given)) }
      requireSense(after)
      return transaction(async (tx) => {
        await existingMember(tx, staffId)
        await tx.notices.lockTelling()
        const before = (await tx.notices.subscriptions.get(staffId)) ?? { staffId, ...NO_SUBSCRIPTION }
        const changes = changesBetween(before, after)
        const fields = Object.keys(changes)
        if (fields.length === 0) return after
        await tx.notices.subscriptions.put(after, tx.at)
        await record(tx, actor, {
          kind: 'staff.notices_updated',
          subjectId: staffId,
          description: `Notices to staff member ${staffId} updated (${fields.join(', ')})`,
          changes,
        })
        return after
      })
    },
  }
}

function requireSense({ quietFrom, quietTo }: Subscription): void {
  if ((quietFrom === null) !== (quietTo === null))
    throw new Invalid('quietTo', 'both ends of the quiet hours or neither')
  if (quietFrom !== null && quietFrom === quietTo) throw new Invalid('quietTo', 'another time than their beginning')
}

/** Where mails to somebody go; refused where no address is known. */
export async function addressOf(read: Pick<NoticeStores, 'notices'>, member: StaffMember): Promise<string> {
  const address = (await read.notices.subscriptions.get(member.id))?.address || member.email.trim()
  if (!isAddress(address))
    throw new Refusal(
      'no_address',
      'No address is known to which mail could go',
      { staffId: member.id },
      { hint: 'Give this member of staff an e-mail address' },
    )
  return address
}
