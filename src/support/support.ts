import { makeDepartments } from './departments.ts'
import type { SupportParts, SupportStores } from './parts.ts'
import { makePredefinedReplies } from './predefined-replies.ts'
import { makeTickets } from './tickets.ts'

/** Who asked us what, and what we said. */
export function makeSupport<S extends SupportStores>(parts: SupportParts<S>) {
  return {
    departments: makeDepartments(parts),
    predefinedReplies: makePredefinedReplies(parts),
    tickets: makeTickets(parts),
  }
}

export type Support = ReturnType<typeof makeSupport>
