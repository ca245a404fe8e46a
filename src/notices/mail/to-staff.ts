import { type Actor, authorize } from '../../access/actor.ts'
import { requireLines, requireText } from '../../base/checks.ts'
import { Refusal } from '../../base/refusal.ts'
import { record } from '../../events/event.ts'
import type { NoticeParts } from '../parts.ts'
import { escapeHtml } from '../templates/render.ts'
import { isAddress } from './address.ts'
import { enqueueMail } from './outbox.ts'

const LONGEST_TEXT = 100_000

export type MailToStaff = {
  subject: string
  /** As it stands; nothing of it is read as HTML. */
  text: string
  /** Everybody who is not disabled and has an address, where it is left out. */
  staffIds?: readonly number[] | undefined
}

/** Something that a program or a person has to say to the staff, by mail. Answers how many are told. */
export const makeSendToStaff =
  ({ transaction, queue }: Pick<NoticeParts, 'transaction' | 'queue'>) =>
  async (actor: Actor, { subject: given, text: said, staffIds }: MailToStaff): Promise<number> => {
    authorize(actor, 'system.write')
    const subject = requireText('subject', given, 200)
    const text = requireLines('text', said, LONGEST_TEXT)
    return transaction(async (tx) => {
      const readers = (await tx.access.staff.list()).filter(
        ({ id, active, email }) =>
          active && isAddress(email.trim()) && (staffIds === undefined || staffIds.includes(id)),
      )
      if (readers.length === 0) throw new Refusal('no_address', 'No address is known to which mail could go')
      const html = `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`
      for (const { id, email } of readers) {
        const mail = { staffId: id, address: email.trim(), kind: 'custom', causeKey: null, needs: [] }
        const mailId = await enqueueMail(tx, queue, { ...mail, subject, plain: text, html })
        await record(tx, actor, {
          kind: 'mail.created',
          subjectId: mailId,
          description: `Mail ${mailId} to staff member ${id}: ${subject}`,
        })
      }
      return readers.length
    })
  }
