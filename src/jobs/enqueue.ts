import { withCause } from '../base/measuring/causes.ts'
import { Invalid, NotFound, Refusal } from '../base/refusal.ts'
import type { NewJob } from './job.ts'
import { inLine } from './lanes/marks.ts'
import type { JobTx, LaneRow, NewRow } from './store.ts'
import { earlier, wakeAt } from './wake.ts'

export class QueueFull extends Refusal {
  declare readonly code: 'queue_full'
  declare readonly facts: { readonly laneId: number; readonly limit: number }

  constructor(laneId: number, limit: number) {
    super(
      'queue_full',
      `The queue is full: ${limit} jobs wait`,
      { laneId, limit },
      { hint: 'Try again when some have begun, or raise the limit of the lane' },
    )
  }
}

/** Enqueues each group wholly or not at all; answers for each its ids, or why not. */
export async function enqueueGroups(
  tx: JobTx,
  groups: readonly (readonly NewJob[])[],
): Promise<(number[] | Refusal)[]> {
  const laneIds = [...new Set(groups.flatMap((jobs) => jobs.map(({ laneId }) => laneId)))].sort((a, b) => a - b)
  // In this order: what a purge did, that had the lane until then, has to be seen.
  const [, { now, lanes }] = await Promise.all([tx.jobs.lanes.holdToEnqueue(laneIds), tx.jobs.lanes.admit(laneIds)])
  const arrivals = new Map(lanes.map((lane) => [lane.id, { lane, n: 0, readyAt: null, dueAt: null } as Arrivals]))
  await lockForLater(tx, groups, arrivals, now)
  const admitted = groups.map((jobs) => admitGroup(jobs, arrivals, now))
  const rows = admitted.flatMap((group) => (group instanceof Refusal ? [] : group))
  const arrived = [...arrivals.values()].filter(({ n }) => n > 0)
  const [ids] = await Promise.all([
    tx.jobs.rows.insert(rows),
    tx.jobs.lanes.addWaiting(
      arrived.map(({ lane, n }) => ({ laneId: lane.id, n })),
      now,
    ),
  ])
  await wakeForArrivals(tx, arrived)
  let next = 0
  return admitted.map((group) => {
    if (group instanceof Refusal) return group
    const from = next
    next += group.length
    return ids.slice(from, next)
  })
}

/** All or none. */
export async function enqueueMany(tx: JobTx, jobs: readonly NewJob[]): Promise<number[]> {
  if (jobs.length === 0) return []
  const [ids] = await enqueueGroups(tx, [jobs])
  if (ids instanceof Refusal) throw ids
  return ids!
}

function admitGroup(jobs: readonly NewJob[], arrivals: ReadonlyMap<number, Arrivals>, now: number): NewRow[] | Refusal {
  const rows: NewRow[] = []
  for (const job of jobs) {
    const row = admit(job, arrivals.get(job.laneId), now)
    if (row instanceof Refusal) {
      for (const { laneId } of rows) arrivals.get(laneId)!.n -= 1
      return row
    }
    rows.push(row)
  }
  return rows
}

/** What is not before its time stands aside, where only who has the lane puts anything. */
async function lockForLater(
  tx: JobTx,
  groups: readonly (readonly NewJob[])[],
  arrivals: ReadonlyMap<number, Arrivals>,
  now: number,
): Promise<void> {
  const later = groups.flatMap((jobs) => jobs.filter(({ runAt }) => runAt != null && runAt > now))
  const laneIds = [...new Set(later.map(({ laneId }) => laneId))].filter((id) => arrivals.has(id))
  if (laneIds.length === 0) return
  const { lanes } = await tx.jobs.lanes.lock(laneIds)
  for (const { id, sideMark } of lanes) arrivals.get(id)!.lane.sideMark = sideMark
}

type Arrivals = { lane: LaneRow & { waiting: number }; n: number; readyAt: number | null; dueAt: number | null }

function admit(job: NewJob, arrivals: Arrivals | undefined, now: number): NewRow | Refusal {
  const problem = checkTexts(job)
  if (problem) return problem
  if (!arrivals) return new NotFound('lane', job.laneId)
  const { lane } = arrivals
  if (lane.queueLimit !== null && lane.waiting + arrivals.n >= lane.queueLimit)
    return new QueueFull(lane.id, lane.queueLimit)
  const runAt = job.runAt != null && job.runAt > now ? job.runAt : null
  arrivals.n += 1
  if (runAt === null) arrivals.readyAt = now
  else arrivals.dueAt = earlier(arrivals.dueAt, runAt)
  const expiresAt = lane.expireAfterMs === null ? null : now + lane.expireAfterMs
  return {
    laneId: lane.id,
    segmentId: lane.segmentId,
    kind: job.kind,
    payload: withCause(job.payload ?? null, job.cause),
    band: job.band ?? 'automatic',
    orderKey: job.orderKey ?? null,
    reference: job.reference ?? null,
    dueAt: runAt === null ? null : inLine(lane, runAt),
    expiresAt: job.expiresAt === undefined ? expiresAt : job.expiresAt,
    onLost: job.onLost ?? lane.onLost,
    enqueuedAt: now,
  }
}

/** PostgreSQL cannot hold the character, and one such job would fail all that share its statement. */
function checkTexts({ kind, orderKey, reference }: NewJob): Refusal | undefined {
  const field = hasNul(kind) ? 'kind' : hasNul(orderKey) ? 'orderKey' : hasNul(reference) ? 'reference' : undefined
  return field && new Invalid(field, 'a text without NUL characters')
}

const hasNul = (text: string | null | undefined): boolean => text?.includes('\0') ?? false

/** Most lanes are awake already; then no enqueue writes their row, which would make it wait for claims. */
async function wakeForArrivals(tx: JobTx, arrived: readonly Arrivals[]): Promise<void> {
  const asleep = arrived.filter(({ lane, ...arrivals }) => !isAwake(lane, arrivals))
  if (asleep.length === 0) return
  const byLane = new Map(asleep.map((arrivals) => [arrivals.lane.id, arrivals]))
  const { lanes } = await tx.jobs.lanes.lock([...byLane.keys()])
  for (const lane of lanes) {
    const { readyAt, dueAt } = byLane.get(lane.id)!
    lane.dueAt = earlier(lane.dueAt, dueAt)
    lane.wakeAt = earlier(lane.wakeAt, wakeAt(lane, readyAt))
  }
  await tx.jobs.lanes.save(lanes)
  await tx.jobs.lanes.notify()
}

function isAwake(lane: LaneRow, { readyAt, dueAt }: Pick<Arrivals, 'readyAt' | 'dueAt'>): boolean {
  if (dueAt !== null && (lane.dueAt === null || dueAt < lane.dueAt)) return false
  const wanted = wakeAt({ ...lane, dueAt: earlier(lane.dueAt, dueAt) }, readyAt)
  return wanted === null || (lane.wakeAt !== null && lane.wakeAt <= wanted)
}
