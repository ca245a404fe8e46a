import type { SupportStore } from '../../support/store.ts'
import type { Database, Queries } from '../engine/database.ts'
import { announcementStore } from './announcements.ts'
import { blockedSenderStore } from './blocked-senders.ts'
import { departmentStore } from './departments.ts'
import { predefinedReplyStore } from './predefined-replies.ts'
import { attachmentStore } from './ticket-attachments.ts'
import { noteStore, replyStore } from './ticket-messages.ts'
import { ticketStore } from './tickets.ts'
import { toDoItemStore } from './to-do-items.ts'

export function supportStore(q: Queries, database?: Pick<Database, 'stream'>): SupportStore {
  const attachments = attachmentStore(q)
  return {
    departments: departmentStore(q),
    predefinedReplies: predefinedReplyStore(q),
    announcements: announcementStore(q),
    toDoItems: toDoItemStore(q),
    blockedSenders: blockedSenderStore(q),
    tickets: ticketStore(q, attachments, database),
    replies: replyStore(q, attachments),
    notes: noteStore(q, attachments),
    attachments,
  }
}
