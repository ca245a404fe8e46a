import { TICKET_STATUS_RULES } from '../../../../support/ticket-status.ts'
import { action } from '../../action.ts'
import { flag, idFilter } from '../../parameters.ts'

/** Section 6.6 of the reference. */
export const getTicketCounts = action({
  name: 'GetTicketCounts',
  reads: true,
  permission: 'support.read',
  about: 'How many tickets there are in the departments of the caller',
  parameters: {
    ignoreDepartmentAssignments: flag('Also departments where the caller does not work'),
    includeCountsByStatus: flag('With the counts of each status'),
  },
  async answer({ actor, domain }, { ignoreDepartmentAssignments, includeCountsByStatus }) {
    const counts = await domain.support.tickets.count(actor, { ownDepartments: !ignoreDepartmentAssignments })
    return {
      filteredDepartments: counts.departmentIds,
      allActive: counts.active,
      awaitingReply: counts.awaiting,
      flaggedTickets: counts.flagged,
      ...(includeCountsByStatus && {
        status: Object.fromEntries(
          counts.byStatus.map(({ status, count }) => [keyOf(status), { title: status, count }]),
        ),
      }),
      // The same as the list that the documents print for statuses: clients look for that one.
      totalresults: counts.byStatus.length,
      statuses: { status: counts.byStatus.map(({ status, count }) => ({ title: status, count })) },
    }
  },
})

/** `Customer-Reply` is `customerreply`. */
const keyOf = (status: string): string => status.toLowerCase().replace(/[^a-z]/g, '')

/** Section 6.6 of the reference. */
export const getSupportStatuses = action({
  name: 'GetSupportStatuses',
  reads: true,
  permission: 'support.read',
  about: 'Every status of tickets, and how many are in it',
  parameters: { deptid: idFilter('Count the tickets of this department') },
  async answer({ actor, domain }, { deptid }) {
    const statuses = await domain.support.tickets.countByStatus(actor, { departmentId: deptid })
    return {
      totalresults: statuses.length,
      statuses: {
        status: statuses.map(({ status, count }) => ({
          title: status,
          count,
          color: TICKET_STATUS_RULES[status].colour,
        })),
      },
    }
  },
})

/** Section 6.6 of the reference. */
export const getSupportDepartments = action({
  name: 'GetSupportDepartments',
  reads: true,
  permission: 'support.read',
  about: 'The departments of the caller, and how many tickets lie there',
  parameters: { ignore_dept_assignments: flag('Also departments where the caller does not work') },
  async answer({ actor, domain, quoted }, { ignore_dept_assignments }) {
    const departments = await domain.support.departments.list(actor, { ownDepartments: !ignore_dept_assignments })
    return {
      totalresults: departments.length,
      departments: {
        department: departments.map(({ id, name, awaiting, active }) => ({
          id: quoted(id),
          name,
          awaitingreply: quoted(awaiting),
          opentickets: quoted(active),
        })),
      },
    }
  },
})
