import { addDays, type CalendarDate } from '../../base/calendar.ts'
import { type Minor, toMinor } from '../../base/money.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { TimesheetRow } from '../store.ts'
import { amountOf } from './rate.ts'
import type { TimeLog, TimeLogFilter, TimeLogListing } from './time-log.ts'

/** A log with the names of everybody and everything. */
export type TimesheetLine = TimeLogListing &
  Names & {
    /** The day of the start. */
    day: CalendarDate
    amount: Minor
  }

/** What time can be added up by. */
export const DIMENSIONS = [
  'client',
  'project',
  'person',
  'service',
  'day',
  'month',
  'type',
  'billable',
  'invoiced',
] as const
export type Dimension = (typeof DIMENSIONS)[number]

type Named = { id: number | null; name: string }

/** What is equal in all that it was added up by. */
export type TimesheetSum = {
  of: {
    client?: Named
    project?: Named
    person?: Named
    serviceId?: number | null
    day?: string
    month?: string
    type?: string
    billable?: boolean
    invoiced?: boolean
  }
  logs: number
  seconds: number
  billedSeconds: number
  amount: Minor
}

export type TimesheetFilter = {
  clientId?: number | undefined
  projectId?: number | undefined
  actionId?: number | undefined
  serviceId?: number | undefined
  staffId?: number | undefined
  state?: TimeLog['state'] | undefined
  billable?: boolean | undefined
  invoiced?: boolean | undefined
  /** First and last day of the start, in the zone of the server. */
  from?: CalendarDate | undefined
  to?: CalendarDate | undefined
}

const one = <T>(value: T | undefined): readonly T[] | undefined => (value === undefined ? undefined : [value])

/** An action stands for everything below it, a project for its tickets too. */
export const filterOf = (wallClock: WallClock, filter: TimesheetFilter): TimeLogFilter => ({
  clientId: one(filter.clientId),
  ofProject: filter.projectId,
  belowOrAt: one(filter.actionId),
  serviceId: one(filter.serviceId),
  staffId: one(filter.staffId),
  state: one(filter.state),
  billable: one(filter.billable),
  invoiced: filter.invoiced,
  startedFrom: filter.from && wallClock.startOfDay(filter.from),
  startedBefore: filter.to && wallClock.startOfDay(addDays(filter.to, 1)),
})

type Names = Pick<TimesheetRow, 'clientName' | 'projectName' | 'actionName' | 'staffName'>

export function lineOf(wallClock: WallClock, row: TimeLogListing & Names): TimesheetLine {
  return { ...row, day: wallClock.date(row.startedAt), amount: amountOf(row.rate, row.billedSeconds) }
}

/** Adds lines up as they come. */
export function makeSums(by: readonly Dimension[]) {
  const sums = new Map<string, TimesheetSum>()
  return {
    add(line: TimesheetLine): void {
      const of = partsOf(line, by)
      const key = JSON.stringify(of)
      const sum = sums.get(key) ?? { of, logs: 0, seconds: 0, billedSeconds: 0, amount: toMinor(0) }
      sum.logs++
      sum.seconds += line.elapsedSeconds
      sum.billedSeconds += line.billedSeconds
      sum.amount = toMinor(sum.amount + line.amount)
      sums.set(key, sum)
    },
    /** In the order in which the first line of each came. */
    all: (): TimesheetSum[] => [...sums.values()],
  }
}

function partsOf(line: TimesheetLine, by: readonly Dimension[]): TimesheetSum['of'] {
  const parts: Record<Dimension, () => TimesheetSum['of']> = {
    client: () => ({ client: { id: line.clientId, name: line.clientName } }),
    project: () => ({ project: { id: line.projectId, name: line.projectName } }),
    person: () => ({ person: { id: line.staffId, name: line.staffName } }),
    service: () => ({ serviceId: line.serviceId }),
    day: () => ({ day: line.day }),
    month: () => ({ month: line.day.slice(0, 7) }),
    type: () => ({ type: line.type }),
    billable: () => ({ billable: line.billable }),
    invoiced: () => ({ invoiced: line.invoiceId !== null }),
  }
  return Object.assign({}, ...by.map((dimension) => parts[dimension]()))
}
