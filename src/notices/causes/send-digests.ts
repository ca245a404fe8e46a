import type { Actor } from '../../access/actor.ts'
import type { Permission } from '../../access/permissions.ts'
import type { AttentionItem } from '../../attention/item.ts'
import { Refusal } from '../../base/refusal.ts'
import { makeWallClock } from '../../base/wall-clock.ts'
import { isSetUp, NO_MAIL_SETTINGS } from '../mail/mail-settings.ts'
import { enqueueMail, type MailToSend } from '../mail/outbox.ts'
import { actorOfMember, existingMember } from '../members.ts'
import type { NoticeParts } from '../parts.ts'
import { addressOf } from '../subscriptions/subscriptions.ts'
import { listOf } from '../templates/example.ts'
import type { MailTemplateName, PlaceholderValues } from '../templates/template.ts'
import { contentOf } from '../templates/templates.ts'
import { causeKeyOf, rightOfItem } from './attention-notices.ts'
import { mayStillSee, rightOfEvent } from './event-notices.ts'
import type { Notice } from './notice.ts'

/** More than so many at one time are one mail. */
const MOST_ALONE = 3

/** A notice with all that its mail says. */
type Written = {
  readonly notice: Notice
  readonly needs: Permission
  readonly values: Readonly<Record<string, string>>
}

/**
 * One step: the mails of one member of all that is due. What has waited for a day or the end of quiet hours is one mail;
 * what they may not see any more, or what is over, is none. Answers whether more waits.
 */
export function makeSendDigests(parts: NoticeParts) {
  const { read, transaction, queue, clock } = parts

  /** What the mails are made of; nothing where no mail can go. */
  async function mailsOf(staffId: number, written: readonly Written[]): Promise<MailToSend[]> {
    const settings = (await read.notices.settings.get()) ?? NO_MAIL_SETTINGS
    if (!isSetUp(settings) || written.length === 0) return []
    const member = await existingMember(read, staffId)
    const address = await addressOf(read, member)
    const always = { name: member.firstName || member.username, link: settings.publicUrl }
    const mail = async (kind: MailTemplateName, from: readonly Written[], values: PlaceholderValues) => ({
      ...(await contentOf(read, kind, { ...always, ...values })),
      ...{ staffId, address, kind, causeKey: from.length === 1 ? from[0]!.notice.causeKey : null },
      needs: [...new Set(from.map(({ needs }) => needs))],
    })
    const waited = written.filter(({ notice }) => notice.dueAt > notice.createdAt)
    const fresh = written.filter((one) => !waited.includes(one))
    const together = fresh.length > MOST_ALONE ? written : waited
    const alone = written.filter((one) => together.length < 2 || !together.includes(one))
    const mails: MailToSend[] = []
    for (const one of alone) mails.push(await mail(one.notice.kind, [one], one.values))
    if (together.length > 1)
      mails.push(
        await mail('digest', together, { count: `${together.length} notices`, items: listOf(together.map(itemOf)) }),
      )
    return mails
  }

  return async function sendDigests(): Promise<boolean> {
    const now = clock.now()
    const due = await read.notices.pending.due(now)
    const [first] = due
    if (!first) return false
    const { staffId } = first
    const actor = await actorOfMember(read, staffId, now)
    const written = actor ? await writtenFor(parts, actor, due) : []
    const mails = await unlessNoAddress(() => mailsOf(staffId, written))
    const untold = due.filter((notice) => !written.some((one) => one.notice === notice))
    await transaction(async (tx) => {
      await tx.notices.lockTelling()
      const still = await tx.notices.pending.due(now)
      if (JSON.stringify(still.map(({ id }) => id)) !== JSON.stringify(due.map(({ id }) => id))) return
      await tx.notices.pending.delete(due.map(({ id }) => id))
      for (const mail of mails) await enqueueMail(tx, queue, mail)
      // Nobody knows of it: when it comes back it is new.
      for (const { kind, causeKey } of untold)
        if (kind === 'attention') await tx.notices.causes.delete(staffId, causeKey)
    })
    return true
  }
}

/** Those of which the member may still be told, as they are now. */
async function writtenFor(parts: NoticeParts, actor: Actor, due: readonly Notice[]): Promise<Written[]> {
  const zone = (await parts.read.notices.subscriptions.get(actor.id))?.timeZone ?? 'UTC'
  const clock = makeWallClock(zone)
  const at = (instant: number) => `${clock.format(instant)} ${zone}`
  const asksAttention = due.some(({ kind }) => kind === 'attention')
  const items = asksAttention ? (await parts.rooms.attention.list(actor)).items : []
  const visible = new Map(items.map((item) => [causeKeyOf(item), item]))
  const written: Written[] = []
  for (const notice of due) {
    const { kind, causeKey, subject, title, body } = notice
    if (kind === 'event') {
      if (!(await mayStillSee(parts, actor, notice))) continue
      written.push({ notice, needs: rightOfEvent(subject), values: { title, body, at: at(notice.createdAt) } })
      continue
    }
    const needs = rightOfItem(subject)
    if (!actor.permissions.has(needs)) continue
    if (kind === 'attention-over') {
      written.push({ notice, needs, values: { title, since: at(Number(body)), over: at(notice.createdAt) } })
      continue
    }
    const item = visible.get(causeKey)
    if (item) written.push({ notice, needs, values: valuesOf(item, at) })
  }
  return written
}

const valuesOf = ({ title, explanation, fix, count, since }: AttentionItem, at: (instant: number) => string) => ({
  ...{ title, explanation, fix: fix.label, effect: fix.effect },
  ...{ count: String(count), since: at(since) },
})

function itemOf({ notice, values }: Written): { title: string; body: string } {
  const { title = '', explanation, body, fix, since, over } = values
  if (notice.kind === 'attention') return { title, body: `${explanation}\nWhat mends it: ${fix}` }
  if (notice.kind === 'attention-over') return { title: `Over: ${title}`, body: `Since ${since}, until ${over}` }
  return { title, body: body ?? '' }
}

async function unlessNoAddress(write: () => Promise<MailToSend[]>): Promise<MailToSend[]> {
  try {
    return await write()
  } catch (failure) {
    if (failure instanceof Refusal && failure.code === 'no_address') return []
    throw failure
  }
}
