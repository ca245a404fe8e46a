import type { Patch } from '../base/merge.ts'
import type { Job, NewJob } from './job.ts'
import type { Forecast, LanePace, Opening } from './lanes/forecast.ts'
import type { Outlook } from './lanes/forecast-lane.ts'
import type { Lane, LaneFilter, LaneSettings, NewLane } from './lanes/lane.ts'
import type { JobOutcome } from './outcome.ts'
import type {
  By,
  LanePurgeOptions,
  Named,
  Previewed,
  PreviewOptions,
  Purge,
  Purged,
  PurgeFilter,
  PurgeOptions,
  PurgePreview,
} from './purges/purge.ts'
import type { JobStores, JobTx, LanesOf, Period } from './store.ts'

/**
 * The durable queue. What takes `tx` is a part of the caller's own transaction: it happens with the caller's change or not
 * at all. The rest reads, or makes its own transaction. Instants are milliseconds of the database's clock.
 */
export interface Queue {
  readonly lanes: {
    /** The lane of this name; made with these settings when there is none. Safe when several do it at once. */
    ensure(tx: JobTx, lane: NewLane): Promise<Lane>
    update(tx: JobTx, id: number, changes: Patch<LaneSettings>): Promise<Lane>
    /** When this transaction is on disk, nothing of the lane begins any more. What runs goes on. */
    pause(tx: JobTx, id: number): Promise<Lane>
    resume(tx: JobTx, id: number): Promise<Lane>
    /** Opens the breaker by hand, for `forMs` or as the lane's settings say. */
    openBreaker(tx: JobTx, id: number, forMs?: number): Promise<Lane>
    /** Closes the breaker by hand. */
    closeBreaker(tx: JobTx, id: number): Promise<Lane>
    /** Refused (`lane_busy`) while anything waits or runs. Its name is free afterwards. */
    delete(tx: JobTx, id: number): Promise<void>
    get(id: number): Promise<Lane>
    byName(name: string): Promise<Lane | undefined>
    /** By name, with exact counts of one moment; a thousand lanes with a million jobs take a few milliseconds. */
    list(filter?: LaneFilter): Promise<Lane[]>
    /**
     * When it has begun what waits now, at its pace or another one. Unknown (null) while it is paused. `openingAfter` tells
     * when it may begin jobs at all: always, when left out.
     */
    forecast(id: number, pace?: Patch<LanePace>, openingAfter?: Opening): Promise<Forecast>
    /** The same of many lanes, at the pace that each has, with what they did in the last hour; in a few questions for all. */
    outlook(lanes: readonly Lane[], openingOf?: (lane: Lane) => Opening): Promise<ReadonlyMap<number, Outlook>>
  }

  /** Answers the job's id. Refused with `queue_full` when the lane's limit is reached. */
  enqueue(tx: JobTx, job: NewJob): Promise<number>
  /** All or none, in this order; ids ascend. */
  enqueueMany(tx: JobTx, jobs: readonly NewJob[]): Promise<number[]>
  /** In a transaction that it shares with all who call at the same time. On disk when the promise resolves. */
  enqueueAlone(job: NewJob): Promise<number>
  /** The same for several, all or none. Whoever calls first has the lower ids, across both. */
  enqueueTogether(jobs: readonly NewJob[]): Promise<number[]>

  readonly jobs: {
    get(id: number): Promise<Job>
    byReference(references: readonly string[], laneIds?: readonly number[]): Promise<Job[]>
    /** Waiting jobs of a lane in the order in which they begin; the page after a job, or the first one. */
    waiting(laneId: number, page: { after?: Job; limit: number }): Promise<Job[]>
    /** What a lane runs, in the order in which it was enqueued; the page after an id. */
    running(laneId: number, page: { after?: number; limit: number }): Promise<Job[]>
    /** Done or failed in a period, in the order in which they ended. Those that were cancelled are not among them. */
    finished(laneIds: readonly number[], period: Period, limit: number): Promise<Job[]>
    /** Undefined unless it waits. */
    place(id: number): Promise<QueuePlace | undefined>
    /** Of a page of `waiting`. */
    places(page: readonly Job[]): Promise<(QueuePlace | undefined)[]>
  }

  /** Takes back what has not begun of the jobs named; says of each what became of it. */
  cancel(tx: JobTx, which: Named, by: PurgeOptions): Promise<Cancellation>
  readonly purges: {
    /**
     * Takes back everything that has not begun, at once: what was enqueued and acknowledged before is in it, and nothing
     * of it begins. Costs the same for ten jobs and for a million.
     */
    lane(tx: JobTx, laneId: number, by: LanePurgeOptions): Promise<Purge>
    /** What `lane` would take, exactly, for some minutes; with `holds` nothing of the lane begins meanwhile. */
    preview(tx: JobTx, laneId: number, asked: PreviewOptions): Promise<Previewed>
    /** Once more as long from now on. Refused (`preview_over`) when it is over. */
    extendPreview(tx: JobTx, previewId: number): Promise<PurgePreview>
    /** Nobody looks at it any more: what it held goes on, unless something else holds it. Answers what it was. */
    endPreview(tx: JobTx, previewId: number): Promise<PurgePreview>
    getPreview(previewId: number): Promise<PurgePreview>
    /** The same for what matches, job by job: some microseconds each, during which the lanes rest. */
    where(tx: JobTx, filter: PurgeFilter, by: PurgeOptions): Promise<Purge>
    /** The jobs wait again, in their old places. Refused (`undo_refused`) when final, too late or done before. */
    undo(tx: JobTx, purgeId: number, by: By): Promise<Purge>
    get(id: number): Promise<Purge>
    /** Newest first. */
    list(filter?: { laneId?: number; limit?: number }): Promise<Purge[]>
    /** What it took, by id; the page after an id. Stays readable until the janitor removes the purge. */
    references(purgeId: number, page: { after?: number; limit: number }): Promise<Purged[]>
    /** All of it in batches, with flat memory. */
    streamReferences(purgeId: number): AsyncIterable<Purged[]>
  }

  /**
   * Ends the turn of a running job in the caller's transaction, so that its effects in the database and its end are one.
   * False when somebody else has it by now (the lease was lost) or it has ended: then nothing is changed.
   */
  finish(tx: JobTx, job: Pick<Job, 'id' | 'laneId' | 'turn'>, outcome: JobOutcome): Promise<boolean>
  /**
   * Undoes a claim of which nothing has come: the job waits in its old place, or is parked, as if it had not been taken,
   * and no attempt is counted. A start that the rate allowed is used up. False as for `finish`.
   */
  unbegin(tx: JobTx, job: Job, origin: Origin | undefined): Promise<boolean>
  /** The same for whoever learns the end from outside, such as a callback: whoever holds the job, if anybody. */
  settle(tx: JobTx, jobId: number, outcome: JobOutcome): Promise<boolean>

  /** For those who work: `makeWorker` uses these, and so does a face that hands jobs to workers elsewhere. */
  readonly work: {
    /** A name for who claims, such as a process. What an earlier holder of this name had is lost at once. */
    register(name: string, leaseMs: number): Promise<number>
    /** Prolongs the lease. False when it had run out: nothing that was held is held any more. */
    beat(holderId: number, leaseMs: number): Promise<boolean>
    /** What it holds of other turns than these is lost at once: it never heard that it claimed them. */
    disown(holderId: number, turns: readonly number[]): Promise<void>
    /** Ends the lease: what it still holds is lost at once. */
    surrender(holderId: number): Promise<void>
    /** Begins up to `limit` jobs, as pause, breaker, rate, concurrency, order and fairness allow. */
    claim(request: ClaimRequest): Promise<Claimed>
    /** `finish` and then `claim` in one transaction, for whoever does both all the time. */
    turnOver(endings: readonly EndedJob[], request: ClaimRequest): Promise<Claimed & { known: boolean[] }>
    /** Hands out jobs without beginning them. */
    offer(request: ClaimRequest): Promise<Claimed>
    /** Begins offered jobs. Those that were purged or lost meanwhile are missing from the answer. */
    acknowledge(jobs: readonly Job[]): Promise<Job[]>
    /** Offered jobs go back to their places. */
    giveBack(jobs: readonly Job[]): Promise<void>
    /** The same for all that were offered to a holder: whoever asked for more has no use for them. */
    returnOffered(holderId: number): Promise<void>
    /** Ends turns of many jobs at once; tells for each what `finish` tells. */
    finish(endings: readonly EndedJob[]): Promise<boolean[]>
    /** `unbegin` for all of a claim, in a transaction of its own. */
    unbegin(jobs: readonly Job[], origins: Origins | undefined): Promise<void>
    /** Calls back when something in this process may have given a lane something to do. Answers how to stop. */
    onWork(told: () => void): () => void
  }
}

export type EndedJob = { job: Job; outcome: JobOutcome }

export type ClaimRequest = {
  holderId: number
  limit: number
  of: LanesOf
}

/** What a claimed job was before: parked, or waiting until an instant at which it would have failed. */
export type Origin = { readonly is: 'parked' } | { readonly is: 'waiting'; readonly expiresAt: number }
/** By job; those that were waiting without such an instant are left out. */
export type Origins = ReadonlyMap<number, Origin>

export type Claimed = {
  /** Lane by lane in the order in which they begin. */
  jobs: Job[]
  /** Left out when all of them were waiting without such an instant. */
  origins?: Origins | undefined
  /** Milliseconds until another claim can be worth it; null when only a change will make it so. */
  nextInMs: number | null
}

export type QueuePlace = {
  /** 1 is next in its lane. Jobs that wait for their time or their key count when they are before it. */
  position: number
  /** When it begins at the present rate; null while its lane is paused or no rate is known. */
  startsAt: number | null
}

type Cancellation = {
  readonly purge: Purge
  readonly jobs: readonly { readonly job: Job; readonly cancelled: boolean }[]
}

export type QueueParts = {
  read: JobStores
  transaction: <T>(work: (tx: JobTx) => Promise<T>) => Promise<T>
}
