import { may } from '../../../../access/actor.ts'
import { addDays, type CalendarDate } from '../../../../base/calendar.ts'
import type { Fields } from '../../../codec/tree.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { integer } from '../../parameters.ts'

const MOST_DAYS = 90
const NOTHING = '0.00'

/** Part A4 of the reference. */
export const getStats = action({
  name: 'GetStats',
  reads: true,
  permission: 'orders.read',
  about: 'Orders, tickets and what waits, in numbers',
  partial:
    'there is no billing engine: income, expenditure, quotes and billable items are zero, and so are network issues',
  parameters: { timeline_days: integer('Adds a timeline of so many days, 90 at most') },
  async answer(call, { timeline_days: days = 0 }) {
    const { actor, domain, wallClock, now } = call
    const today = wallClock.date(now)
    const [year, month] = [`${today.slice(0, 4)}-01-01`, `${today.slice(0, 7)}-01`] as CalendarDate[]
    const [ofToday, ofYesterday, ofMonth, ofYear] = await Promise.all(
      [
        [today, addDays(today, 1)],
        [addDays(today, -1), today],
        [month!, addDays(today, 1)],
        [year!, addDays(today, 1)],
      ].map(([from, before]) => ordersOf(call, from!, before!)),
    )
    const byStatus = new Map((await domain.orders.statuses(actor)).map(({ status, count }) => [status, count]))
    const amount = await amountText(call)
    return {
      ...{ income_today: amount, income_thismonth: amount, income_thisyear: amount, income_alltime: amount },
      orders_pending: byStatus.get('Pending') ?? 0,
      ...ofDay('today', ofToday!),
      ...ofDay('yesterday', ofYesterday!),
      orders_thismonth_total: ofMonth!.total,
      orders_thisyear_total: ofYear!.total,
      ...(await ticketFields(call)),
      cancellations_pending: await openCancellations(call),
      todoitems_due: await dueItems(call, today),
      ...{ networkissues_open: 0, billableitems_uninvoiced: 0, quotes_valid: 0 },
      staff_online: await staffOnline(call),
      ...(days > 0 && { timeline_data: await timeline(call, today, Math.min(days, MOST_DAYS)) }),
    }
  },
})

type Orders = Awaited<ReturnType<typeof ordersOf>>

async function ordersOf({ actor, domain, wallClock }: WhmcsCall, from: CalendarDate, before: CalendarDate) {
  const counts = await domain.orders.countBetween(actor, wallClock.startOfDay(from), wallClock.startOfDay(before))
  return { ...counts, total: Object.values(counts).reduce((sum, count) => sum + count, 0) }
}

const ofDay = (day: string, { Pending, Active, Fraud, Cancelled, total }: Orders): Fields => ({
  [`orders_${day}_cancelled`]: Cancelled,
  [`orders_${day}_pending`]: Pending,
  [`orders_${day}_fraud`]: Fraud,
  [`orders_${day}_active`]: Active,
  [`orders_${day}_total`]: total,
})

async function amountText({ actor, domain }: WhmcsCall): Promise<string> {
  if (!may(actor, 'clients.read')) return NOTHING
  const currency = (await domain.clients.currencies.list(actor)).find(({ isDefault }) => isDefault)
  return `${currency?.prefix ?? ''}${NOTHING}${currency?.suffix ?? ''}`
}

async function ticketFields({ actor, domain }: WhmcsCall): Promise<Fields> {
  const counts = may(actor, 'support.read')
    ? await domain.support.tickets.count(actor, { ownDepartments: false })
    : { active: 0, awaiting: 0, flagged: 0, byStatus: [] }
  const of = (status: string) => counts.byStatus.find((one) => one.status === status)?.count ?? 0
  return {
    ...{ tickets_allactive: counts.active, tickets_awaitingreply: counts.awaiting },
    ...{ tickets_flaggedtickets: counts.flagged, tickets_open: of('Open'), tickets_answered: of('Answered') },
    ...{ tickets_customerreply: of('Customer-Reply'), tickets_closed: of('Closed') },
    ...{ tickets_onhold: of('On Hold'), tickets_inprogress: of('In Progress') },
  }
}

/** What the caller may not see counts as nothing. */
async function openCancellations({ actor, domain }: WhmcsCall): Promise<number> {
  if (!may(actor, 'services.read')) return 0
  return (await domain.cancelRequests.list(actor, { open: true }, { offset: 0, limit: 0 })).total
}

async function dueItems({ actor, domain }: WhmcsCall, today: CalendarDate): Promise<number> {
  if (!may(actor, 'support.read')) return 0
  const counts = await domain.support.toDoItems.counts(actor, addDays(today, 1))
  return counts.reduce((sum, { overdue }) => sum + overdue, 0)
}

async function staffOnline({ actor, domain }: WhmcsCall): Promise<number> {
  if (!may(actor, 'access.read')) return 0
  return new Set((await domain.access.sessions.list(actor, { all: true })).map(({ staffId }) => staffId)).size
}

/** By day, the newest first. */
async function timeline(call: WhmcsCall, today: CalendarDate, days: number): Promise<Fields> {
  const { actor, domain, wallClock } = call
  const [placed, accepted, opened, nothing]: Record<string, number | string>[] = [{}, {}, {}, {}]
  for (let ago = 0; ago < days; ago++) {
    const day = addDays(today, -ago)
    const [from, before] = [wallClock.startOfDay(day), wallClock.startOfDay(addDays(day, 1))]
    const { total, Active } = await ordersOf(call, day, addDays(day, 1))
    placed![day] = total
    accepted![day] = Active
    opened![day] = may(actor, 'support.read') ? await domain.support.tickets.countOpened(actor, from, before) : 0
    nothing![day] = NOTHING
  }
  return {
    new_orders: placed!,
    accepted_orders: accepted!,
    income: { ...nothing! },
    expenditure: { ...nothing! },
    new_tickets: opened!,
  }
}
