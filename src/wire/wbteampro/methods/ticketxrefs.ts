import { ticketxrefNoun } from '../entities/ticketxref.ts'
import type { RemoteMethod } from '../method.ts'
import { create, find, getOne, remove, update } from '../noun.ts'

export const TICKETXREF_METHODS: readonly RemoteMethod[] = [
  find(ticketxrefNoun, { name: 'findTicketXrefs', about: 'Return a TicketXref List' }),
  create(ticketxrefNoun, {
    name: 'createTicketXref',
    about: 'Create a TicketXref',
    write: ({ domain, actor }, { ticketId, projectId, actionId }) =>
      domain.ticketLinks.create(actor, { ticketId: ticketId ?? 0, projectId: projectId ?? 0, actionId }),
  }),
  getOne(ticketxrefNoun, { name: 'getTicketXref', about: 'Return a TicketXref' }),
  update(ticketxrefNoun, {
    name: 'updateTicketXref',
    about: 'Update a TicketXref',
    write: ({ domain, actor, id }, { projectId, actionId }) =>
      domain.ticketLinks.update(actor, id, { projectId, actionId }),
  }),
  remove(ticketxrefNoun, {
    name: 'deleteTicketXref',
    about: 'Delete a TicketXref',
    remove: ({ domain, actor, id }) => domain.ticketLinks.delete(actor, id),
  }),
]
