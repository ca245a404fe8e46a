import { type Actor, authorize } from '../../access/actor.ts'
import type { KeysetPage, Listed } from '../../base/page.ts'
import type { Tx } from '../../base/transaction.ts'
import { record } from '../../events/event.ts'
import type { EventStore } from '../../events/store.ts'
import type { Failure, ModuleQueueStore } from '../store.ts'
import type { ModuleAction, QueueEntry, QueueFilter, QueueMeasure, QueueOrder, Resolution } from './queue-entry.ts'
import { PROVISIONING_EVENTS } from './queue-events.ts'

export type ModuleQueueStores = { moduleQueue: ModuleQueueStore; events: EventStore }

export function makeModuleQueue({ read }: { read: ModuleQueueStores }) {
  return {
    /** What failed and is not settled, by id where no order is given. */
    async list(actor: Actor, filter: QueueFilter, order?: QueueOrder): Promise<QueueEntry[]> {
      authorize(actor, 'provisioning.read')
      return read.moduleQueue.list(filter, order)
    },

    /** A part of the same. */
    async page(actor: Actor, filter: QueueFilter, page: KeysetPage, order: QueueOrder): Promise<Listed<QueueEntry>> {
      authorize(actor, 'provisioning.read')
      return read.moduleQueue.page(filter, page, order)
    },

    /** What is open by class, and how much of it failed first before each of these instants. */
    async measure(actor: Actor, before: readonly number[]): Promise<QueueMeasure[]> {
      authorize(actor, 'provisioning.read')
      return read.moduleQueue.measure(before)
    },
  }
}

export type ModuleQueue = ReturnType<typeof makeModuleQueue>

type ModuleQueueTx = Tx<ModuleQueueStores>
/** Whose client's activity shows it. */
type Of = { clientId: number }

/** An action failed. Opens its entry or renews it. */
export async function fail(
  tx: ModuleQueueTx,
  actor: Actor,
  { clientId, ...failure }: Failure & Of,
): Promise<QueueEntry> {
  const entry = await tx.moduleQueue.fail(failure, tx.at)
  await record(tx, actor, {
    kind: PROVISIONING_EVENTS.failed[failure.serviceType],
    subjectId: failure.serviceId,
    clientId,
    description: `${failure.action} of ${failure.serviceType} ${failure.serviceId} failed: ${failure.error}`,
    changes: {
      entry: [null, entry.id],
      operation: [null, failure.operationId],
      server: [null, failure.serverId],
      failureClass: [null, entry.failureClass],
      cause: [null, entry.cause],
      held: [null, entry.held],
    },
  })
  if (entry.held && !(await tx.moduleQueue.isHeldElsewhere(entry))) await notice(tx, actor, entry)
  return entry
}

/** One word for everything that is held for one cause, however much follows: whoever tells people tells them this. */
function notice(tx: ModuleQueueTx, actor: Actor, entry: QueueEntry): Promise<void> {
  const { serverId, module, failureClass, cause, lastError } = entry
  const where = serverId === null ? `module ${module}` : `server ${serverId}`
  return record(tx, actor, {
    kind: serverId === null ? 'module.provisioning_held' : 'server.provisioning_held',
    subjectId: serverId ?? 0,
    description: `Needs a person, on ${where}: ${failureClass}, ${cause || lastError}`,
    changes: { entry: [null, entry.id], failureClass: [null, failureClass], cause: [null, cause] },
  })
}

/**
 * The action's open entry, if it has one, is settled. Answers whether there was one. Its event is the one word that an
 * entry has ended, in whatever way: what was made of the entry, such as a task, ends with it.
 */
export async function resolve(
  tx: ModuleQueueTx,
  actor: Actor,
  { clientId, resolution, note = '', ...action }: ModuleAction & Of & { resolution: Resolution; note?: string },
): Promise<boolean> {
  const entry = await tx.moduleQueue.resolve(action, resolution, tx.at, note)
  if (!entry) return false
  await record(tx, actor, {
    kind: PROVISIONING_EVENTS.resolved[action.serviceType],
    subjectId: action.serviceId,
    clientId,
    description: `${action.action} of ${action.serviceType} ${action.serviceId} is settled: ${note || resolution}`,
    changes: { entry: [null, entry.id], resolution: [null, resolution] },
  })
  return true
}
