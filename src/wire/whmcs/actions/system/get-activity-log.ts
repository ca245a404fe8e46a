import { addDays, type CalendarDate, parseDate } from '../../../../base/calendar.ts'
import { Invalid } from '../../../../base/refusal.ts'
import type { WallClock } from '../../../../base/wall-clock.ts'
import { action } from '../../action.ts'
import { count, idOrNoneFilter, textFilter } from '../../parameters.ts'

/** Section 6.5 of the reference. Newest first. */
export const getActivityLog = action({
  name: 'GetActivityLog',
  reads: true,
  permission: 'activity.read',
  about: 'The activity log, newest first',
  parameters: {
    limitstart: count(0, 'Rows to pass over'),
    limitnum: count(25, 'Rows to return'),
    clientid: idOrNoneFilter('Lines about this client', { aliases: ['userid'] }),
    date: textFilter('Lines of this day: Y-m-d, d/m/Y or d.m.Y'),
    user: textFilter('Lines of this actor'),
    description: textFilter('Lines that contain this text'),
    ipaddress: textFilter('Lines caused from this address'),
  },
  async answer({ actor, domain, wallClock }, sent) {
    const filter = {
      clientId: sent.clientid,
      actorName: sent.user,
      description: sent.description,
      address: sent.ipaddress,
      ...(sent.date !== undefined && dayOf(sent.date, wallClock)),
    }
    const page = { offset: sent.limitstart, limit: sent.limitnum }
    const { total, rows: events } = await domain.access.activity.list(actor, filter, page)
    return {
      totalresults: total,
      startnumber: sent.limitstart,
      numreturned: events.length,
      activity: {
        entry: events.map((event) => ({
          id: event.id,
          clientId: event.clientId ?? 0,
          userId: 0,
          adminId: event.actorKind === 'staff' ? event.actorId : 0,
          date: wallClock.format(event.at),
          description: event.description,
          username: event.actorName,
          ipaddress: event.address === 'local' ? '127.0.0.1' : event.address,
          userid: event.clientId ?? 0,
        })),
      },
    }
  },
})

/** The documents say "the localised format": day first, unless it is written year first. */
function dayOf(text: string, wallClock: WallClock): { from: number; before: number } {
  const parts = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text.trim())
  const iso = parts ? `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}` : text.trim()
  const day: CalendarDate | undefined = parseDate(iso)
  if (!day) throw new Invalid('date', 'a day as Y-m-d, d/m/Y or d.m.Y', text)
  return { from: wallClock.startOfDay(day), before: wallClock.startOfDay(addDays(day, 1)) }
}
