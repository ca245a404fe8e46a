import type { Patch } from '../base/merge.ts'
import type { Tx } from '../base/transaction.ts'
import type { Job, Json, NewJob, OnLost } from './job.ts'
import type { LaneCount } from './lanes/counts.ts'
import type { LanePace } from './lanes/forecast.ts'
import type { Lane, LaneFilter, LaneSettings, NewLane } from './lanes/lane.ts'
import type { By, Purge, Purged, StoredPreview } from './purges/purge.ts'

/** What the steps of the queue need to be given. */
export type JobStores = { jobs: JobStore }

/** A set of stores inside a transaction. */
export type JobTx = Tx<JobStores>

/**
 * A lane with what only the engine needs. Whoever has it locked is the only one who changes it, but for `wakeAt` and
 * `dueAt`, which an enqueue may lower. Instants are milliseconds of the database's clock.
 */
export type LaneRow = Omit<
  Lane,
  'waiting' | 'paused' | 'breaker' | 'failures' | 'openUntil' | 'heldUntil' | 'offered' | 'running'
> & {
  /** Goes up with each save. */
  version: number
  paused: boolean
  breaker: Lane['breaker']
  failures: number
  openUntil: number | null
  heldUntil: number | null
  /** The job that probes while the breaker is half-open. */
  probeId: number | null
  offered: number
  running: number
  /** The part of the waiting count that changes under the lane's lock; enqueues count in slots beside it. */
  waitingHere: number
  /** Microseconds: when the rate allows the next start. */
  nextStartUs: number
  /** Measured microseconds between starts while there was always something to start. */
  paceUs: number | null
  /** The last claim that left something to start behind. */
  pacedAt: number | null
  /** The segment that enqueues go to. */
  segmentId: number
  /** How far it is known to be empty. */
  marks: Marks
  /** Where the marks will be, when it is sure that nobody comes before. */
  pending: Marks
  /** The number of a transaction that began after `pending` was on disk: of the one that saves it, or null while there is none. */
  pendingUntil: number | 'saving' | null
  /** Nobody stands aside in line who was due by then. */
  sideMark: number
  /** All transactions with lower numbers had ended when this was read. */
  oldestTransaction: number
  /** How many older segments came back by an undo and still have jobs. */
  revived: number
  /** No claim need look before then; null: not before something changes. */
  wakeAt: number | null
  /** No job of the lane has its time before then. May be too early, never too late. */
  dueAt: number | null
  /** What was counted of it since it was locked. */
  counts: LaneCount[]
}

type LockedLanes = { now: number; lanes: LaneRow[] }

export interface LaneStore {
  /** Undefined when the name is taken. */
  insert(lane: Required<NewLane>, at: number): Promise<number | undefined>
  get(id: number): Promise<Lane | undefined>
  byName(name: string): Promise<Lane | undefined>
  /** By name. All counts are of one moment. */
  list(filter: LaneFilter): Promise<Lane[]>
  /**
   * Lanes worth a claim now, longest waiting first, without locking them; and when the next one will be. Those that were
   * due before `from` are left out.
   */
  due(of: LanesOf, limit: number, from?: number): Promise<DueLanes>
  /** In order of id; waits for whoever has them. */
  lock(ids: readonly number[]): Promise<LockedLanes>
  /** Those that nobody has. None when the holder's lease has run out. */
  lockFree(ids: readonly number[], holderId: number): Promise<LockedLanes>
  /** Writes what changes from claim to claim, of locked lanes, and what was counted of them, which is counted once. */
  save(lanes: readonly LaneRow[]): Promise<void>
  update(id: number, settings: Patch<LaneSettings>): Promise<void>
  delete(id: number): Promise<void>
  /**
   * Until the transaction ends, no purge and no change of these lanes happens, while other enqueues do. A lane with a
   * limit is held alone, because its count decides.
   */
  holdToEnqueue(ids: readonly number[]): Promise<void>
  /** Until the transaction ends, no enqueue happens; those under way have ended. */
  holdAlone(ids: readonly number[]): Promise<void>
  /** The same for those lanes that nobody enqueues to right now. */
  tryHoldAlone(ids: readonly number[]): Promise<number[]>
  /** What an enqueue must know; `waiting` is 0 unless the lane has a limit. Not locked. */
  admit(ids: readonly number[]): Promise<{ now: number; lanes: (LaneRow & { waiting: number })[] }>
  /** Counts what is enqueued, in slots, so that enqueues of many connections do not wait for each other. */
  addWaiting(counts: readonly { laneId: number; n: number }[], at: number): Promise<void>
  /** The slots' part of the waiting count. */
  waitingInSlots(id: number): Promise<number>
  /** Tells other processes, once this transaction is on disk, that there is something to claim. */
  notify(): Promise<void>
}

/** Lanes of these kinds, or these lanes. */
export type LanesOf = { readonly kinds: readonly string[] } | { readonly ids: readonly number[] }

type DueLanes = { now: number; lanes: LaneRow[]; nextAt: number | null }

/** By band: the highest number of a job that is met no more. */
export type Marks = readonly [number, number, number]

/**
 * Where a job is. The first four have not begun: those in line who were never taken, and back in line, before their time,
 * behind another one of their key, or offered. `parked` is running without a holder.
 */
export type StoredState =
  | 'ready'
  | 'scheduled'
  | 'behind'
  | 'offered'
  | 'running'
  | 'parked'
  | 'done'
  | 'failed'
  | 'cancelled'

export type NewRow = Required<Omit<NewJob, 'payload' | 'cause' | 'runAt'>> & {
  segmentId: number
  /** Null: it is in line at once. Else its lane is locked. */
  dueAt: number | null
  payload: Json
  enqueuedAt: number
}

/** In line, in its place. */
export type Candidate = {
  id: number
  laneId: number
  segmentId: number
  band: number
  orderKey: string | null
  expiresAt: number | null
  /** Another job of its key runs. */
  busy: boolean
  /** When it was back in line; null of those that were never taken. */
  dueAt: number | null
  /** What became of it before, unless it was never taken. */
  before: Tries | null
}

export type Tries = { turn: number; attempt: number; losses: number; startedAt: number | null; note: string | null }

/** A part of a line, from its mark on. */
export type Stretch = SegmentOf & { sideMark: number }

export type JobEnding = {
  id: number
  turn: number
  state: 'done' | 'failed' | 'ready' | 'scheduled' | 'parked'
  /** For jobs that wait again. */
  segmentId: number | null
  /** For jobs that go on: when they are in line again, or looked at. */
  dueAt: number | null
  finishedAt: number | null
  note: string | null
  result: Json
  /** 1 when a worker was lost. */
  losses: number
}

/** What a change of a job's row tells about it. */
export type Touched = { id: number; laneId: number; orderKey: string | null }

export type EndedTurn = Touched & { startedAt: number | null }

export type Held = Touched & {
  turn: number
  state: 'offered' | 'running'
  onLost: OnLost
  losses: number
}

/** Instants, inclusive and exclusive; `after` is the last job of the page before. */
export type Period = {
  from: number
  before: number
  after?: { readonly finishedAt: number; readonly id: number } | undefined
}

export type Ahead = { laneId: number; ready: boolean; dueAt: number | null }

export type SegmentOf = { laneId: number; segmentId: number; marks: Marks }

/** A turn that is to be as if it had not been taken; `dueAt` as in an ending. */
type Return = { id: number; turn: number; dueAt: number }

export type Unbeginning = Return & { segmentId: number; expiresAt: number | null }

export interface JobRowStore {
  /** Answers the ids in the order given, which is the order they will be claimed in. */
  insert(rows: readonly NewRow[]): Promise<number[]>
  get(ids: readonly number[]): Promise<Job[]>
  byReference(references: readonly string[], laneIds?: readonly number[]): Promise<Job[]>
  /** Waiting jobs of a lane as they will be claimed: by band, then by id, after `after`. */
  waiting(laneId: number, after: { band: number; id: number } | undefined, limit: number): Promise<Job[]>
  /** Of each stretch and band the first `n` that were never taken, by id, and the first `sideN` back in line, earliest first. */
  candidates(wants: readonly (Stretch & { n: number; sideN: number })[], now: number): Promise<Candidate[]>
  /** Parked jobs to look at, earliest first. */
  parkedDue(laneIds: readonly number[], now: number, limit: number): Promise<{ id: number; laneId: number }[]>
  begin(chosen: readonly Candidate[], holderId: number, now: number): Promise<Job[]>
  offer(chosen: readonly Candidate[], holderId: number, now: number): Promise<Job[]>
  resume(ids: readonly number[], holderId: number, now: number): Promise<Job[]>
  /** Takes jobs out of the line until their key is free. */
  putBehind(jobs: readonly Candidate[]): Promise<void>
  /** The first job behind each of these keys is in line again. Answers the lanes that got one. */
  freeKeys(keys: readonly (SegmentOf & { orderKey: string; dueAt: number })[]): Promise<number[]>
  /** What there is besides what was just claimed, for each lane. */
  ahead(stretches: readonly Stretch[], now: number): Promise<Ahead[]>
  /** Ends waiting jobs that were not begun in time. */
  expire(ids: readonly number[], now: number): Promise<Touched[]>
  /** Running or parked jobs whose turn is still the same. */
  end(endings: readonly JobEnding[]): Promise<EndedTurn[]>
  acknowledge(taken: readonly { id: number; turn: number }[], now: number): Promise<Job[]>
  giveBack(taken: readonly Return[]): Promise<Touched[]>
  /** Running jobs whose turn is still the same wait again, as if they had never begun. */
  unbegin(taken: readonly Unbeginning[]): Promise<Touched[]>
  /** Jobs of these lanes that wait for another attempt, or to be looked at, do so for that much less. */
  comeForward(laneIds: readonly number[], byMs: number): Promise<void>
  /** Jobs that were offered to the holder and have not begun. */
  offeredTo(holderId: number): Promise<Job[]>
  /** Jobs whose holder's lease has run out or was given up. */
  lost(limit: number): Promise<Held[]>
  /** Of these, those that are still lost: offered ones go back to their place. */
  returnOffered(lost: readonly Return[]): Promise<Touched[]>
  /** The same for running ones. */
  endLost(endings: readonly JobEnding[]): Promise<EndedTurn[]>
  /** Waiting jobs past their time, in segments that no purge has taken. */
  overdue(limit: number): Promise<{ id: number; laneId: number }[]>
  /** How many would be claimed before this waiting job. Not on the main thread's time. */
  countBefore(segmentIds: readonly number[], band: number, id: number): Promise<number>
  /** Finished jobs, but those of a purge, in the order in which they ended. */
  finished(laneIds: readonly number[], period: Period, limit: number): Promise<Job[]>
  /** Finished jobs, but those of a purge, that ended before; oldest first. */
  finishedBefore(instant: number, limit: number): Promise<number[]>
  delete(ids: readonly number[]): Promise<void>
}

export interface HolderStore {
  /** A holder of the same name is forgotten: what it held is lost. */
  register(name: string, leaseMs: number): Promise<number>
  /** False when the lease was over: running out alone ends none. */
  beat(id: number, leaseMs: number): Promise<boolean>
  /** Whether a lease ran out before, or would go on after. */
  anyOutside(from: number, until: number): Promise<boolean>
  /** Leases that ran out by this instant are over. */
  end(until: number): Promise<void>
  /** No lease goes on after this instant. */
  shorten(until: number): Promise<void>
  delete(id: number): Promise<void>
  /** What it has of other turns than these is lost. */
  disown(id: number, turns: readonly number[]): Promise<void>
  /** Those whose name begins so, also when their lease ran out. */
  named(prefix: string): Promise<{ id: number; name: string; aliveUntil: number }[]>
  /** How much each of these has in hand, and has begun; who has nothing is missing. */
  held(ids: readonly number[]): Promise<{ id: number; offered: number; running: number }[]>
  /** Forgets holders whose lease is long over. */
  deleteBefore(instant: number): Promise<void>
}

type NewPurge = Required<By> & {
  laneId: number | null
  at: number
  undoUntil: number | null
}

export type Unbegun = { id: number; kind: string; orderKey: string | null; enqueuedAt: number }

export interface PurgeStore {
  insert(purge: NewPurge): Promise<number>
  get(id: number): Promise<Purge | undefined>
  /** `marked` of its jobs stand under a marker, the others were cancelled one by one. */
  lock(id: number): Promise<(Purge & { marked: number }) | undefined>
  /** Newest first. */
  list(laneId: number | undefined, limit: number): Promise<Purge[]>
  setCount(id: number, count: number, marked: number): Promise<void>
  setUndone(id: number, at: number, by: string): Promise<void>
  delete(id: number): Promise<void>
  /** Purges made before that can no longer be undone; oldest first. */
  madeBefore(instant: number, now: number, limit: number): Promise<number[]>

  newSegment(laneId: number): Promise<number>
  /** Of lanes, those that no purge has taken, oldest first. */
  liveSegments(laneIds: readonly number[]): Promise<SegmentOf[]>
  /** How far a segment was empty when its lane let go of it, for the day when it comes back. */
  keepMarks(segmentId: number, marks: Marks): Promise<void>
  /** The marker: everything that waits in the lane belongs to this purge, but for what waits in one segment. */
  takeSegments(laneId: number, purgeId: number, exceptId: number): Promise<void>
  /** The marker goes. Answers what came back. */
  reviveSegments(purgeId: number): Promise<SegmentOf[]>
  segmentsOf(purgeId: number): Promise<SegmentOf[]>
  /** Jobs behind a key in segments that came back are in line again: the key may have become free meanwhile. */
  standInLine(segmentIds: readonly number[], dueAt: number): Promise<void>
  /** Revived segments with nothing left in them. */
  drainedSegments(limit: number): Promise<SegmentOf[]>
  deleteSegments(ids: readonly number[]): Promise<void>

  /** Jobs of a segment in one state and band, by id, after `after`. */
  pageOf(segmentId: number, state: StoredState, band: number, after: number, limit: number): Promise<Unbegun[]>
  /** Cancels those of the jobs that still are in that state, in segments that no purge has taken. */
  cancel(ids: readonly number[], state: 'offered' | 'waiting', purgeId: number, now: number): Promise<Touched[]>
  /** Cancelled one by one, so not under the marker; by id. */
  itemised(purgeId: number, limit: number): Promise<{ id: number; laneId: number; runAt: number | null }[]>
  /** Itemised jobs wait again. */
  restore(jobs: readonly { id: number; segmentId: number; scheduled: boolean; dueAt: number }[]): Promise<void>
  /** What the purge took, by id after `after`. */
  references(purgeId: number, after: number, limit: number): Promise<Purged[]>
  /** The same from one moment, in batches, with flat memory and off the main thread's time. */
  streamReferences(purgeId: number): AsyncIterable<Purged[]>
  /** Ids of jobs that a purge took, in no order. */
  takenBy(purgeId: number, limit: number): Promise<number[]>
}

export interface PurgePreviewStore {
  insert(preview: Omit<StoredPreview, 'id' | 'outdated'>): Promise<number>
  get(id: number): Promise<StoredPreview | undefined>
  /** Those of a lane that are good then. */
  countOf(laneId: number, now: number): Promise<number>
  extend(id: number, expiresAt: number): Promise<void>
  delete(id: number): Promise<void>
  deleteBefore(laneId: number, instant: number): Promise<void>
  /** Jobs come back to these lanes: previews of before are good for no purge. */
  outdate(laneIds: readonly number[]): Promise<void>
  /** Until when the last one of a lane holds it, of those that are good then; null when none does. */
  heldUntil(laneId: number, now: number): Promise<number | null>
  /** Jobs of a lane that have begun and not ended. */
  begunOf(laneId: number): Promise<number[]>
  /** The first so many and the last one of what waits in these segments, by id. */
  endsOf(segmentIds: readonly number[], most: number): Promise<{ first: number[]; last: number | undefined }>
  /** What waits there behind this job, and these jobs, go over to another segment; answers how many. */
  moveTo(segmentId: number, from: readonly number[], after: number, ids: readonly number[]): Promise<number>
}

export interface LaneCountStore {
  /**
   * What was counted in these lanes from an instant until now, by steps of this length, and how many wait now; all of one
   * moment. What is kept only by longer steps is left out.
   */
  since(laneIds: readonly number[], from: number, stepMs: number): Promise<CountedLanes>
  /** The same of each lane; one that is not there is missing. */
  sinceByLane(laneIds: readonly number[], from: number, stepMs: number): Promise<ReadonlyMap<number, CountedLanes>>
  /** When the last of these steps ends in which something was counted; 0 when there is none. */
  lastOf(stepMs: number): Promise<number>
  /** Puts rows of one step from before an instant together to longer ones, or forgets them; answers how many there were. */
  fold(fromMs: number, toMs: number | null, before: number, most: number): Promise<number>
}

export type CountedLanes = { counts: Omit<LaneCount, 'laneId'>[]; waiting: number }

/** `pace` is what it changes; `by` who wanted it. */
export type StoredChange = {
  id: number
  laneId: number
  at: number
  pace: Patch<LanePace>
  by: string
  createdAt: number
}

export interface ScheduledChangeStore {
  insert(change: Omit<StoredChange, 'id' | 'createdAt'>, at: number): Promise<number>
  /** In the order in which they come. */
  list(laneId: number): Promise<StoredChange[]>
  /** False when there is none. */
  delete(laneId: number, id: number): Promise<boolean>
  /** Lanes of these kinds with changes whose time has come. */
  dueLanes(kinds: readonly string[]): Promise<number[]>
  /** Those of a lane whose time has come go away; in their order. */
  takeDue(laneId: number): Promise<StoredChange[]>
}

export interface JobStore {
  /** The database's clock, in milliseconds. */
  now(): Promise<number>
  readonly lanes: LaneStore
  readonly rows: JobRowStore
  readonly holders: HolderStore
  readonly purges: PurgeStore
  readonly previews: PurgePreviewStore
  readonly counts: LaneCountStore
  readonly scheduled: ScheduledChangeStore
}
