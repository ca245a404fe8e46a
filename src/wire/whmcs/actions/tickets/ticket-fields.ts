import type { Attachment, NoteListing, ReplyListing, RequestorKind, TicketListing } from '../../../../support/ticket.ts'
import type { Tree } from '../../../codec/tree.ts'
import type { WhmcsCall } from '../../action.ts'

/** Guessed: the documents name the field and print no list of its words. */
const REQUESTOR_TYPES: Readonly<Record<RequestorKind, string>> = {
  owner: 'Owner',
  user: 'Authorized User',
  contact: 'Subaccount',
  guest: 'Guest',
  staff: 'Operator',
}

type Fields = Record<string, Tree>

/** The old form in one text, and the list of 7.10. */
export const attachmentFields = (attachments: readonly Attachment[]) => ({
  attachment: attachments.map(({ filename }) => filename).join('|'),
  attachments: attachments.map(({ filename, index }) => ({ filename, index })),
  attachments_removed: false,
})

const requestorFields = ({ requestor }: Pick<TicketListing, 'requestor'>): Fields => ({
  requestor_name: requestor.name,
  requestor_email: requestor.email,
  requestor_type: REQUESTOR_TYPES[requestor.kind],
})

/** Section 6.6: `S` of a service, `D` of a domain. */
const serviceText = ({ related }: TicketListing): string =>
  related ? `${related.type === 'service' ? 'S' : 'D'}${related.id}` : ''

export function listedTicketFields({ quoted, wallClock }: WhmcsCall, ticket: TicketListing): Fields {
  return {
    id: quoted(ticket.id),
    tid: ticket.mask,
    deptid: quoted(ticket.departmentId),
    userid: quoted(ticket.clientId ?? 0),
    name: ticket.ownerName,
    owner_name: ticket.ownerName,
    email: ticket.ownerEmail,
    ...requestorFields(ticket),
    cc: ticket.cc,
    c: ticket.accessKey,
    date: wallClock.format(ticket.openedAt),
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    admin: ticket.staffName,
    ...attachmentFields(ticket.attachments),
    lastreply: wallClock.format(ticket.lastReplyAt),
    flag: quoted(ticket.flaggedTo ?? 0),
    service: serviceText(ticket),
  }
}

export function ticketFields({ quoted, wallClock }: WhmcsCall, ticket: TicketListing): Fields {
  return {
    ticketid: quoted(ticket.id),
    id: quoted(ticket.id),
    tid: ticket.mask,
    c: ticket.accessKey,
    deptid: quoted(ticket.departmentId),
    deptname: ticket.departmentName,
    userid: quoted(ticket.clientId ?? 0),
    contactid: quoted(ticket.contactId ?? 0),
    name: ticket.ownerName,
    email: ticket.ownerEmail,
    ...requestorFields(ticket),
    cc: ticket.cc,
    date: wallClock.format(ticket.openedAt),
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    admin: ticket.staffName,
    lastreply: wallClock.format(ticket.lastReplyAt),
    flag: quoted(ticket.flaggedTo ?? 0),
    service: serviceText(ticket),
  }
}

/** The first message is the reply of number 0. */
export const firstMessage = (ticket: TicketListing): ReplyListing => ({
  ...ticket,
  id: 0,
  ticketId: ticket.id,
  rating: 0,
  at: ticket.openedAt,
})

export function replyFields({ quoted, wallClock }: WhmcsCall, reply: ReplyListing): Fields {
  const byStaff = reply.requestor.kind === 'staff'
  return {
    replyid: quoted(reply.id),
    userid: quoted(reply.clientId ?? 0),
    contactid: quoted(reply.contactId ?? 0),
    name: byStaff ? '' : reply.requestor.name,
    email: byStaff ? '' : reply.requestor.email,
    ...requestorFields(reply),
    date: wallClock.format(reply.at),
    message: reply.message,
    ...attachmentFields(reply.attachments),
    admin: reply.staffName,
    rating: quoted(reply.rating),
  }
}

export function noteFields({ quoted, wallClock }: WhmcsCall, note: NoteListing): Fields {
  return {
    noteid: quoted(note.id),
    date: wallClock.format(note.at),
    message: note.message,
    ...attachmentFields(note.attachments),
    admin: note.staffName,
  }
}
