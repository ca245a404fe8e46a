import { type EntryNames, needsAttention, type QueueEntry } from '../../../../provisioning/queue/queue-entry.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { moduleQueue } from '../../contract/provisioning/module-queue.ts'
import { encodeFix, instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { listSorted, orderOf } from '../../keyset.ts'

/** Rows behind a cursor where nobody says how many. */
const PART = 50

export const moduleQueueHandlers = [
  handle(moduleQueue.list, async ({ actor, domain }, { query: { sort, limit, cursor, from, ...more } }) => {
    const filter = { ...more, since: from }
    const named = async (entries: readonly QueueEntry[]) =>
      (await domain.moduleQueue.named(actor, entries)).map(encodeEntry)
    if (limit === undefined && cursor === undefined) {
      const items = await named(await domain.moduleQueue.list(actor, filter, orderOf(sort)))
      return { items, total: items.length }
    }
    const asked = { sort, cursor, offset: 0, limit: limit ?? PART }
    const { rows, beside } = await listSorted(asked, (page, order) =>
      domain.moduleQueue.page(actor, filter, page, order),
    )
    return { items: await named(rows), total: beside.total, nextCursor: beside.nextCursor }
  }),

  handle(moduleQueue.groups, async ({ actor, domain }, { query: { from, ...filter } }) => {
    const groups = await domain.moduleQueue.groups(actor, { ...filter, since: from })
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
    const { attempts, operation: _, path, settled, ...entry } = await domain.moduleQueue.get(actor, params.id)
    return {
      ...encodeEntry(entry),
      attention: settled === null && needsAttention(entry),
      settled: settled && { ...settled, at: instantText(settled.at) },
      path: path.map((step) => ({ ...step, at: instantText(step.at) })),
      attempts: attempts.map(({ startedAt, durationMs, looked, outcome, said, explanation, trace }) => ({
        ...{ startedAt: instantText(startedAt), durationMs, looked, outcome, said, explanation },
        trace: trace.map((call) => ({ ...call, startedAt: instantText(call.startedAt) })),
      })),
    }
  }),

  handle(moduleQueue.retry, async ({ actor, domain }, { params, body }) => {
    await domain.moduleQueue.retry(actor, params.id, body)
    return { retried: 1, passedOver: 0 }
  }),

  handle(moduleQueue.retryAll, ({ actor, domain }, { body: { filter, approve } }) =>
    domain.moduleQueue.retryAll(actor, filter, { approve }),
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

function encodeEntry({ operationId: _, ...entry }: QueueEntry & EntryNames): Entry {
  return {
    ...entry,
    attention: needsAttention(entry),
    lastAttemptAt: instantText(entry.lastAttemptAt),
    nextAttemptAt: orNull(entry.nextAttemptAt, instantText),
    createdAt: instantText(entry.createdAt),
    updatedAt: instantText(entry.updatedAt),
  }
}
