import type { RecordRow } from '../access/store.ts'

/** What the staff tells everybody. */
export type Announcement = RecordRow & {
  title: string
  /** HTML, or whatever the portal shows. */
  text: string
  /** Its own instant, which may be to come. */
  at: number
  published: boolean
}

export type AnnouncementFilter = { published?: boolean | undefined }
