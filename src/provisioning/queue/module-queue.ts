import { type Actor, authorize } from '../../access/actor.ts'
import type { KeysetPage, Listed } from '../../base/page.ts'
import { Invalid } from '../../base/refusal.ts'
import type { Tx } from '../../base/transaction.ts'
import { record } from '../../events/event.ts'
import type { EventStore } from '../../events/store.ts'
import type { Failure, ModuleQueueStore, SettlingEntry } from '../store.ts'
import type { ModuleAction, QueueEntry, QueueFilter, QueueMeasure, QueueOrder, Resolution } from './queue-entry.ts'
import { PROVISIONING_EVENTS } from './queue-events.ts'

export type ModuleQueueStores = { moduleQueue: ModuleQueueStore; events: EventStore }

export function makeModuleQueue({ read }: { read: ModuleQueueStores }) {
  return {
    /** What failed and is not settled, or with `settledFrom` what was; by id where no order is given. */
    async list(actor: Actor, filter: QueueFilter, order?: QueueOrder): Promise<SettlingEntry[]> {
      authorize(actor, 'provisioning.read')
      requireSense(filter)
      return read.moduleQueue.list(filter, order)
    },

    /** A part of the same. */
    async page(actor: Actor, filter: QueueFilter, page: KeysetPage, order: QueueOrder): Promise<Listed<SettlingEntry>> {
      authorize(actor, 'provisioning.read')
      requireSense(filter)
      return read.moduleQueue.page(filter, page, order)
    },

    /** How many match. */
    async count(actor: Actor, filter: QueueFilter): Promise<number> {
      authorize(actor, 'provisioning.read')
      requireSense(filter)
      return read.moduleQueue.count(filter)
    },

    /** What is open by class, and how much of it failed first before each of these instants. */
    async measure(actor: Actor, before: readonly number[]): Promise<QueueMeasure[]> {
      authorize(actor, 'provisioning.read')
      return read.moduleQueue.measure(before)
    },
  }
}

/** What is settled needs nobody, and what is open has not ended in any way. */
function requireSense({ settledFrom, resolution, attention }: QueueFilter): void {
  if (settledFrom === undefined && resolution !== undefined) throw new Invalid('resolution', 'settledFrom beside it')
  if (settledFrom !== undefined && attention !== undefined) throw new Invalid('attention', 'none beside settledFrom')
}

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

/** Somebody said so; the others come by themselves. */
const isDecided = (resolution: Resolution): boolean => resolution === 'settled' || resolution === 'cancelled'

/**
 * The action's open entry, if it has one, is settled. Answers whether there was one. Its event is the one word that an
 * entry has ended, in whatever way: what was made of the entry, such as a task, ends with it.
 */
export async function resolve(
  tx: ModuleQueueTx,
  actor: Actor,
  { clientId, resolution, note = '', ...action }: ModuleAction & Of & { resolution: Resolution; note?: string },
): Promise<boolean> {
  const entry = await tx.moduleQueue.resolve(action, resolution, tx.at, {
    note,
    ...(isDecided(resolution) && { by: actor.name }),
  })
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
