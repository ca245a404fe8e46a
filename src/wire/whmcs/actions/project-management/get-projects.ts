import { Invalid } from '../../../../base/refusal.ts'
import type { WallClock } from '../../../../base/wall-clock.ts'
import { ANYBODY, type ProjectFilter } from '../../../../projects/project.ts'
import { action } from '../../action.ts'
import { longList } from '../../long-list.ts'
import { count, flag, idOrNoneFilter, idsFilter, textFilter } from '../../parameters.ts'
import { dateOf, projectFields } from './project-fields.ts'

const one = <T>(value: T | undefined): readonly T[] | undefined => (value === undefined ? undefined : [value])

/** Section 6.7 of the reference. By id. */
export const getProjects = action({
  name: 'GetProjects',
  reads: true,
  permission: 'projects.read',
  about: 'Projects that match',
  parameters: {
    limitstart: count(0, 'Rows to pass over'),
    limitnum: count(25, 'Rows to return'),
    userid: idOrNoneFilter('Projects of this client'),
    title: textFilter('Projects with this title'),
    ticketids: idsFilter('Projects that one of these tickets is linked to'),
    invoiceids: textFilter('Projects with exactly these numbers of invoices'),
    notes: textFilter('Projects with exactly these notes'),
    adminid: idOrNoneFilter('Projects that this member of the staff manages'),
    status: textFilter('Projects in this status'),
    created: dateOf('Projects that start on this day'),
    duedate: dateOf('Projects that are to finish on this day'),
    completed: flag('Projects that have ended, or have not'),
    lastmodified: textFilter('Projects that were changed then or later'),
  },
  async answer(call, { limitstart, limitnum, ...sent }) {
    const { actor, domain, wallClock } = call
    const filter: ProjectFilter = {
      function: ['default'],
      clientId: one(sent.userid),
      name: one(sent.title),
      ticketIds: sent.ticketids,
      invoiceIds: one(sent.invoiceids),
      notes: one(sent.notes),
      managerId: sent.adminid === null ? [null, ANYBODY] : one(sent.adminid),
      status: one(sent.status),
      startOn: one(sent.created),
      finishOn: one(sent.duedate),
      closed: one(sent.completed),
      changedSince: instantOf(wallClock, sent.lastmodified),
    }
    return longList({
      page: { offset: limitstart, limit: limitnum },
      path: ['projects'],
      list: (page) => domain.projects.list(actor, filter, page, { by: 'id' }),
      stream: (page) => domain.projects.stream(actor, filter, page),
      before: (total, returned) => ({ totalresults: total, startnumber: limitstart, numreturned: returned }),
      encode: async (projects) => {
        const tickets = await domain.projects.ticketsOf(actor, projects)
        return projects.map((project) => ({
          id: project.id,
          userid: project.clientId ?? 0,
          title: project.name,
          ...projectFields(call, project, tickets.get(project.id) ?? [], (value) => value),
          watchers: '',
        }))
      },
    })
  },
})

function instantOf(wallClock: WallClock, text: string | undefined): number | undefined {
  const instant = text === undefined ? undefined : wallClock.parse(text)
  if (text !== undefined && instant === undefined) throw new Invalid('lastmodified', 'Y-m-d or Y-m-d H:i:s', text)
  return instant
}
