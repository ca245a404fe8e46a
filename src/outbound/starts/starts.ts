import { Invalid, NotFound } from '../../base/refusal.ts'
import type { Job } from '../../jobs/job.ts'
import { isCaller, type OutboundActor } from '../accounts/caller.ts'
import { mayDo, reach, reachesStart } from '../accounts/rights.ts'
import type { VerbParts } from '../parts.ts'
import { LANE_KINDS, toService } from '../queues/lane.ts'
import { toQueue } from '../queues/queues.ts'
import { OutboundRefused } from '../refused.ts'
import type { ServiceRef } from '../services/service.ts'
import { checkedCall } from './call.ts'
import { isReference, makeReferences } from './reference.ts'
import type { ApplicationStatus, Cancelled, CancelOptions, ReportFilter, Start } from './start.ts'
import {
  referenceOfInstance,
  START_JOB,
  type StartCall,
  startJob,
  toStart,
  type WaitingStart,
  type WaitsFor,
} from './start.ts'

/** What one request may start, and name. */
const MOST_AT_ONCE = 100_000
const LONGEST_PAGE = 10_000

export function makeStarts({ read, transaction, queue, clock, known, node }: VerbParts) {
  const references = makeReferences({ node, clock, nextBoot: () => transaction((tx) => tx.outbound.nextBoot()) })

  async function startMany(actor: OutboundActor, ref: ServiceRef, calls: readonly StartCall[]): Promise<string[]> {
    mayDo(actor, 'start')
    const service = await reach(known, actor, ref)
    if (!service.enabled)
      throw new OutboundRefused('service_disabled', `Service ${service.name} is disabled`, { service: service.name })
    if (calls.length > MOST_AT_ONCE) throw new Invalid('starts', `at most ${MOST_AT_ONCE} at once`, calls.length)
    const next = await references.open()
    const jobs = calls.map((call) => startJob(service, next(), checkedCall(call, service.kind)))
    // Nothing is awaited between the references and this, so that they ascend in the order of the queue.
    await queue.enqueueTogether(jobs).catch((why) => {
      if (!(why instanceof NotFound)) throw why
      // Its lane went with the service, on another node, a moment ago.
      known.forget()
      throw new NotFound('outbound service', service.name)
    })
    return jobs.map(({ reference }) => reference!)
  }

  /** Of these, what the actor may know of. */
  async function jobsOf(actor: OutboundActor, wanted: readonly string[]): Promise<Map<string, Job>> {
    const likely = [...new Set(wanted)].filter(isReference)
    const found = likely.length === 0 ? [] : await queue.jobs.byReference(likely)
    return new Map(found.filter((job) => reachesStart(actor, job)).map((job) => [job.reference!, job]))
  }

  async function lanesOf(actor: OutboundActor, ref: ServiceRef | undefined): Promise<number[]> {
    if (ref !== undefined || actor.kind === 'service') return [(await reach(known, actor, ref ?? actor)).laneId]
    if (isCaller(actor)) return (await known.ofAccount(actor.accountId)).map(({ laneId }) => laneId)
    return (await Promise.all(LANE_KINDS.map((kind) => queue.lanes.list({ kind })))).flat().map(({ id }) => id)
  }

  return {
    /** Answers the reference; on disk when it does. */
    start: async (actor: OutboundActor, ref: ServiceRef, call: StartCall): Promise<string> =>
      (await startMany(actor, ref, [call]))[0]!,
    /** All or none. References in the order of the calls. */
    startMany,

    /** Those that have not begun. Of the others it tells their status, UNKNOWN for those of somebody else. */
    async cancel(
      actor: OutboundActor,
      wanted: readonly string[],
      { ref, why = '', final = false }: CancelOptions = {},
    ): Promise<Cancelled> {
      mayDo(actor, 'clear')
      const asked = [...new Set(wanted)]
      if (asked.length > MOST_AT_ONCE) throw new Invalid('references', `at most ${MOST_AT_ONCE} at once`, asked.length)
      const laneIds = await lanesOf(actor, ref)
      const likely = asked.filter(isReference)
      const outcome =
        likely.length === 0
          ? undefined
          : await transaction((tx) =>
              queue.cancel(
                tx,
                { references: likely, laneIds },
                { by: actor.name, why, ...(final && { undoForMs: null }) },
              ),
            )
      const jobs = new Map(outcome?.jobs.map(({ job, cancelled }) => [job.reference!, { job, cancelled }]))
      const cancelled = asked.filter((reference) => jobs.get(reference)?.cancelled)
      return {
        cancelled,
        others: asked.flatMap((reference) => {
          const known = jobs.get(reference)
          return known?.cancelled
            ? []
            : [{ reference, status: known ? toStart(known.job).status : ('UNKNOWN' as const) }]
        }),
        purge: cancelled.length === 0 ? undefined : outcome!.purge,
      }
    },

    /** In the order asked for; undefined for what is not known to the caller. */
    async status(actor: OutboundActor, wanted: readonly string[]): Promise<(Start | undefined)[]> {
      mayDo(actor, 'read')
      const jobs = await jobsOf(actor, wanted)
      return wanted.map((reference) => {
        const job = jobs.get(reference)
        return job && toStart(job)
      })
    },

    /** By application instance id; undefined when it is not known to the caller. */
    async application(actor: OutboundActor, instanceId: string): Promise<ApplicationStatus | undefined> {
      mayDo(actor, 'read')
      const reference = referenceOfInstance(instanceId)
      const job = reference && (await jobsOf(actor, [reference])).get(reference)
      const start = job && toStart(job)
      if (!start || start.instanceId === null) return undefined
      const row = await read.outbound.services.get(start.serviceId)
      return { start, service: row && toService(row, await queue.lanes.get(row.laneId)) }
    },

    /** Finished runs, oldest first; those that were cancelled are no runs. */
    async report(actor: OutboundActor, { ref, from, before, after, limit }: ReportFilter): Promise<Start[]> {
      mayDo(actor, 'read')
      const laneIds = await lanesOf(actor, ref)
      const last = after && (await queue.jobs.byReference([after.reference])).find((job) => reachesStart(actor, job))
      const place = last && { finishedAt: last.finishedAt!, id: last.id }
      const jobs = await queue.jobs.finished(laneIds, { from, before, after: place }, Math.min(limit, LONGEST_PAGE))
      return jobs.filter(({ kind }) => kind === START_JOB).map(toStart)
    },

    /** That have begun and not ended, in the order in which they were started. */
    async running(
      actor: OutboundActor,
      ref: ServiceRef,
      { after, limit }: { after?: string; limit: number },
    ): Promise<Start[]> {
      mayDo(actor, 'read')
      const { laneId } = await reach(known, actor, ref)
      const last = after === undefined ? undefined : (await jobsOf(actor, [after])).get(after)
      if (after !== undefined && last?.laneId !== laneId) throw new NotFound('start', after)
      const page = { ...(last && { after: last.id }), limit: Math.min(limit, LONGEST_PAGE) }
      return (await queue.jobs.running(laneId, page)).map(toStart)
    },

    /** In the order in which they begin. */
    async waiting(
      actor: OutboundActor,
      ref: ServiceRef,
      { after, limit }: { after?: string; limit: number },
    ): Promise<WaitingStart[]> {
      mayDo(actor, 'read')
      const service = await reach(known, actor, ref)
      const last = after === undefined ? undefined : (await jobsOf(actor, [after])).get(after)
      if (after !== undefined && last?.laneId !== service.laneId) throw new NotFound('start', after)
      const page = { ...(last && { after: last }), limit: Math.min(limit, LONGEST_PAGE) }
      const [jobs, now, lane] = await Promise.all([
        queue.jobs.waiting(service.laneId, page),
        read.jobs.now(),
        queue.lanes.get(service.laneId),
      ])
      const places = await queue.jobs.places(jobs)
      const { stopped } = toQueue(service, lane, now)
      return jobs.map(
        (job, index): WaitingStart => ({
          ...toStart(job),
          // What a worker has in hand comes before all others.
          position: places[index]?.position ?? 0,
          ageMs: Math.max(0, now - job.enqueuedAt),
          startsAt: stopped === null ? (places[index]?.startsAt ?? null) : null,
          waitsFor: waitsFor(job, stopped),
        }),
      )
    },
  }
}

function waitsFor(job: Job, stopped: ReturnType<typeof toQueue>['stopped']): WaitsFor {
  if (stopped !== null) return stopped
  return job.state === 'offered' ? 'worker' : job.waitsFor === 'time' ? 'time' : 'turn'
}
