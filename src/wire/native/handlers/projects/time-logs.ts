import type { TimeLogListing } from '../../../../projects/time/time-log.ts'
import type { TimesheetFilter } from '../../../../projects/time/timesheet.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { timeLogs } from '../../contract/projects/time-logs.ts'
import { amountText, instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { listSorted } from '../../keyset.ts'

export const timeLogHandlers = [
  handle(timeLogs.list, async ({ actor, domain }, { query: { offset, limit, cursor, sort, ...filter } }) => {
    const { rows, beside } = await listSorted({ offset, limit, cursor, sort }, (page, order) =>
      domain.timeLogs.listSheet(actor, filter as TimesheetFilter, page, order),
    )
    return { items: rows.map(encode), ...beside }
  }),

  handle(timeLogs.get, async ({ actor, domain }, { params }) => encode(await domain.timeLogs.get(actor, params.id))),

  handle(timeLogs.create, async ({ actor, domain }, { body }) => encode(await domain.timeLogs.create(actor, body))),

  handle(timeLogs.change, async ({ actor, domain }, { params, body }) =>
    encode(await domain.timeLogs.update(actor, params.id, body)),
  ),

  handle(timeLogs.stop, async ({ actor, domain }, { params, body }) =>
    encode(await domain.timeLogs.stop(actor, params.id, body)),
  ),

  handle(timeLogs.remove, async ({ actor, domain }, { params: { id } }) => {
    await domain.timeLogs.delete(actor, id)
    return { id }
  }),

  handle(timeLogs.invoice, async ({ actor, domain }, { body: { ids, invoiceId } }) => {
    await domain.timeLogs.invoice(actor, ids, invoiceId)
    return { ids, invoiceId }
  }),

  handle(timeLogs.timesheet, async ({ actor, domain }, { query: { by, ...filter } }) => {
    const sums = await domain.timeLogs.sums(actor, filter as TimesheetFilter, by)
    return { items: sums.map(({ amount, ...sum }) => ({ ...sum, amount: amountText(amount) })) }
  }),
]

const encode = ({ rate, ...log }: TimeLogListing): AnswerOf<typeof timeLogs.get> => ({
  ...log,
  rate: amountText(rate),
  startedAt: instantText(log.startedAt),
  stoppedAt: orNull(log.stoppedAt, instantText),
  createdAt: instantText(log.createdAt),
  updatedAt: instantText(log.updatedAt),
})
