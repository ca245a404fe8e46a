import type { RecordRow } from '../access/store.ts'

/** What the staff writes down about a client. */
export type ClientNote = RecordRow & {
  clientId: number
  /** Who wrote it. */
  staffName: string
  text: string
  /** Shown wherever the client is. */
  sticky: boolean
}

export type ClientNoteFilter = { clientId?: number | undefined; sticky?: boolean | undefined }
