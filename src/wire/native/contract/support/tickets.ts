import * as z from 'zod'
import { TICKET_PRIORITIES, TICKET_SORTS } from '../../../../support/ticket.ts'
import { TICKET_STATUSES } from '../../../../support/ticket-status.ts'
import { apiOperation } from '../operation.ts'
import { done, filterText, id, idPath, idText, instant, page, pageQuery, sortWord, text } from '../values.ts'
import { department } from './departments.ts'

const status = z.enum(TICKET_STATUSES).meta({ id: 'TicketStatus' })
const priority = z.enum(TICKET_PRIORITIES).meta({ id: 'TicketPriority' })
const related = z.object({ type: z.enum(['service', 'domain']), id }).meta({ id: 'TicketRelated' })

const attachment = z
  .object({ id, index: z.int().min(0), filename: z.string(), size: z.int().min(0) })
  .meta({ id: 'TicketAttachment' })

const person = z
  .object({
    kind: z.enum(['guest', 'owner', 'user', 'contact', 'staff']).meta({ description: '`owner` is the client itself' }),
    name: z.string(),
    email: z.string(),
  })
  .meta({ id: 'TicketPerson' })

export const ticket = z
  .object({
    id,
    number: z.string().meta({ description: 'What people quote' }),
    departmentId: id,
    departmentName: z.string(),
    clientId: id.nullable().meta({ description: 'Null: of a guest' }),
    contactId: id.nullable(),
    userId: id.nullable(),
    requestor: person,
    openedBy: z.string().nullable().meta({ description: 'The member of the staff who opened it for the client' }),
    cc: z.array(z.string()),
    subject: z.string(),
    message: z.string(),
    markdown: z.boolean(),
    status,
    priority,
    flaggedTo: id.nullable().meta({ description: 'The member of the staff who is asked to look after it' }),
    related: related.nullable(),
    preventClientClosure: z.boolean(),
    attachments: z.array(attachment),
    openedAt: instant,
    lastReplyAt: instant,
    updatedAt: instant,
    version: z.int().meta({ description: 'Moves with every change; the ETag' }),
  })
  .meta({ id: 'Ticket' })

const said = { id, message: z.string(), markdown: z.boolean(), attachments: z.array(attachment), at: instant }
const reply = z.object({ ...said, author: person, rating: z.int() }).meta({ id: 'TicketReply' })
const note = z.object({ ...said, staffId: id.nullable(), staffName: z.string() }).meta({ id: 'TicketNote' })

const thread = z
  .object({ ...ticket.shape, replies: z.array(reply), notes: z.array(note) })
  .meta({ id: 'TicketThread', description: 'A ticket with all that was said about it, oldest first' })

const line = text(255)
const message = text(500_000)
const cc = z.array(line).max(50)

const author = {
  clientId: id.optional(),
  contactId: id.optional(),
  name: line.optional().meta({ description: 'Of a guest' }),
  email: line.optional(),
}

const onTicket = z.strictObject({ id: idText, childId: idText })
const read = 'support.read'
const write = 'support.write'

export const tickets = {
  departments: apiOperation({
    id: 'tickets.departments',
    method: 'GET',
    path: '/departments',
    summary: 'Where tickets lie, and how many',
    permission: read,
    response: z.object({ items: z.array(department) }).meta({ id: 'Departments' }),
    errors: [],
  }),
  list: apiOperation({
    id: 'tickets.list',
    method: 'GET',
    path: '/tickets',
    summary: 'Tickets that match all the filters, the latest reply first',
    permission: read,
    query: z.strictObject({
      departmentId: idText.optional(),
      clientId: idText.optional(),
      email: filterText.optional().meta({ description: 'Of the client or guest, without regard to case' }),
      status: status.optional(),
      flaggedTo: idText.optional(),
      subject: filterText.optional().meta({ description: 'A text somewhere in it, without regard to case' }),
      sort: sortWord(TICKET_SORTS).default('-lastReplyAt'),
      ...pageQuery,
    }),
    response: page(ticket).meta({ id: 'TicketPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'tickets.get',
    method: 'GET',
    path: '/tickets/{id}',
    summary: 'One ticket with its replies and notes',
    permission: read,
    params: idPath,
    response: thread,
    versioned: true,
    errors: ['not_found'],
  }),
  open: apiOperation({
    id: 'tickets.open',
    method: 'POST',
    path: '/tickets',
    summary: 'Opens a ticket for a client or a guest',
    permission: write,
    body: z.strictObject({
      departmentId: id,
      subject: line,
      message,
      ...author,
      userId: id.optional(),
      markdown: z.boolean().optional(),
      cc: cc.optional(),
      priority: priority.optional(),
      related: z.strictObject(related.shape).optional(),
      byStaff: z.boolean().optional().meta({ description: 'The caller opens it for the client' }),
      flaggedTo: id.optional(),
      preventClientClosure: z.boolean().optional(),
    }),
    response: done,
    errors: ['not_found', 'refused'],
  }),
  change: apiOperation({
    id: 'tickets.change',
    method: 'PATCH',
    path: '/tickets/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: write,
    params: idPath,
    body: z
      .strictObject({
        departmentId: id,
        clientId: id,
        subject: line,
        message,
        markdown: z.boolean(),
        cc,
        status,
        priority,
        flaggedTo: id.nullable(),
        preventClientClosure: z.boolean(),
        name: line.meta({ description: 'Of a guest' }),
        email: line,
      })
      .partial(),
    response: done,
    errors: ['not_found', 'refused'],
  }),
  remove: apiOperation({
    id: 'tickets.remove',
    method: 'DELETE',
    path: '/tickets/{id}',
    summary: 'Deletes a ticket for good, with all that was said about it',
    permission: write,
    params: idPath,
    response: done,
    errors: ['not_found'],
  }),
  reply: apiOperation({
    id: 'tickets.reply',
    method: 'POST',
    path: '/tickets/{id}/replies',
    summary: 'A reply of the caller, or of the client or guest that is named',
    permission: write,
    params: idPath,
    body: z.strictObject({
      message,
      markdown: z.boolean().optional(),
      status: status.optional().meta({ description: 'Instead of the one that follows from who spoke' }),
      ...author,
    }),
    response: done,
    errors: ['not_found', 'refused'],
  }),
  removeReply: apiOperation({
    id: 'tickets.removeReply',
    method: 'DELETE',
    path: '/tickets/{id}/replies/{childId}',
    summary: 'Deletes a reply for good',
    permission: write,
    params: onTicket,
    response: done,
    errors: ['not_found'],
  }),
  note: apiOperation({
    id: 'tickets.note',
    method: 'POST',
    path: '/tickets/{id}/notes',
    summary: 'A note of the caller, which only the staff sees',
    permission: write,
    params: idPath,
    body: z.strictObject({ message, markdown: z.boolean().optional() }),
    response: done,
    errors: ['not_found', 'refused'],
  }),
  attach: apiOperation({
    id: 'tickets.attach',
    method: 'POST',
    path: '/tickets/{id}/attachments',
    summary: 'Attaches a file to the ticket, or to one of its replies or notes',
    permission: write,
    params: idPath,
    query: z.strictObject({ filename: filterText, replyId: idText.optional(), noteId: idText.optional() }),
    response: attachment,
    uploads: true,
    errors: ['not_found', 'file_too_large', 'refused'],
  }),
  download: apiOperation({
    id: 'tickets.download',
    method: 'GET',
    path: '/tickets/{id}/attachments/{childId}/content',
    summary: 'An attached file',
    permission: read,
    params: onTicket,
    response: z.string(),
    downloads: true,
    errors: ['not_found'],
  }),
}
