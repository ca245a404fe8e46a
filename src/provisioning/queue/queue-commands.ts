import { type Actor, authorize, may } from '../../access/actor.ts'
import { requireLines } from '../../base/checks.ts'
import { NotFound } from '../../base/refusal.ts'
import { record } from '../../events/event.ts'
import type { Band } from '../../jobs/job.ts'
import { actionNamed } from '../operations/module-action.ts'
import type { Attempt, Operation } from '../operations/operation.ts'
import { request } from '../operations/request.ts'
import { dismiss } from '../operations/supersede.ts'
import { lockTarget } from '../operations/target.ts'
import type { ProvisioningParts, ProvisioningTools, ProvisioningTx } from '../parts.ts'
import { ProvisioningRefused } from '../refused.ts'
import type { SettlingEntry } from '../store.ts'
import { type ExplainedGroup, explain } from './explain.ts'
import { resolve } from './module-queue.ts'
import { type PathStep, pathOf } from './path.ts'
import type { EntryNames, EntryNote, QueueEntry, QueueFilter } from './queue-entry.ts'
import { PROVISIONING_EVENTS } from './queue-events.ts'

/** An entry with the attempts that led to it, and how it ended when it has. */
export type QueueEntryShown = SettlingEntry &
  EntryNames & { operation: Operation | null; attempts: Attempt[]; path: PathStep[]; notes: EntryNote[] }

export type Retry = {
  /** Lets suspensions and terminations pass that the brake has held. */
  approve?: boolean | undefined
}

const LONGEST_NOTE = 2000

/** What people do about the module queue. */
export function makeQueueCommands(parts: ProvisioningParts) {
  const { read, transaction } = parts

  /** Clients are named to those who may read them. */
  async function withNames<Of extends QueueEntry>(actor: Actor, entries: readonly Of[]): Promise<(Of & EntryNames)[]> {
    const names = await read.moduleQueue.names(entries.map(({ id }) => id))
    return entries.map((entry) => {
      const named = names.get(entry.id) ?? NAMELESS
      return { ...entry, ...named, ...(!may(actor, 'clients.read') && { clientName: null }) }
    })
  }

  return {
    /** Settled ones too. When one ends, `….provisioning_resolved` names it (queue-events.ts). */
    async get(actor: Actor, id: number): Promise<QueueEntryShown> {
      authorize(actor, 'provisioning.read')
      const entry = await read.moduleQueue.get(id)
      if (!entry) throw new NotFound('queue entry', id)
      const { operationId } = entry
      const operation = operationId === null ? null : ((await read.operations.get(operationId)) ?? null)
      const attempts = operation ? await read.operations.attempts(operation.id) : []
      const [named] = await withNames(actor, [entry])
      const notes = await read.moduleQueue.notes(id)
      return { ...named!, operation, attempts, path: pathOf(entry, operation, attempts), notes }
    },

    /** Entries with what people know their subjects by. */
    async named<Of extends QueueEntry>(actor: Actor, entries: readonly Of[]): Promise<(Of & EntryNames)[]> {
      authorize(actor, 'provisioning.read')
      return withNames(actor, entries)
    },

    /** What is held, by what it has in common and with what mends it: the largest group first. */
    async groups(actor: Actor, filter: QueueFilter = {}): Promise<ExplainedGroup[]> {
      authorize(actor, 'provisioning.read')
      return explain(parts, await read.moduleQueue.groups({ ...filter, held: true }))
    },

    /** The same of everything that is open, what is tried again by itself too. */
    async causes(actor: Actor): Promise<ExplainedGroup[]> {
      authorize(actor, 'provisioning.read')
      return explain(parts, await read.moduleQueue.groups({}))
    },

    async retry(actor: Actor, id: number, how: Retry = {}): Promise<void> {
      authorize(actor, 'provisioning.write')
      await transaction(async (tx) => retryEntry(tx, parts, actor, await present(tx, id), 'person', how))
    },

    /** All entries that match, in transactions of a few; answers how many. What cannot be tried is passed over. */
    async retryAll(
      actor: Actor,
      filter: QueueFilter,
      how: Retry = {},
    ): Promise<{ retried: number; passedOver: number }> {
      authorize(actor, 'provisioning.write')
      const ids = (await read.moduleQueue.list(filter)).map(({ id }) => id)
      const counts = { retried: 0, passedOver: 0 }
      while (ids.length > 0) {
        const some = ids.splice(0, AT_ONCE)
        await transaction(async (tx) => {
          const entries = await Promise.all(some.map((id) => tx.moduleQueue.get(id)))
          // In one order, so that two who do this do not wait for each other.
          for (const entry of entries.filter(isOpen).toSorted(byItem)) {
            try {
              await retryEntry(tx, parts, actor, entry, 'bulk', how)
              counts.retried++
            } catch (refusal) {
              if (!(refusal instanceof ProvisioningRefused)) throw refusal
              counts.passedOver++
            }
          }
        })
      }
      return counts
    },

    /** A person has done it in another way, or it needs no doing: it is not tried any more. */
    async resolve(actor: Actor, id: number, note = ''): Promise<void> {
      authorize(actor, 'provisioning.write')
      await close(actor, id, 'settled', note)
    },

    /** Nobody wants it any more. */
    async cancel(actor: Actor, id: number, note = ''): Promise<void> {
      authorize(actor, 'provisioning.write')
      await close(actor, id, 'cancelled', note)
    },
  }

  async function close(actor: Actor, id: number, resolution: 'settled' | 'cancelled', note: string): Promise<void> {
    const words = requireLines('note', note, LONGEST_NOTE)
    await transaction((tx) => closeEntry(tx, parts, actor, id, resolution, words))
  }
}

const NAMELESS: EntryNames = { clientName: null, productName: null, domain: null, serverName: null }

const AT_ONCE = 50

const byItem = (a: QueueEntry, b: QueueEntry) =>
  a.serviceType.localeCompare(b.serviceType) || a.serviceId - b.serviceId || a.id - b.id

/** Tries an open entry again now. Answers what carries it out; one that is with the panel at this moment is left to it. */
export async function retryEntry(
  tx: ProvisioningTx,
  tools: ProvisioningTools,
  actor: Actor,
  entry: QueueEntry,
  band: Band,
  { approve = false }: Retry,
): Promise<Operation> {
  const target = await lockTarget(tx, entry.serviceType, entry.serviceId)
  const action = actionNamed(entry.action)
  if (!target || !action)
    throw new ProvisioningRefused('not_retryable', `There is nothing to try: ${entry.serviceType} ${entry.serviceId}`, {
      entry: entry.id,
    })
  const open = entry.operationId === null ? undefined : await tx.operations.lock(entry.operationId)
  let operation: Operation
  if (open && open.finishedAt === null && !open.obsolete) {
    if (open.jobId !== null && open.acting) return open
    if (approve) await tx.operations.update(open.id, { approved: true }, tx.at)
    operation = await request(
      tx,
      tools,
      { ...target, module: open.module },
      { action, params: open.params, band, actor },
    )
  } else operation = await request(tx, tools, target, { action, band, actor })
  await tx.moduleQueue.plan(entry.id, tx.at, operation.id, tx.at)
  await record(tx, actor, {
    kind: PROVISIONING_EVENTS.retried[entry.serviceType],
    subjectId: entry.serviceId,
    clientId: target.clientId,
    description: `${entry.action} of ${entry.serviceType} ${entry.serviceId} is tried again`,
    changes: { entry: [null, entry.id] },
  })
  return operation
}

/** An entry ends otherwise than by its action, which is not tried any more. */
export async function closeEntry(
  tx: ProvisioningTx,
  tools: ProvisioningTools,
  actor: Actor,
  id: number,
  resolution: 'settled' | 'cancelled',
  note: string,
): Promise<void> {
  const entry = await present(tx, id)
  const target = await lockTarget(tx, entry.serviceType, entry.serviceId)
  const operation = entry.operationId === null ? undefined : await tx.operations.lock(entry.operationId)
  if (operation && operation.finishedAt === null) await dismiss(tx, tools, operation, resolution)
  await resolve(tx, actor, { ...entry, clientId: target?.clientId ?? 0, resolution, note })
}

async function present(tx: ProvisioningTx, id: number): Promise<QueueEntry> {
  const entry = await tx.moduleQueue.get(id)
  if (!isOpen(entry)) throw new NotFound('queue entry', id)
  return entry
}

export const isOpen = (entry: SettlingEntry | undefined): entry is SettlingEntry => entry?.settled === null
