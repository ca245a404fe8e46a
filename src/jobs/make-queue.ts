import { tracing } from '../base/measuring/tracing.ts'
import { NotFound } from '../base/refusal.ts'
import { makeClaimer } from './claim.ts'
import { enqueueGroups, enqueueMany } from './enqueue.ts'
import type { Failpoint } from './failpoint.ts'
import { endTurns, finishJobs } from './finish.ts'
import { makeGatherer } from './gather.ts'
import { BANDS, type Job, type NewJob } from './job.ts'
import { always, forecastLane, outlookOf } from './lanes/forecast-lane.ts'
import {
  closeLaneBreaker,
  deleteLane,
  ensureLane,
  openLaneBreaker,
  pauseLane,
  resumeLane,
  updateLane,
} from './lanes/lanes.ts'
import { acknowledgeJobs, giveBackJobs } from './offers.ts'
import { placeOf, placesOf } from './place.ts'
import { endPreview, existingPreview, extendPreview, previewPurge, toPreview } from './purges/preview.ts'
import { cancelJobs, purgeLane, purgeWhere, undoPurge } from './purges/purges.ts'
import type { EndedJob, Queue, QueueParts } from './queue.ts'
import type { JobTx } from './store.ts'
import { unbeginJobs } from './unbegin.ts'

/** `elapsed` tells how long things take, in milliseconds. */
type Parts = QueueParts & { failpoint?: Failpoint; elapsed?: () => number }

export function makeQueue({
  read,
  transaction,
  failpoint = () => {},
  elapsed = () => performance.now(),
}: Parts): Queue {
  const listeners = new Set<() => void>()
  const claim = makeClaimer({ read, transaction, failpoint, elapsed }, 'begin')
  const offer = makeClaimer({ read, transaction, failpoint, elapsed }, 'offer')

  const tell = () => {
    for (const told of listeners) told()
  }

  /** A step after which there may be something to begin. It is told before the commit: who listens looks more than once. */
  const telling =
    <Args extends unknown[], Answer>(step: (tx: JobTx, ...args: Args) => Promise<Answer>) =>
    async (tx: JobTx, ...args: Args): Promise<Answer> => {
      const answer = await step(tx, ...args)
      tell()
      return answer
    }

  const enqueue = async (tx: JobTx, jobs: readonly NewJob[]) => {
    const ids = await enqueueMany(tx, jobs)
    failpoint('enqueue')
    return ids
  }

  const groups = makeGatherer<readonly NewJob[], number[]>(
    async (gathered) => {
      const answers = await transaction(async (tx) => {
        const ids = await enqueueGroups(tx, gathered)
        failpoint('enqueue')
        return ids
      })
      failpoint('enqueued')
      tell()
      return answers
    },
    ({ length }) => length,
  )

  async function giveBack(jobs: readonly Job[]): Promise<void> {
    await transaction((tx) => giveBackJobs(tx, jobs))
    tell()
  }

  /** Remembers which of the endings took place. */
  const finishing = (endings: readonly EndedJob[]) => {
    const ends = endings.map(({ job: { id, laneId, turn }, outcome }) => ({ id, laneId, turn, outcome }))
    const found = { known: [] as boolean[] }
    const step = async (tx: JobTx) => {
      const { known, lanes } = await endTurns(tx, ends)
      found.known = known
      failpoint('finish')
      return lanes
    }
    return { step, found }
  }

  async function jobOf(id: number): Promise<Job> {
    const [job] = await read.jobs.rows.get([id])
    if (!job) throw new NotFound('job', id)
    return job
  }

  return {
    lanes: {
      ensure: ensureLane,
      update: telling(updateLane),
      pause: pauseLane,
      resume: telling(resumeLane),
      openBreaker: telling(openLaneBreaker),
      closeBreaker: telling(closeLaneBreaker),
      delete: deleteLane,
      async get(id) {
        const lane = await read.jobs.lanes.get(id)
        if (!lane) throw new NotFound('lane', id)
        return lane
      },
      byName: (name) => read.jobs.lanes.byName(name),
      list: (filter = {}) => read.jobs.lanes.list(filter),
      forecast: (id, pace = {}, openingAfter = always) => forecastLane(read, id, pace, openingAfter),
      outlook: (lanes, openingOf) => outlookOf(read, lanes, openingOf),
    },

    enqueue: telling(async (tx, job) => (await enqueue(tx, [job]))[0]!),
    enqueueMany: telling(enqueue),
    enqueueAlone: async (job) => (await groups.add(caused([job])))[0]!,
    enqueueTogether: (jobs) => groups.add(caused(jobs)),

    jobs: {
      get: jobOf,
      byReference: (references, laneIds) => read.jobs.rows.byReference(references, laneIds),
      waiting: (laneId, { after, limit }) =>
        read.jobs.rows.waiting(laneId, after && { band: BANDS.indexOf(after.band), id: after.id }, limit),
      async running(laneId, { after = 0, limit }) {
        const begun = (await read.jobs.previews.begunOf(laneId)).filter((id) => id > after).sort((a, b) => a - b)
        const jobs = await read.jobs.rows.get(begun.slice(0, limit))
        return jobs.filter(({ state }) => state === 'running').sort((a, b) => a.id - b.id)
      },
      finished: (laneIds, period, limit) => read.jobs.rows.finished(laneIds, period, limit),
      place: async (id) => placeOf(read, await jobOf(id)),
      places: (page) => placesOf(read, page),
    },

    cancel: telling(cancelJobs),
    purges: {
      preview: previewPurge,
      extendPreview,
      endPreview: telling(endPreview),
      getPreview: async (previewId) => toPreview(await existingPreview(read, previewId)),
      async lane(tx, laneId, by) {
        const purge = await purgeLane(tx, laneId, by)
        failpoint('purge')
        // One by a preview leaves something to begin.
        if (by.previewId !== undefined) tell()
        return purge
      },
      where: telling(purgeWhere),
      undo: telling(undoPurge),
      async get(id) {
        const purge = await read.jobs.purges.get(id)
        if (!purge) throw new NotFound('purge', id)
        return purge
      },
      list: ({ laneId, limit = 100 } = {}) => read.jobs.purges.list(laneId, limit),
      references: (purgeId, { after = 0, limit }) => read.jobs.purges.references(purgeId, after, limit),
      streamReferences: (purgeId) => read.jobs.purges.streamReferences(purgeId),
    },

    finish: telling(async (tx, { id, laneId, turn }, outcome) => {
      const [ended] = await finishJobs(tx, [{ id, laneId, turn, outcome }])
      failpoint('finish')
      return ended!
    }),
    unbegin: telling(
      async (tx, job, origin) => (await unbeginJobs(tx, [job], origin && new Map([[job.id, origin]]))) === 1,
    ),
    settle: telling(async (tx, jobId, outcome) => {
      const [job] = await tx.jobs.rows.get([jobId])
      if (!job) throw new NotFound('job', jobId)
      const { id, laneId } = job
      // Whose turn it is is sure when the lane is locked.
      await tx.jobs.lanes.lock([laneId])
      const { turn } = (await tx.jobs.rows.get([id]))[0]!
      const [ended] = await finishJobs(tx, [{ id, laneId, turn, outcome }])
      return ended!
    }),

    work: {
      register: (name, leaseMs) => transaction((tx) => tx.jobs.holders.register(name, leaseMs)),
      beat: (holderId, leaseMs) => transaction((tx) => tx.jobs.holders.beat(holderId, leaseMs)),
      disown: (holderId, turns) => transaction((tx) => tx.jobs.holders.disown(holderId, turns)),
      surrender: (holderId) => transaction((tx) => tx.jobs.holders.delete(holderId)),
      claim: (request) => claim(request),
      offer: (request) => offer(request),
      acknowledge: (jobs) => transaction((tx) => acknowledgeJobs(tx, jobs)),
      giveBack,
      async returnOffered(holderId) {
        const offered = await read.jobs.rows.offeredTo(holderId)
        if (offered.length > 0) await giveBack(offered)
      },
      async finish(endings) {
        const { step, found } = finishing(endings)
        await transaction(async (tx) => tx.jobs.lanes.save(await step(tx)))
        failpoint('finished')
        tell()
        return found.known
      },
      async turnOver(endings, request) {
        if (endings.length === 0) return { ...(await claim(request)), known: [] }
        const { step, found } = finishing(endings)
        const claimed = await claim(request, step)
        failpoint('finished')
        tell()
        return { ...claimed, ...found }
      },
      unbegin: async (jobs, origins) => {
        await transaction((tx) => unbeginJobs(tx, jobs, origins))
        tell()
      },
      onWork(told) {
        listeners.add(told)
        return () => listeners.delete(told)
      },
    },
  }
}

/** Many callers' jobs are enqueued in one turn, which is no longer that of each. */
function caused(jobs: readonly NewJob[]): readonly NewJob[] {
  const cause = tracing()?.present()
  return cause === undefined ? jobs : jobs.map((job) => ({ cause, ...job }))
}
