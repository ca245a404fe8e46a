import type { Patch } from '../../base/merge.ts'
import { NotFound } from '../../base/refusal.ts'
import { record } from '../../events/event.ts'
import type { Forecast, LanePace } from '../../jobs/lanes/forecast.ts'
import type { Lane } from '../../jobs/lanes/lane.ts'
import type { Purge, Purged } from '../../jobs/purges/purge.ts'
import { isCaller, type OutboundActor } from '../accounts/caller.ts'
import { accountOf, mayDo, mayDoForAccount, reach, reachesService, reachesStart } from '../accounts/rights.ts'
import type { VerbParts } from '../parts.ts'
import { openingAfter } from '../services/calling-window.ts'
import type { ServiceRef } from '../services/service.ts'
import { lockService } from '../services/services.ts'
import { NO_WORKERS, type WorkerSeen, workersOf, workersSeen } from '../starts/workers-seen.ts'
import type { ServiceRow } from '../store.ts'
import { LANE_KINDS, laneParent, notBefore, toService } from './lane.ts'
import { type PurgeQueueOptions, purgeQueue } from './purge-queue.ts'
import type { QueueLength, QueuePurge, ServiceQueue, ServiceWithOutlook } from './queue.ts'

export function makeQueues(parts: VerbParts) {
  const { read, transaction, queue, known } = parts

  /** The services with their lanes, whose counts are of one moment. */
  async function withLanes(actor: OutboundActor, wanted: number | undefined): Promise<[ServiceRow, Lane][]> {
    const accountId = accountOf(actor, wanted)
    const rows = accountId === undefined ? await read.outbound.services.list() : await known.ofAccount(accountId)
    const filters = accountId === undefined ? LANE_KINDS.map((kind) => ({ kind })) : [{ parent: laneParent(accountId) }]
    const lists = await Promise.all(filters.map((filter) => queue.lanes.list(filter)))
    const lanes = new Map(lists.flat().map((lane) => [lane.id, lane]))
    return rows.flatMap((row) => {
      const lane = lanes.get(row.laneId)
      return lane ? [[row, lane] as [ServiceRow, Lane]] : []
    })
  }

  /** A purge of starts that the actor reaches; others, such as those of panels, are unknown here. */
  async function reachPurge(actor: OutboundActor, purgeId: number): Promise<void> {
    const purge = await queue.purges.get(purgeId)
    const [first] = await queue.purges.references(purgeId, { limit: 1 })
    const [job] = first ? await read.jobs.rows.get([first.id]) : []
    const service = purge.laneId === null ? undefined : await read.outbound.services.byLane(purge.laneId)
    const isTheirs = job
      ? reachesStart(actor, job)
      : service
        ? reachesService(actor, service)
        : !isCaller(actor) && purge.undoneAt !== null
    if (!isTheirs) throw new NotFound('purge', purgeId)
  }

  return {
    /** Of all enabled services of the account, by name, zeros too; staff say whose, or get all. */
    async lengths(actor: OutboundActor, { accountId }: { accountId?: number } = {}): Promise<QueueLength[]> {
      mayDoForAccount(actor, 'read')
      const all = await withLanes(actor, accountId)
      return all.flatMap(([{ id, name, enabled }, { waiting }]) =>
        enabled ? [{ serviceId: id, name, length: waiting }] : [],
      )
    },

    async length(actor: OutboundActor, ref: ServiceRef): Promise<QueueLength> {
      mayDo(actor, 'read')
      const { id, name, laneId } = await reach(known, actor, ref)
      return { serviceId: id, name, length: (await queue.lanes.get(laneId)).waiting }
    },

    /** With everything about how it goes; for staff all of them unless an account is named. */
    async list(actor: OutboundActor, { accountId }: { accountId?: number } = {}): Promise<ServiceQueue[]> {
      mayDoForAccount(actor, 'read')
      const now = await read.jobs.now()
      const seen = await workersSeen(read, now)
      return (await withLanes(actor, accountId)).map(([row, lane]) => toQueue(row, lane, now, seen.get(row.id)))
    },

    /** The services, each with how it goes: by name, for staff those of all accounts unless one is named. */
    async services(actor: OutboundActor, { accountId }: { accountId?: number } = {}): Promise<ServiceWithOutlook[]> {
      mayDoForAccount(actor, 'read')
      const all = await withLanes(actor, accountId)
      const windows = new Map(all.map(([{ callingWindow }, { id }]) => [id, callingWindow]))
      const outlook = await queue.lanes.outlook(
        all.map(([, lane]) => lane),
        ({ id }) =>
          (at) =>
            openingAfter(windows.get(id) ?? null, at),
      )
      const seen = await workersSeen(read, await read.jobs.now())
      return all.map(([row, lane]) => {
        const { emptyAt, meanRunMs } = outlook.get(lane.id)!
        return { ...toService(row, lane), emptyAt, meanRunMs, ...(seen.get(row.id) ?? NO_WORKERS) }
      })
    },

    async get(actor: OutboundActor, ref: ServiceRef): Promise<ServiceQueue> {
      mayDo(actor, 'read')
      const row = await reach(known, actor, ref)
      const now = await read.jobs.now()
      const seen = (await workersSeen(read, now)).get(row.id)
      return toQueue(row, await queue.lanes.get(row.laneId), now, seen)
    },

    /** Who asks for its work, the last heard first, each with what it holds. */
    async workers(actor: OutboundActor, ref: ServiceRef): Promise<WorkerSeen[]> {
      mayDo(actor, 'read')
      const { id } = await reach(known, actor, ref)
      return workersOf(read, id, await read.jobs.now())
    },

    /** When it is empty, at its pace or another one. Its calling window is cut out. */
    async forecast(actor: OutboundActor, ref: ServiceRef, pace: Patch<LanePace> = {}): Promise<Forecast> {
      mayDo(actor, 'read')
      const { laneId, callingWindow } = await reach(known, actor, ref)
      return queue.lanes.forecast(laneId, pace, (at) => openingAfter(callingWindow, at))
    },

    /** Takes back everything that has not begun, or of it what a preview counted: nothing of it begins after the answer. */
    async purge(actor: OutboundActor, ref: ServiceRef, options: PurgeQueueOptions = {}): Promise<QueuePurge> {
      mayDo(actor, 'clear')
      const { id } = await reach(known, actor, ref)
      return transaction(async (tx) => purgeQueue(tx, parts, actor, await lockService(tx, id), options))
    },

    /** The starts wait again, in their old places. */
    async undo(actor: OutboundActor, purgeId: number): Promise<Purge> {
      mayDo(actor, 'clear')
      await reachPurge(actor, purgeId)
      return transaction(async (tx) => {
        const undone = await queue.purges.undo(tx, purgeId, { by: actor.name })
        await record(tx, actor, {
          kind: 'outbound_purge.undone',
          subjectId: purgeId,
          description: `Purge ${purgeId} undone: ${undone.count} starts wait again`,
        })
        return undone
      })
    },

    /** Newest first. */
    async purges(actor: OutboundActor, ref: ServiceRef): Promise<Purge[]> {
      mayDo(actor, 'read')
      const { laneId } = await reach(known, actor, ref)
      return queue.purges.list({ laneId })
    },

    /** What a purge took, oldest first; the page after an id. */
    async purged(actor: OutboundActor, purgeId: number, page: { after?: number; limit: number }): Promise<Purged[]> {
      mayDo(actor, 'read')
      await reachPurge(actor, purgeId)
      return queue.purges.references(purgeId, page)
    },
  }
}

export function toQueue(row: ServiceRow, lane: Lane, now: number, seen = NO_WORKERS): ServiceQueue {
  const service = toService(row, lane)
  const opensAt = notBefore(service, now)
  const heldUntil = (lane.heldUntil ?? 0) > now ? lane.heldUntil : null
  const stopped = !service.enabled
    ? 'disabled'
    : service.paused
      ? 'paused'
      : heldUntil !== null
        ? 'held'
        : opensAt !== null
          ? 'calling-window'
          : lane.breaker === 'closed'
            ? null
            : 'breaker'
  return { service, waiting: lane.waiting, running: lane.running, stopped, ...seen, opensAt, heldUntil }
}
