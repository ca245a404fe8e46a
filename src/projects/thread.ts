import type { ClientAccess } from './project.ts'

/** A closed one takes no change until it is opened again. */
export const THREAD_STATUSES = ['open', 'closed'] as const
export type ThreadStatus = (typeof THREAD_STATUSES)[number]

export type ThreadKind = 'topic' | 'file'

/** What is true of all that is in a thread. Its number is that of the first thing in it, and it ends with that. */
export type Thread = {
  threadId: number
  projectId: number
  /** Null: of the project as a whole. */
  actionId: number | null
  status: ThreadStatus
  /** What the client may do with it. */
  clientAccess: ClientAccess
}

/** Who put it there: staff, or somebody of the client. */
export type Poster = {
  ownerId: number | null
  ownerClientId: number | null
  ownerContactId: number | null
}

/** How much a thread holds, and since when. */
export type ThreadSums<Entry> = { entries: number; activityAt: number; latest: Entry }
