import { Refusal } from '../../../../base/refusal.ts'
import type { WallClock } from '../../../../base/wall-clock.ts'
import { action } from '../../action.ts'
import { flagNumber } from '../../encode.ts'
import { count, flag, required, text } from '../../parameters.ts'
import { requiredId } from './ticket-parameters.ts'

const refusals = { not_found: 'Announcement ID Not Found' }

/** `Y-m-d H:i:s`, or a day, whose midnight it is. */
function instantOf(sent: string | undefined, wallClock: WallClock): number | undefined {
  const value = sent?.trim()
  if (!value) return undefined
  const at = wallClock.parse(value)
  if (at === undefined) throw new Refusal('invalid_date', 'Invalid Date Format')
  return at
}

/** Part A3 of the reference. */
export const addAnnouncement = action({
  name: 'AddAnnouncement',
  reads: false,
  permission: 'support.write',
  about: 'Writes an announcement; unpublished where nothing else is said',
  parameters: {
    date: required(text('Its date: Y-m-d H:i:s')),
    title: required(text('Title')),
    announcement: required(text('The text')),
    published: flag('Whether it is published'),
  },
  fields: { text: 'announcement' },
  async answer({ actor, domain, wallClock, quoted }, { date, title, announcement, published }) {
    const at = instantOf(date, wallClock)
    const form = { title: title ?? '', text: announcement ?? '', at, published }
    return { announcementid: quoted((await domain.support.announcements.create(actor, form)).id) }
  },
})

/** Part A4 of the reference. */
export const updateAnnouncement = action({
  name: 'UpdateAnnouncement',
  reads: false,
  permission: 'support.write',
  about: 'Changes an announcement; what is not sent stays',
  parameters: {
    announcementid: requiredId('The announcement', 'Announcement ID Not Found'),
    title: text('Title'),
    announcement: text('The text'),
    date: text('Its date: Y-m-d H:i:s'),
    published: flag('Whether it is published'),
  },
  refusals,
  fields: { text: 'announcement' },
  async answer({ actor, domain, wallClock, quoted }, { announcementid, title, announcement, date, published }) {
    const changes = { title, text: announcement, at: instantOf(date, wallClock), published }
    await domain.support.announcements.update(actor, announcementid, changes)
    return { announcementid: quoted(announcementid) }
  },
})

/** Part A3 of the reference. */
export const deleteAnnouncement = action({
  name: 'DeleteAnnouncement',
  reads: false,
  permission: 'support.write',
  about: 'Deletes an announcement for good',
  parameters: { announcementid: requiredId('The announcement', 'Announcement ID Not Found') },
  refusals,
  async answer({ actor, domain, quoted }, { announcementid }) {
    await domain.support.announcements.delete(actor, announcementid)
    return { announcementid: quoted(announcementid) }
  },
})

/** Part A3 of the reference. There are no translations: `parentid` is 0 and `language` empty. */
export const getAnnouncements = action({
  name: 'GetAnnouncements',
  reads: true,
  permission: 'support.read',
  about: 'The announcements, by id',
  parameters: { limitstart: count(0, 'Rows to pass over'), limitnum: count(25, 'Rows to return') },
  async answer({ actor, domain, wallClock, quoted }, { limitstart, limitnum }) {
    const page = { offset: limitstart, limit: limitnum }
    const { total, rows } = await domain.support.announcements.list(actor, {}, page)
    return {
      totalresults: total,
      startnumber: limitstart,
      numreturned: rows.length,
      announcements: {
        announcement: rows.map((row) => ({
          id: quoted(row.id),
          date: wallClock.format(row.at),
          title: row.title,
          announcement: row.text,
          published: quoted(flagNumber(row.published)),
          parentid: quoted(0),
          language: '',
          created_at: wallClock.format(row.createdAt),
          updated_at: wallClock.format(row.updatedAt),
        })),
      },
    }
  },
})
