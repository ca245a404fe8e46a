import { makeAnnouncements } from './announcements.ts'
import { makeBlockedSenders } from './blocked-senders.ts'
import { makeDepartments } from './departments.ts'
import type { SupportParts, SupportStores } from './parts.ts'
import { makePredefinedReplies } from './predefined-replies.ts'
import { makeTickets } from './tickets.ts'
import { makeToDoItems } from './to-do-items.ts'

/** Who asked us what, and what we said. */
export function makeSupport<S extends SupportStores>(parts: SupportParts<S>) {
  return {
    departments: makeDepartments(parts),
    predefinedReplies: makePredefinedReplies(parts),
    announcements: makeAnnouncements(parts),
    toDoItems: makeToDoItems(parts),
    blockedSenders: makeBlockedSenders(parts),
    tickets: makeTickets(parts),
  }
}

export type Support = ReturnType<typeof makeSupport>
