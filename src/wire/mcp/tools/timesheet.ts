import * as z from 'zod'
import { type CalendarDate, parseDate } from '../../../base/calendar.ts'
import { formatMoney } from '../../../base/money.ts'
import { Invalid } from '../../../base/refusal.ts'
import type { TimesheetSum } from '../../../projects/time/timesheet.ts'
import { reads } from '../tool.ts'
import { count, cut, day, id, limit, untrusted } from '../values.ts'

const BY = ['client', 'project', 'person', 'day', 'month', 'billable', 'invoiced'] as const
const named = z.object({ id: z.int().nullable(), name: untrusted() }).optional()

export const timesheetTools = [
  reads({
    name: 'timesheet',
    title: 'Time, added up',
    description:
      'Logged time between two days, added up by client, project, person, day or month, the largest sum first.',
    needs: ['projects.read'],
    input: z.strictObject({
      from: day.describe('The first day'),
      to: day.describe('The last day; a year later at most'),
      by: z.array(z.enum(BY)).min(1).max(3).default(['client', 'project']),
      clientId: id.optional(),
      projectId: id.optional(),
      staffId: id.optional(),
      billable: z.boolean().optional(),
      invoiced: z.boolean().optional(),
      limit: limit(200, 50),
    }),
    output: z.object({
      total: z.int().describe('Sums'),
      seconds: z.int(),
      billedSeconds: z.int(),
      sums: z.array(
        z.object({
          client: named,
          project: named,
          person: named,
          day: z.string().optional(),
          month: z.string().optional(),
          billable: z.boolean().optional(),
          invoiced: z.boolean().optional(),
          logs: z.int(),
          seconds: z.int(),
          billedSeconds: z.int(),
          amount: z.string(),
        }),
      ),
    }),
    run: async ({ actor, domain }, { from, to, by, limit, ...filter }) => {
      const days = { from: dayOf('from', from), to: dayOf('to', to) }
      const length = Date.parse(to) - Date.parse(from)
      if (length < 0 || length > YEAR_MS) throw new Invalid('to', 'a day from `from` to a year later', to)
      const sums = await domain.timeLogs.sums(actor, { ...filter, ...days }, [...new Set(by)])
      const [seconds, billedSeconds] = [total(sums, 'seconds'), total(sums, 'billedSeconds')]
      return {
        text: `${(seconds / 3600).toFixed(2)} hours in ${count(sums.length, 'sum')}`,
        data: {
          ...{ total: sums.length, seconds, billedSeconds },
          sums: sums
            .toSorted((a, b) => b.seconds - a.seconds)
            .slice(0, limit)
            .map(encodeSum),
        },
      }
    },
  }),
]

const YEAR_MS = 366 * 86_400_000

function dayOf(field: string, text: string): CalendarDate {
  const parsed = parseDate(text)
  if (parsed === undefined) throw new Invalid(field, 'a date as YYYY-MM-DD', text)
  return parsed
}

const total = (sums: readonly TimesheetSum[], field: 'seconds' | 'billedSeconds'): number =>
  sums.reduce((all, sum) => all + sum[field], 0)

function encodeSum({ of, logs, seconds, billedSeconds, amount }: TimesheetSum) {
  const { client, project, person, serviceId: _, type: __, ...plain } = of
  const short = (name: { id: number | null; name: string }) => ({ id: name.id, name: cut(name.name, 200) })
  return {
    ...(client && { client: short(client) }),
    ...(project && { project: short(project) }),
    ...(person && { person: short(person) }),
    ...plain,
    ...{ logs, seconds, billedSeconds, amount: formatMoney(amount) },
  }
}
