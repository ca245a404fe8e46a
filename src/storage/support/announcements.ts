import type { RecordStore } from '../../access/store.ts'
import type { Announcement, AnnouncementFilter } from '../../support/announcement.ts'
import type { Queries } from '../engine/database.ts'
import { recordStore } from '../engine/record-store.ts'
import { flag, sql } from '../engine/sql.ts'

export const announcementStore = (q: Queries): RecordStore<Announcement, AnnouncementFilter> =>
  recordStore<Announcement, AnnouncementFilter>(q, {
    name: 'announcements',
    columns: {
      title: 'title',
      text: 'body',
      at: 'at',
      published: 'published',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    flags: ['published'],
    matching: ({ published }) => [published === undefined ? undefined : sql`published = ${flag(published)}`],
  })
