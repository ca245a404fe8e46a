import type { ClientAccess } from '../project.ts'

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

/** An action alone is enough: it knows its project. */
export type ThreadPlace = { projectId?: number | undefined; actionId?: number | null | undefined }

/** Of the whole thread, whichever of its entries is changed. */
export type ThreadChanges = ThreadPlace & {
  status?: ThreadStatus | undefined
  clientAccess?: ClientAccess | undefined
}

export type EntryFilter = {
  search?: string | undefined
  changedSince?: number | undefined
  /** On these actions and everything below them. */
  belowOrAt?: readonly number[] | undefined
}
