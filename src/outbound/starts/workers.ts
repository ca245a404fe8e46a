import { Invalid } from '../../base/refusal.ts'
import type { Job } from '../../jobs/job.ts'
import { done, giveUp, unknown } from '../../jobs/outcome.ts'
import type { ServiceCaller } from '../accounts/caller.ts'
import { mayDo, reach } from '../accounts/rights.ts'
import { makeSessions, sessionOver } from '../accounts/session.ts'
import type { VerbParts } from '../parts.ts'
import { OutboundRefused } from '../refused.ts'
import { opensAt } from '../services/calling-window.ts'
import type { ServiceRow } from '../store.ts'
import { instanceIdOf, referenceOfInstance, START_JOB, type StartEnd, toStart } from './start.ts'
import type { Taken, TakenStart, TakeRequest } from './take.ts'
import { LEASE_MS, leaseName } from './workers-seen.ts'

const LONGEST_WAIT_MS = 25_000
const MOST_AT_ONCE = 1000
const LONGEST_WHY = 2000
/** How often those who wait look for work that nobody told them of. */
const POLL_MS = 500
/** Whoever tells of work may still have to commit it. */
const LULL_MS = 5
/** Who asks again while the server takes nothing on any more; long enough to be no flood. */
const DRAINING_MS = 1000

export function makeWorkers({ read, transaction, queue, known, key, draining }: VerbParts) {
  const sessions = makeSessions(key)
  const { work } = queue

  async function serviceOf(caller: ServiceCaller): Promise<ServiceRow> {
    mayDo(caller, 'start')
    const service = await reach(known, caller, caller)
    if (service.runner !== 'worker')
      throw new OutboundRefused('not_for_workers', `Service ${service.name} is not run by workers`, {
        runner: service.runner,
      })
    return service
  }

  /** The jobs named that are in this turn and of this service. */
  async function jobsOf(service: ServiceRow, taken: readonly Taken[]): Promise<Job[]> {
    if (taken.length > MOST_AT_ONCE) throw new Invalid('starts', `at most ${MOST_AT_ONCE} at once`, taken.length)
    const turns = new Map(taken.map(({ id, turn }) => [id, turn]))
    const jobs = await read.jobs.rows.get([...turns.keys()])
    return jobs.filter(({ id, laneId, turn }) => laneId === service.laneId && turn === turns.get(id))
  }

  async function offer(service: ServiceRow, holderId: number, limit: number) {
    const now = await read.jobs.now()
    const opens = opensAt(service.callingWindow, now)
    if (opens > now) return { jobs: [], nextInMs: opens - now }
    return work.offer({ holderId, limit, of: { ids: [service.laneId] } })
  }

  /** Nothing is begun any more. */
  async function giveBack(offered: readonly Job[]): Promise<Job[]> {
    if (offered.length > 0) await work.giveBack(offered)
    return []
  }

  /** Sent away with nothing, and not at once: whoever asks again may still be led here. */
  async function takeNothing(waitMs: number, signal: AbortSignal | undefined): Promise<TakenStart[]> {
    const bell = makeBell(() => () => {})
    await bell.rest(Math.min(waitMs, DRAINING_MS), [signal])
    return []
  }

  return {
    /** A worker of the same name is gone then: what it had begun is lost at once. */
    async open(caller: ServiceCaller, worker: string): Promise<{ session: string; leaseMs: number }> {
      const service = await serviceOf(caller)
      if (worker.length === 0 || worker.length > 100 || /\p{Cc}/u.test(worker))
        throw new Invalid('worker', 'a name of 1 to 100 characters', worker)
      const holderId = await work.register(leaseName(service.id, worker), LEASE_MS)
      return { session: sessions.issue(service.id, holderId), leaseMs: LEASE_MS }
    },

    /** Waits up to `waitMs` for something to do. What was taken before and not acknowledged goes back to its place. */
    async take(caller: ServiceCaller, session: string, { limit, waitMs, signal }: TakeRequest): Promise<TakenStart[]> {
      const service = await serviceOf(caller)
      const holderId = sessions.holderOf(service.id, session)
      if (!(await work.beat(holderId, LEASE_MS))) throw sessionOver()
      await work.returnOffered(holderId)
      if (draining?.aborted) return takeNothing(waitMs, signal)
      const stops = [signal, draining]
      const until = performance.now() + Math.min(waitMs, LONGEST_WAIT_MS)
      const bell = makeBell(work.onWork)
      try {
        for (let eagerMs = POLL_MS; ; eagerMs = Math.min(POLL_MS, eagerMs * 2)) {
          const { jobs, nextInMs } = await offer(service, holderId, Math.min(limit, MOST_AT_ONCE))
          const unwanted = stops.some((stop) => stop?.aborted)
          if (jobs.length > 0 && unwanted) await work.giveBack(jobs)
          else if (jobs.length > 0) return jobs.map((job) => toTaken(job, service))
          const left = until - performance.now()
          if (left <= 0 || unwanted) return []
          const rang = await bell.rest(Math.max(LULL_MS, Math.min(left, eagerMs, nextInMs ?? POLL_MS)), stops)
          if (rang) eagerMs = LULL_MS
        }
      } finally {
        bell.silence()
      }
    },

    /** Begins them; safe to repeat. Those that were purged, lost or stopped meanwhile are missing from the answer. */
    async acknowledge(caller: ServiceCaller, session: string, taken: readonly Taken[]): Promise<Taken[]> {
      const service = await serviceOf(caller)
      sessions.holderOf(service.id, session)
      const jobs = await jobsOf(service, taken)
      // Whoever did not hear the answer may ask again: what began in this turn is theirs.
      const before = jobs.filter(({ state }) => state === 'running')
      const offered = jobs.filter(({ state }) => state === 'offered')
      const begun = await (draining?.aborted ? giveBack(offered) : work.acknowledge(offered))
      return [...before, ...begun].map(({ id, turn }) => ({ id, turn }))
    },

    /** False when the lease had run out: nothing is held any more. */
    async heartbeat(caller: ServiceCaller, session: string): Promise<boolean> {
      const service = await serviceOf(caller)
      return work.beat(sessions.holderOf(service.id, session), LEASE_MS)
    },

    /** False when it had been lost or has ended. */
    async finish(caller: ServiceCaller, session: string, taken: Taken, end: StartEnd): Promise<boolean> {
      const service = await serviceOf(caller)
      sessions.holderOf(service.id, session)
      const { id, turn } = taken
      const { laneId } = service
      const outcome = outcomeOf(end)
      const [job] = await jobsOf(service, [taken])
      return job ? transaction((tx) => queue.finish(tx, { id, laneId, turn }, outcome)) : false
    },

    /** Gives back what was not acknowledged; what was is lost. */
    async close(caller: ServiceCaller, session: string): Promise<void> {
      const service = await serviceOf(caller)
      const holderId = sessions.holderOf(service.id, session)
      await work.returnOffered(holderId)
      await work.surrender(holderId)
    },

    /** The end of a run of an `http` service whose application answered that it reports later. */
    async report(caller: ServiceCaller, instanceId: string, end: StartEnd): Promise<boolean> {
      mayDo(caller, 'start')
      const service = await reach(known, caller, caller)
      const outcome = outcomeOf(end)
      const reference = referenceOfInstance(instanceId)
      if (reference === undefined) return false
      const found = (await queue.jobs.byReference([reference], [service.laneId])).find(({ kind }) => kind === START_JOB)
      if (!found) return false
      return transaction(async (tx) => {
        const run = await tx.outbound.runs.lock(found.id)
        if (!run || run.ending) return false
        await tx.outbound.runs.update(found.id, { stage: 'ended', ending: { end, health: outcome.health } })
        const [job] = await tx.jobs.rows.get([found.id])
        // Who asks a page right now finds the end there, and goes on to the final page.
        if (job?.parked)
          await queue.settle(tx, found.id, unknown('the application reported the end', 0, { health: 'well' }))
        return true
      })
    },
  }
}

const toTaken = (job: Job, { applicationName }: ServiceRow): TakenStart => {
  const { reference, call } = toStart(job)
  return { id: job.id, turn: job.turn, reference, instanceId: instanceIdOf(reference), call, applicationName }
}

function outcomeOf(end: StartEnd) {
  if ('code' in end) {
    if (!Number.isSafeInteger(end.code)) throw new Invalid('code', 'a whole number', end.code)
    return done({ result: { code: end.code } })
  }
  if (end.why.length === 0 || end.why.length > LONGEST_WHY || end.why.includes('\0'))
    throw new Invalid('why', `1 to ${LONGEST_WHY} characters`, end.why)
  return giveUp(end.why)
}

/** Wakes who rests when there may be work. */
function makeBell(onWork: (told: () => void) => () => void) {
  let wake = () => {}
  let rang = false
  const silence = onWork(() => {
    rang = true
    wake()
  })
  return {
    silence,
    /** Until it rings, the time is over or nobody wants it any more; true when it rang. */
    async rest(ms: number, stops: readonly (AbortSignal | undefined)[]): Promise<boolean> {
      if (!rang && !stops.some((stop) => stop?.aborted))
        await new Promise<void>((resolve) => {
          const end = () => {
            clearTimeout(timer)
            for (const stop of stops) stop?.removeEventListener('abort', end)
            resolve()
          }
          const timer = setTimeout(end, ms)
          wake = end
          for (const stop of stops) stop?.addEventListener('abort', end)
        })
      const answer = rang
      rang = false
      return answer
    },
  }
}
