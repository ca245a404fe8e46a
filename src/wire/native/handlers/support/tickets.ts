import type { NoteListing, ReplyListing, TicketListing } from '../../../../support/ticket.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { tickets } from '../../contract/support/tickets.ts'
import { instantText } from '../../encode.ts'
import { handle, handleDownload, handleUpload } from '../../handler.ts'
import { listSorted } from '../../keyset.ts'
import { encodeDepartment } from './departments.ts'

export const ticketHandlers = [
  handle(tickets.departments, async ({ actor, domain }) => ({
    items: (await domain.support.departments.list(actor)).map(encodeDepartment),
  })),
  handle(tickets.list, async ({ actor, domain }, { query: { offset, limit, cursor, sort, status, ...filter } }) => {
    const statuses = status === undefined ? undefined : [status]
    const { rows, beside } = await listSorted({ offset, limit, cursor, sort }, (page, order) =>
      domain.support.tickets.list(actor, { ...filter, statuses }, page, order),
    )
    return { items: rows.map(encodeTicket), ...beside }
  }),
  handle(tickets.get, async ({ actor, domain }, { params }) => {
    const { ticket, replies, notes } = await domain.support.tickets.getWithDetails(actor, params)
    return { ...encodeTicket(ticket), replies: replies.map(encodeReply), notes: notes.map(encodeNote) }
  }),
  handle(tickets.open, async ({ actor, domain }, { body: { cc, ...form } }) => {
    const { id } = await domain.support.tickets.create(actor, { ...form, cc: cc?.join(',') })
    return { id }
  }),
  handle(tickets.change, async ({ actor, domain }, { params, body: { cc, ...changes } }) => {
    const { id } = await domain.support.tickets.update(actor, params.id, { ...changes, cc: cc?.join(',') })
    return { id }
  }),
  handle(tickets.remove, async ({ actor, domain }, { params: { id } }) => {
    await domain.support.tickets.delete(actor, id)
    return { id }
  }),
  handle(tickets.reply, async ({ actor, domain }, { params, body }) => {
    const { clientId, name, email } = body
    const named = clientId !== undefined || name !== undefined || email !== undefined
    return { id: await domain.support.tickets.reply(actor, params.id, { ...body, byActor: !named }) }
  }),
  handle(tickets.removeReply, async ({ actor, domain }, { params: { id, childId } }) => {
    await domain.support.tickets.deleteReply(actor, id, childId)
    return { id: childId }
  }),
  handle(tickets.note, async ({ actor, domain }, { params, body }) => ({
    id: await domain.support.tickets.createNote(actor, params, body),
  })),
  handleUpload(tickets.attach, async ({ actor, domain }, { params: { id }, query }, upload) => {
    const { filename, replyId, noteId } = query
    const owner =
      replyId !== undefined
        ? ({ type: 'reply', id: replyId } as const)
        : noteId !== undefined
          ? ({ type: 'note', id: noteId } as const)
          : ({ type: 'ticket', id } as const)
    return encodeAttachment(
      await domain.support.tickets.attachFile(actor, id, owner, { filename, bytes: upload.bytes }),
    )
  }),
  handleDownload(tickets.download, async ({ actor, domain }, { params: { id, childId } }) => {
    const { attachment, bytes } = await domain.support.tickets.openAttachment(actor, id, childId)
    return { filename: attachment.filename, type: 'application/octet-stream', size: attachment.size, bytes }
  }),
]

type Ticket = AnswerOf<typeof tickets.list>['items'][number]

/** The access key stays here: it would open the ticket to whoever has it. */
export function encodeTicket(listing: TicketListing): Ticket {
  const { id, departmentId, departmentName, clientId, contactId, userId, requestor, cc, subject, message } = listing
  const { markdown, status, priority, flaggedTo, related, preventClientClosure, version } = listing
  return {
    id,
    number: listing.mask,
    ...{ departmentId, departmentName, clientId, contactId, userId, requestor },
    openedBy: listing.staffName === '' ? null : listing.staffName,
    cc: cc === '' ? [] : cc.split(','),
    ...{ subject, message, markdown, status, priority, flaggedTo, related, preventClientClosure },
    attachments: listing.attachments.map(encodeAttachment),
    openedAt: instantText(listing.openedAt),
    lastReplyAt: instantText(listing.lastReplyAt),
    updatedAt: instantText(listing.updatedAt),
    version,
  }
}

type Thread = AnswerOf<typeof tickets.get>

const saidIn = ({ id, message, markdown, attachments, at }: ReplyListing | NoteListing) => ({
  id,
  message,
  markdown,
  attachments: attachments.map(encodeAttachment),
  at: instantText(at),
})

const encodeReply = (reply: ReplyListing): Thread['replies'][number] => ({
  ...saidIn(reply),
  author: reply.requestor,
  rating: reply.rating,
})

const encodeNote = (note: NoteListing): Thread['notes'][number] => ({
  ...saidIn(note),
  staffId: note.staffId,
  staffName: note.staffName,
})

const encodeAttachment = ({ id, index, filename, size }: Ticket['attachments'][number]) => ({
  id,
  index,
  filename,
  size,
})
