/** `active` is whatever somebody still works on; `awaiting` is what waits for our answer. */
export type TicketStatusRule = { readonly colour: string; readonly active: boolean; readonly awaiting: boolean }

export const TICKET_STATUS_RULES = {
  Open: { colour: '#779500', active: true, awaiting: true },
  Answered: { colour: '#000000', active: true, awaiting: false },
  'Customer-Reply': { colour: '#ff6600', active: true, awaiting: true },
  'On Hold': { colour: '#224488', active: true, awaiting: false },
  'In Progress': { colour: '#cc0000', active: true, awaiting: false },
  Closed: { colour: '#888888', active: false, awaiting: false },
} as const satisfies Record<string, TicketStatusRule>

export type TicketStatus = keyof typeof TICKET_STATUS_RULES

export const TICKET_STATUSES = Object.keys(TICKET_STATUS_RULES) as TicketStatus[]

export const ACTIVE_STATUSES = TICKET_STATUSES.filter((status) => TICKET_STATUS_RULES[status].active)
export const AWAITING_STATUSES = TICKET_STATUSES.filter((status) => TICKET_STATUS_RULES[status].awaiting)

export const isTicketStatus = (text: string): text is TicketStatus => Object.hasOwn(TICKET_STATUS_RULES, text)
