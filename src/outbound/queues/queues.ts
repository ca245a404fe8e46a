import { NotFound } from '../../base/refusal.ts'
import { record } from '../../events/event.ts'
import type { Lane } from '../../jobs/lanes/lane.ts'
import { isCaller, type OutboundActor } from '../accounts/caller.ts'
import { accountOf, mayDo, mayDoForAccount, reach, reachesService, reachesStart } from '../accounts/rights.ts'
import type { Queues, ServiceQueue } from '../outbound.ts'
import type { VerbParts } from '../parts.ts'
import { lockService } from '../services/services.ts'
import type { ServiceRow } from '../store.ts'
import { LANE_KINDS, laneParent, notBefore, toService } from './lane.ts'
import { purgeQueue } from './purge-queue.ts'

export function makeQueues(parts: VerbParts): Queues {
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
    async lengths(actor, { accountId } = {}) {
      mayDoForAccount(actor, 'read')
      const all = await withLanes(actor, accountId)
      return all.flatMap(([{ id, name, enabled }, { waiting }]) =>
        enabled ? [{ serviceId: id, name, length: waiting }] : [],
      )
    },

    async length(actor, ref) {
      mayDo(actor, 'read')
      const { id, name, laneId } = await reach(known, actor, ref)
      return { serviceId: id, name, length: (await queue.lanes.get(laneId)).waiting }
    },

    async list(actor, { accountId } = {}) {
      mayDoForAccount(actor, 'read')
      const now = await read.jobs.now()
      return (await withLanes(actor, accountId)).map(([row, lane]) => toQueue(row, lane, now))
    },

    async get(actor, ref) {
      mayDo(actor, 'read')
      const row = await reach(known, actor, ref)
      return toQueue(row, await queue.lanes.get(row.laneId), await read.jobs.now())
    },

    async purge(actor, ref, options = {}) {
      mayDo(actor, 'clear')
      const { id } = await reach(known, actor, ref)
      return transaction(async (tx) => purgeQueue(tx, parts, actor, await lockService(tx, id), options))
    },

    async undo(actor, purgeId) {
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

    async purges(actor, ref) {
      mayDo(actor, 'read')
      const { laneId } = await reach(known, actor, ref)
      return queue.purges.list({ laneId })
    },

    async purged(actor, purgeId, page) {
      mayDo(actor, 'read')
      await reachPurge(actor, purgeId)
      return queue.purges.references(purgeId, page)
    },
  }
}

export function toQueue(row: ServiceRow, lane: Lane, now: number): ServiceQueue {
  const service = toService(row, lane)
  const opensAt = notBefore(service, now)
  const stopped = !service.enabled
    ? 'disabled'
    : service.paused
      ? 'paused'
      : opensAt !== null
        ? 'calling-window'
        : lane.breaker === 'closed'
          ? null
          : 'breaker'
  return { service, waiting: lane.waiting, running: lane.running, stopped, opensAt }
}
