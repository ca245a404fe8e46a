import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { FAILURE_CLASSES } from '../../provisioning/panel/outcome.ts'
import { exclusionsOf } from '../../provisioning/queue/exclusions.ts'
import { type EntryNames, needsAttention, type QueueEntry } from '../../provisioning/queue/queue-entry.ts'
import { SERVICE_TYPES } from '../../services/service-type.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'

const filter = z.object({
  serviceType: z.enum(SERVICE_TYPES).optional(),
  relatedId: z.number().int().positive().optional(),
  module: z.string().optional(),
  action: z.string().optional(),
  serverId: z.number().int().positive().optional(),
  failureClass: z.enum(FAILURE_CLASSES).optional(),
  cause: z.string().optional(),
  attention: z.boolean().optional(),
  /** What none of them may have: `failureClass:transient`. */
  not: z.string().optional(),
})

const filterOf = ({ not, ...asked }: z.output<typeof filter>) => ({
  ...asked,
  ...(not !== undefined && { not: exclusionsOf(not) }),
})

export const queueList = localOperation(filter, async ({ domain: { moduleQueue } }, asked) =>
  (await moduleQueue.named(SYSTEM, await moduleQueue.list(SYSTEM, filterOf(asked)))).map(shown),
)

export const queueGroups = localOperation(filter, async ({ domain }, asked) =>
  (await domain.moduleQueue.groups(SYSTEM, filterOf(asked))).map(({ firstAt, lastAt, ...group }) => ({
    ...group,
    firstAt: isoText(firstAt),
    lastAt: isoText(lastAt),
  })),
)

const one = { id: z.number().int().positive() }

export const queueShow = localOperation(z.object(one), async ({ domain }, { id }) => {
  const { operation: carried, attempts, settled, ...entry } = await domain.moduleQueue.get(SYSTEM, id)
  return {
    ...shown(entry),
    attention: settled === null && needsAttention(entry),
    state: carried?.state ?? null,
    settled: settled && { ...settled, at: isoText(settled.at) },
    attempts: attempts.map(({ startedAt, ...attempt }) => ({ ...attempt, startedAt: isoText(startedAt) })),
  }
})

/** One entry by its number, or all that match. */
export const queueRetry = localOperation(
  filter.extend({ id: one.id.optional(), approve: z.boolean().default(false) }),
  async ({ domain }, { id, approve, ...asked }) => {
    if (id === undefined) return domain.moduleQueue.retryAll(SYSTEM, filterOf(asked), { approve })
    await domain.moduleQueue.retry(SYSTEM, id, { approve })
    return { retried: 1, passedOver: 0 }
  },
)

/** Counts what is open once more, where `check` found the tallies wrong. */
export const queueRecount = localOperation(z.object({}), async ({ transaction, domain }) => {
  await transaction((tx) => tx.moduleQueue.countAnew())
  return { open: await domain.moduleQueue.count(SYSTEM, {}) }
})

const noted = z.object({ ...one, note: z.string().default('') })

export const queueResolve = localOperation(noted, async ({ domain }, { id, note }) => {
  await domain.moduleQueue.resolve(SYSTEM, id, note)
  return { id }
})

export const queueCancel = localOperation(noted, async ({ domain }, { id, note }) => {
  await domain.moduleQueue.cancel(SYSTEM, id, note)
  return { id }
})

const shown = ({ lastAttemptAt, nextAttemptAt, createdAt, updatedAt, ...entry }: QueueEntry & EntryNames) => ({
  ...entry,
  attention: needsAttention({ held: entry.held, nextAttemptAt }),
  lastAttemptAt: isoText(lastAttemptAt),
  nextAttemptAt: isoText(nextAttemptAt),
  createdAt: isoText(createdAt),
  updatedAt: isoText(updatedAt),
})
