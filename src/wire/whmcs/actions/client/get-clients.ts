import type { Client } from '../../../../clients/client.ts'
import type { Fields } from '../../../codec/tree.ts'
import { action } from '../../action.ts'
import { longList } from '../../long-list.ts'
import { count, oneOf, textFilter } from '../../parameters.ts'

const ORDER = {
  id: 'id',
  firstname: 'firstName',
  lastname: 'lastName',
  companyname: 'companyName',
  email: 'email',
  groupid: 'groupId',
  datecreated: 'createdOn',
  status: 'status',
} as const

/** Section 6.1 of the reference. Ids and counts are numbers here. */
export const getClients = action({
  name: 'GetClients',
  reads: true,
  permission: 'clients.read',
  about: 'Clients that match, a page at a time',
  parameters: {
    limitstart: count(0, 'Rows to pass over'),
    limitnum: count(25, 'Rows to return'),
    sorting: oneOf(['ASC', 'DESC'], 'Direction; ascending when not given'),
    status: textFilter('Active, Inactive or Closed'),
    search: textFilter('Start of the e-mail address, first, last or full name, or company'),
    orderby: oneOf(Object.keys(ORDER) as (keyof typeof ORDER)[], 'What to order by; id when not given'),
  },
  async answer(call, { limitstart, limitnum, sorting, status, search, orderby }) {
    const { clients } = call.domain
    const filter = { status, search }
    const order = { by: orderby ? ORDER[orderby] : 'id', descending: sorting === 'DESC' } as const
    return longList({
      page: { offset: limitstart, limit: limitnum },
      path: ['clients', 'client'],
      list: (page) => clients.list(call.actor, filter, page, order),
      stream: (page) => clients.stream(call.actor, filter, page, order),
      before: (total, returned) => ({ totalresults: total, startnumber: limitstart, numreturned: returned }),
      encode: async (rows) => rows.map(clientFields),
    })
  },
})

function clientFields(client: Client): Fields {
  return {
    id: client.id,
    firstname: client.firstName,
    lastname: client.lastName,
    companyname: client.companyName,
    email: client.email,
    datecreated: client.createdOn,
    groupid: client.groupId ?? 0,
    status: client.status,
  }
}
