import { addMonths, type CalendarDate, dayOfMonth, onDayOfMonth } from '../base/calendar.ts'

/** How often something is paid. `months` is the time between two payments; what is paid once or never has none. */
export const CYCLES = {
  free: { months: null },
  onetime: { months: null },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  semiannually: { months: 6 },
  annually: { months: 12 },
  biennially: { months: 24 },
  triennially: { months: 36 },
} as const satisfies Record<string, { months: number | null }>

export type Cycle = keyof typeof CYCLES

export const CYCLE_KEYS = Object.keys(CYCLES) as readonly Cycle[]

export const isRecurring = (cycle: Cycle): boolean => CYCLES[cycle].months !== null

export const PAY_TYPES = ['free', 'onetime', 'recurring'] as const
export type PayType = (typeof PAY_TYPES)[number]

/** The cycles that something of this pay type can have prices for. */
export function cyclesOf(payType: PayType): readonly Cycle[] {
  return payType === 'recurring' ? CYCLE_KEYS.filter(isRecurring) : [payType]
}

/**
 * When something is paid next, and on which day of the month it is paid, where some months are too short for that day:
 * what is due on 31 January and 28 February is due on 31 March.
 */
export type Due = { nextDueOn: CalendarDate | null; billingDay: number | null }

/** Every month has these. */
const DAYS_OF_ALL_MONTHS = 28

/** The payment after the one of `date`, in a series on this day of the month; the date's own when null. */
export function nextDue(date: CalendarDate, billingDay: number | null, cycle: Cycle): Due {
  const { months } = CYCLES[cycle]
  return months === null ? { nextDueOn: null, billingDay: null } : dueIn(date, billingDay, months)
}

export function dueIn(date: CalendarDate, billingDay: number | null, months: number) {
  // A date that was not moved to the end of its month is on a day of its own.
  const kept = billingDay !== null && onDayOfMonth(date, billingDay) === date
  const day = kept ? billingDay : dayOfMonth(date)
  const nextDueOn = onDayOfMonth(addMonths(onDayOfMonth(date, 1), months), day)
  return { nextDueOn, billingDay: day > DAYS_OF_ALL_MONTHS ? day : null }
}
