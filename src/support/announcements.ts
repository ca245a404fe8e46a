import { makeRecordVerbs } from '../access/record-verbs.ts'
import { requireLines, requireText } from '../base/checks.ts'
import type { Announcement, AnnouncementFilter } from './announcement.ts'
import { LONGEST_MESSAGE, LONGEST_TEXT, type SupportParts, type SupportStores } from './parts.ts'

/** Of now, and not published, where nothing else is said. */
type Draft = { title: string; text: string; at?: number | undefined; published?: boolean | undefined }

export const makeAnnouncements = <S extends SupportStores>({
  read,
  transaction,
}: Pick<SupportParts<S>, 'read' | 'transaction'>) =>
  makeRecordVerbs<SupportStores, Announcement, AnnouncementFilter, Draft>({
    read,
    transaction,
    noun: 'Announcement',
    kinds: {
      created: 'announcement.created',
      updated: 'announcement.updated',
      deleted: 'announcement.deleted',
    },
    rights: { read: 'support.read', write: 'support.write' },
    storeOf: ({ support }) => support.announcements,
    checked: (tx, { title, text, at = tx.at, published = false }) => ({
      title: requireText('title', title, LONGEST_TEXT),
      text: requireLines('text', text, LONGEST_MESSAGE),
      at,
      published,
    }),
    titleOf: ({ title }) => title,
  })
