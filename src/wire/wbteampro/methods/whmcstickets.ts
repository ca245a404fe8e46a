import { whmcsticketNoun } from '../entities/whmcsticket.ts'
import type { RemoteMethod } from '../method.ts'
import { find, getOne } from '../noun.ts'

/** Tickets are read here, and written over the other faces. */
export const WHMCSTICKET_METHODS: readonly RemoteMethod[] = [
  find(whmcsticketNoun, { name: 'findWHMCSTickets', about: 'Return a WHMCS Ticket List' }),
  getOne(whmcsticketNoun, { name: 'getWHMCSTicket', about: 'Return a WHMCS Ticket' }),
]
