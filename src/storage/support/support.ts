import type { SupportStore } from '../../support/store.ts'
import type { Database, Queries } from '../engine/database.ts'
import { departmentStore } from './departments.ts'
import { predefinedReplyStore } from './predefined-replies.ts'
import { attachmentStore } from './ticket-attachments.ts'
import { noteStore, replyStore } from './ticket-messages.ts'
import { ticketStore } from './tickets.ts'

export function supportStore(q: Queries, database?: Pick<Database, 'stream'>): SupportStore {
  const attachments = attachmentStore(q)
  return {
    departments: departmentStore(q),
    predefinedReplies: predefinedReplyStore(q),
    tickets: ticketStore(q, attachments, database),
    replies: replyStore(q, attachments),
    notes: noteStore(q, attachments),
    attachments,
  }
}
