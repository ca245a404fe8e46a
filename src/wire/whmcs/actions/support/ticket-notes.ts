import { action } from '../../action.ts'
import { flag, idFilter, required, text, textFilter } from '../../parameters.ts'
import { attachmentFields } from '../tickets/ticket-fields.ts'
import {
  attachmentsOf,
  attachmentsParameter,
  createdParameter,
  instantOf,
  requiredId,
  ticketRefusals,
} from './ticket-parameters.ts'

/** Section 6.6 of the reference. */
export const addTicketNote = action({
  name: 'AddTicketNote',
  reads: false,
  permission: 'support.write',
  about: 'Adds a note of the caller, which only the staff sees',
  parameters: {
    message: required(text('What is noted')),
    ticketid: idFilter('The ticket'),
    ticketnum: textFilter('The ticket by the number that people quote'),
    markdown: flag('The message is Markdown'),
    attachments: attachmentsParameter,
    created: createdParameter,
  },
  refusals: ticketRefusals({ ticket: 'Ticket ID not found' }),
  async answer({ actor, domain, wallClock }, sent) {
    const { message, ticketid, ticketnum, markdown, created } = sent
    const attachments = await attachmentsOf(sent.attachments)
    const target = ticketid === undefined && ticketnum !== undefined ? { mask: ticketnum } : { id: ticketid ?? 0 }
    const at = instantOf(created, wallClock)
    await domain.support.tickets.createNote(actor, target, { message: message ?? '', markdown, at }, attachments)
    return {}
  },
})

/** Part A3 of the reference. */
export const deleteTicketNote = action({
  name: 'DeleteTicketNote',
  reads: false,
  permission: 'support.write',
  about: 'Deletes a note for good',
  parameters: { noteid: requiredId('The note', 'Note ID Not Found') },
  refusals: ticketRefusals(),
  async answer({ actor, domain }, { noteid }) {
    await domain.support.tickets.deleteNote(actor, noteid)
    return {}
  },
})

/** Part A9 of the reference. */
export const getTicketNotes = action({
  name: 'GetTicketNotes',
  reads: true,
  permission: 'support.read',
  about: 'The notes on a ticket, oldest first',
  parameters: { ticketid: requiredId('The ticket', 'Ticket ID Not Found') },
  refusals: ticketRefusals(),
  async answer({ actor, domain, wallClock, quoted }, { ticketid }) {
    const { notes } = await domain.support.tickets.getWithDetails(actor, { id: ticketid })
    return {
      totalresults: notes.length,
      notes: {
        note: notes.map((note) => {
          const { attachment, attachments_removed } = attachmentFields(note.attachments)
          return {
            id: quoted(note.id),
            admin: note.staffName,
            date: wallClock.format(note.at),
            message: note.message,
            attachment,
            attachments_removed,
          }
        }),
      },
    }
  },
})
