import type { Place } from '../../../../base/page.ts'
import { exclusionsOf } from '../../../../provisioning/queue/exclusions.ts'
import {
  type EntryNames,
  type EntryNote,
  needsAttention,
  type QueueOrder,
  type QueueSort,
} from '../../../../provisioning/queue/queue-entry.ts'
import type { SettlingEntry } from '../../../../provisioning/store.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { moduleQueue } from '../../contract/provisioning/module-queue.ts'
import { encodeFix, instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { listByKeyset, ordersOf } from '../../keyset.ts'

/** Rows behind a cursor where nobody says how many. */
const PART = 50

export const moduleQueueHandlers = [
  handle(moduleQueue.list, async ({ actor, domain }, { query: { sort, limit, cursor, ...asked } }) => {
    const filter = filterOf(asked)
    const order = ordersOf<QueueSort>(sort)
    const named = async (entries: readonly SettlingEntry[]) =>
      (await domain.moduleQueue.named(actor, entries)).map(encodeEntry)
    if (limit === undefined && cursor === undefined) {
      const items = await named(await domain.moduleQueue.list(actor, filter, order))
      return { items, total: items.length }
    }
    const { rows, beside } = await listByKeyset<SettlingEntry>(
      { cursor, offset: 0, limit: limit ?? PART },
      { list: (page) => domain.moduleQueue.page(actor, filter, page, order), sort, placeOf: placeIn(order) },
    )
    return { items: await named(rows), total: beside.total, nextCursor: beside.nextCursor }
  }),

  handle(moduleQueue.groups, async ({ actor, domain }, { query }) => {
    const groups = await domain.moduleQueue.groups(actor, filterOf(query))
    return {
      items: groups.map(({ firstAt, lastAt, fix, latest: _, held: __, ...group }) => ({
        ...group,
        firstAt: instantText(firstAt),
        lastAt: instantText(lastAt),
        fix: encodeFix(fix),
      })),
    }
  }),

  handle(moduleQueue.get, async ({ actor, domain }, { params }) => {
    const { attempts, operation: _, path, notes, ...entry } = await domain.moduleQueue.get(actor, params.id)
    return {
      ...encodeEntry(entry),
      notes: notes.map(encodeNote),
      path: path.map((step) => ({ ...step, at: instantText(step.at) })),
      attempts: attempts.map(({ startedAt, durationMs, looked, outcome, said, explanation, trace }) => ({
        ...{ startedAt: instantText(startedAt), durationMs, looked, outcome, said, explanation },
        trace: trace.map((call) => ({ ...call, startedAt: instantText(call.startedAt) })),
      })),
    }
  }),

  handle(moduleQueue.jobs, async ({ actor, domain }, { params }) => ({
    items: (await domain.moduleQueue.jobs(actor, params.id)).map((job) => ({
      ...job,
      runAt: orNull(job.runAt, instantText),
      enqueuedAt: instantText(job.enqueuedAt),
      startedAt: orNull(job.startedAt, instantText),
      finishedAt: orNull(job.finishedAt, instantText),
    })),
  })),

  handle(moduleQueue.account, async ({ actor, domain }, { params }) => {
    const { usage, looks, ...known } = await domain.moduleQueue.account(actor, params.id)
    return { ...known, usage: usage && { ...usage, at: instantText(usage.at) }, looks }
  }),

  handle(moduleQueue.look, ({ actor, domain }, { params }) => domain.moduleQueue.look(actor, params.id)),

  handle(moduleQueue.addNote, async ({ actor, domain }, { params, body }) =>
    encodeNote(await domain.moduleQueue.addNote(actor, params.id, body.text)),
  ),

  handle(moduleQueue.deleteNote, async ({ actor, domain }, { params }) => {
    await domain.moduleQueue.deleteNote(actor, params.id, params.noteId)
    return { id: params.noteId }
  }),

  handle(moduleQueue.retry, async ({ actor, domain }, { params, body }) => {
    await domain.moduleQueue.retry(actor, params.id, body)
    return { retried: 1, passedOver: 0 }
  }),

  handle(moduleQueue.retryAll, ({ actor, domain }, { body: { filter, approve } }) =>
    domain.moduleQueue.retryAll(actor, filterOf(filter), { approve }),
  ),

  handle(moduleQueue.resolve, async ({ actor, domain }, { params, body }) => {
    await domain.moduleQueue.resolve(actor, params.id, body.note)
    return { id: params.id }
  }),

  handle(moduleQueue.cancel, async ({ actor, domain }, { params, body }) => {
    await domain.moduleQueue.cancel(actor, params.id, body.note)
    return { id: params.id }
  }),
]

type Entry = AnswerOf<typeof moduleQueue.list>['items'][number]

/** The list's `from` is the verbs' `since`. */
function filterOf<Asked extends { from?: number | undefined; not?: string | undefined }>({
  from,
  not,
  ...filter
}: Asked) {
  return { ...filter, since: from, ...(not !== undefined && { not: exclusionsOf(not) }) }
}

const placeIn =
  (order: QueueOrder) =>
  ({ settled, ...entry }: SettlingEntry): Place => {
    const row = { ...entry, settledAt: settled?.at ?? null }
    const values = order.map(({ by }) => row[by])
    return order.some(({ by }) => by === 'id') ? values : [...values, entry.id]
  }

const encodeNote = ({ entryId: _, at, ...note }: EntryNote) => ({ ...note, at: instantText(at) })

function encodeEntry({ operationId: _, settled, ...entry }: SettlingEntry & EntryNames): Entry {
  return {
    ...entry,
    attention: settled === null && needsAttention(entry),
    settled: settled && { ...settled, at: instantText(settled.at) },
    lastAttemptAt: instantText(entry.lastAttemptAt),
    nextAttemptAt: orNull(entry.nextAttemptAt, instantText),
    createdAt: instantText(entry.createdAt),
    updatedAt: instantText(entry.updatedAt),
  }
}
