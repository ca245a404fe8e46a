import { addMonths, type CalendarDate } from '../base/calendar.ts'

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

/** When the next payment is due after the one of `date`; null when there is none. The last day of a month stays within. */
export function nextDue(date: CalendarDate, cycle: Cycle): CalendarDate | null {
  const { months } = CYCLES[cycle]
  return months === null ? null : addMonths(date, months)
}
