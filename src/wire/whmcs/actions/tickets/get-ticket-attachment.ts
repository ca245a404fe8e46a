import { Refusal } from '../../../../base/refusal.ts'
import { action } from '../../action.ts'
import { integer, required, textFilter } from '../../parameters.ts'
import { requiredId } from '../support/ticket-parameters.ts'

const TYPES = ['ticket', 'reply', 'note'] as const

/** Larger ones do not fit into one text of an answer; the native API streams them. */
const LARGEST = 32 * 1024 * 1024

/** Part A9 of the reference. */
export const getTicketAttachment = action({
  name: 'GetTicketAttachment',
  reads: true,
  permission: 'support.read',
  about: 'A file that is attached to a ticket, a reply or a note',
  parameters: {
    relatedid: requiredId('The ticket, reply or note', 'Related ID Required'),
    type: required(textFilter('ticket, reply or note')),
    index: required(integer('Which of its files, from 0')),
  },
  async answer({ actor, domain }, { relatedid, type, index }) {
    const kind = TYPES.find((each) => each === type?.trim().toLowerCase())
    if (!kind) throw new Refusal('attachment_type', `Invalid Type. Must be one of ${TYPES.join(', ')}`)
    if (index === undefined) throw new Refusal('attachment_index', 'Attachment Index Required')
    const found = await domain.support.tickets.listAttachments(actor, { type: kind, id: relatedid })
    if (!found) throw new Refusal('attachment_owner', 'Related ID Not Found')
    const { ticketId, attachments } = found
    if (attachments.length === 0) throw new Refusal('attachments_none', 'No Attachments Found')
    const attachment = attachments[index]
    if (!attachment) throw new Refusal('attachment_index', 'Invalid Attachment Index')
    if (attachment.size > LARGEST) throw new Refusal('attachment_large', 'The attachment is too large for this action')
    const { bytes } = await domain.support.tickets.openAttachment(actor, ticketId, attachment.id)
    const pieces: Uint8Array[] = []
    for await (const piece of bytes) pieces.push(piece)
    return { filename: attachment.filename, data: Buffer.concat(pieces).toString('base64') }
  },
})
