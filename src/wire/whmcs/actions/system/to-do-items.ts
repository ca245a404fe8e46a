import { type CalendarDate, parseDate } from '../../../../base/calendar.ts'
import { Invalid } from '../../../../base/refusal.ts'
import type { WallClock } from '../../../../base/wall-clock.ts'
import { TO_DO_STATUSES } from '../../../../support/to-do-item.ts'
import { action } from '../../action.ts'
import { dateText } from '../../encode.ts'
import { count, id, idFilter, oneOf, required, text } from '../../parameters.ts'

/** Part A4 of the reference, whose sample has no row; `items` is the name in its table, `todoitems` what clients read. */
export const getToDoItems = action({
  name: 'GetToDoItems',
  reads: true,
  permission: 'support.read',
  about: 'To-do items of the staff, by id',
  parameters: {
    limitstart: count(0, 'Rows to pass over'),
    limitnum: count(25, 'Rows to return'),
    status: oneOf(
      ['Incomplete', ...TO_DO_STATUSES] as const,
      'In this status; Incomplete are all but the completed ones',
    ),
  },
  async answer({ actor, domain, quoted }, { limitstart, limitnum, status }) {
    const filter = status === 'Incomplete' ? { incomplete: true } : status ? { status } : {}
    const page = { offset: limitstart, limit: limitnum }
    const { total, rows } = await domain.support.toDoItems.list(actor, filter, page)
    const items = rows.map((item) => ({
      id: quoted(item.id),
      date: item.date,
      title: item.title,
      description: item.description,
      admin: quoted(item.staffId ?? 0),
      status: item.status,
      duedate: dateText(item.dueOn),
    }))
    return {
      totalresults: quoted(total),
      startnumber: quoted(limitstart),
      ...(items.length > 0 && { todoitems: { todoitem: items }, items }),
    }
  },
})

/** Part A4 of the reference. */
export const getToDoItemStatuses = action({
  name: 'GetToDoItemStatuses',
  reads: true,
  permission: 'support.read',
  about: 'Every status of to-do items, and how many are in it',
  parameters: {},
  async answer({ actor, domain, wallClock, now }) {
    const counts = await domain.support.toDoItems.counts(actor, wallClock.date(now))
    return {
      totalresults: counts.length,
      todoitemstatuses: { status: counts.map(({ status, count, overdue }) => ({ type: status, count, overdue })) },
    }
  },
})

/** Part A4 of the reference. The documents say int for dates, so seconds are taken as well as `Y-m-d`. */
export const updateToDoItem = action({
  name: 'UpdateToDoItem',
  reads: false,
  permission: 'support.write',
  about: 'Changes a to-do item; what is not sent stays',
  parameters: {
    itemid: required(id('The item')),
    adminid: required(idFilter('Accepted: whoever calls is written down as the one who changes it')),
    status: oneOf(TO_DO_STATUSES, 'Status'),
    date: text('Its date: Y-m-d, or seconds since 1970'),
    title: text('Title'),
    description: text('Description'),
    duedate: text('When it is due: Y-m-d, or seconds since 1970; 0000-00-00 for never'),
  },
  refusals: { not_found: 'Item ID Not Found' },
  async answer({ actor, domain, wallClock, quoted }, { itemid, adminid: _, ...sent }) {
    await domain.support.toDoItems.update(actor, itemid, {
      date: dayOf('date', sent.date, wallClock) ?? undefined,
      title: sent.title,
      description: sent.description,
      status: sent.status,
      dueOn: dayOf('duedate', sent.duedate, wallClock),
    })
    return { itemid: quoted(itemid) }
  },
})

function dayOf(name: string, sent: string | undefined, wallClock: WallClock): CalendarDate | null | undefined {
  const value = sent?.trim()
  if (!value) return undefined
  if (value === '0000-00-00' || value === '0') return null
  if (/^\d{9,10}$/.test(value)) return wallClock.date(Number(value) * 1000)
  const day = parseDate(value.slice(0, 10))
  if (!day) throw new Invalid(name, 'a date as Y-m-d', value)
  return day
}
