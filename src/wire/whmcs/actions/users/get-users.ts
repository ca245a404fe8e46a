import { action } from '../../action.ts'
import { count, oneOf, textFilter } from '../../parameters.ts'

/** Part A6 of the reference. Bare lists. */
export const getUsers = action({
  name: 'GetUsers',
  reads: true,
  permission: 'clients.read',
  about: 'Users that match, by id, each with the clients for whom it may sign in',
  parameters: {
    limitstart: count(0, 'Rows to pass over'),
    limitnum: count(25, 'Rows to return'),
    sorting: oneOf(['ASC', 'DESC'], 'Direction; ascending when not given'),
    search: textFilter('Start of the e-mail address, first, last or full name'),
  },
  async answer({ actor, domain, wallClock }, { limitstart, limitnum, sorting, search }) {
    const page = { offset: limitstart, limit: limitnum }
    const order = { descending: sorting === 'DESC' }
    const { total, rows } = await domain.clients.people.list(actor, { search }, page, order)
    return {
      totalresults: total,
      startnumber: limitstart,
      numreturned: rows.length,
      users: rows.map((user) => ({
        id: user.id,
        firstname: user.firstName,
        lastname: user.lastName,
        email: user.email,
        datecreated: wallClock.format(user.createdAt),
        validationdata: '',
        clients: user.clients.map(({ id, isOwner }) => ({ id, isOwner })),
      })),
    }
  },
})
