import type { Band, Job } from '../../jobs/job.ts'
import type { StoredState, Tries } from '../../jobs/store.ts'
import type { Queries } from '../engine/database.ts'
import { json, jsonOrNull } from '../engine/decode.ts'
import { type Sql, sql } from '../engine/sql.ts'
import { leaseHolds, oddFrom, triesIn } from './leases.ts'

const BANDS: readonly Band[] = ['person', 'automatic', 'bulk']
export const bandNumber = (band: Band): number => BANDS.indexOf(band)
const bandOf = (band: number): Band => BANDS[band]!

export const byPlace = (a: Job, b: Job) => bandNumber(a.band) - bandNumber(b.band) || a.id - b.id

/** What never changes of a job. */
export type JobBody = {
  id: number
  kind: string
  payload: string
  reference: string | null
  onLost: Job['onLost']
  enqueuedAt: number
}
export const BODY = sql`j.id, j.kind, j.payload, j.reference, j.on_lost AS "onLost", j.enqueued_at AS "enqueuedAt"`

/** The jobs as `j`, with whatever says where each of them is: in one statement, so that all of it is of one moment. */
export const wherever = (q: Queries): Sql => sql`jobs j
  LEFT JOIN ended e ON e.id = j.id
  LEFT JOIN aside a ON a.id = j.id
  LEFT JOIN ready r ON r.segment_id = j.segment_id AND r.band = j.band AND r.id = j.id
  LEFT JOIN leases l ON e.id IS NULL AND a.id IS NULL AND r.id IS NULL AND l.lane_id = j.lane_id
    AND ${leaseHolds(q, sql`j.id`)}`

export const STATE = sql`CASE WHEN e.id IS NOT NULL THEN e.state WHEN a.id IS NOT NULL THEN a.state
  WHEN r.id IS NOT NULL THEN 'ready' ELSE 'running' END`

/** The segment of one that waits. */
const SEGMENT = sql`COALESCE(a.segment_id, r.segment_id)`

export const JOB = sql`${BODY}, j.lane_id AS "laneId", j.band, j.order_key AS "orderKey", j.expires_at AS "expiresAt",
  ${STATE} AS state, COALESCE(e.turn, a.turn, l.id, 0) AS turn, COALESCE(e.attempt, a.attempt, 0) AS attempt,
  COALESCE(e.losses, a.losses, 0) AS losses, COALESCE(e.started_at, a.started_at, l.started_at) AS "startedAt",
  COALESCE(e.note, a.note) AS note, COALESCE(e.run_at, a.due_at) AS "runAt", e.finished_at AS "finishedAt", e.result,
  e.purge_id AS "purgeId", l.odd,
  (SELECT g.purge_id FROM lane_segments g WHERE g.id = ${SEGMENT}) AS "markedBy",
  (SELECT p.at FROM lane_segments g JOIN purges p ON p.id = g.purge_id WHERE g.id = ${SEGMENT}) AS "markedAt"`

export type StoredJob = JobBody &
  Tries & {
    laneId: number
    band: number
    orderKey: string | null
    expiresAt: number | null
    state: StoredState
    runAt: number | null
    finishedAt: number | null
    result: string | null
    purgeId: number | null
    odd: string | null
    markedBy: number | null
    markedAt: number | null
  }

const SHOWN: Record<StoredState, Job['state']> = {
  ready: 'waiting',
  scheduled: 'waiting',
  behind: 'waiting',
  offered: 'offered',
  running: 'running',
  parked: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
}
const WAITS_FOR: Partial<Record<StoredState, Job['waitsFor']>> = { ready: 'turn', scheduled: 'time', behind: 'key' }
const HAS_TIME: readonly StoredState[] = ['scheduled', 'parked', 'cancelled']

export function toJob(row: StoredJob): Job {
  const { state, markedBy } = row
  const marked = markedBy !== null
  const tries =
    state === 'running' ? triesIn({ id: row.turn, startedAt: row.startedAt!, odd: oddFrom(row.odd) }, row.id) : row
  return {
    ...fixedOf(row),
    laneId: row.laneId,
    band: bandOf(row.band),
    orderKey: row.orderKey,
    state: marked ? 'cancelled' : SHOWN[state],
    waitsFor: (!marked && WAITS_FOR[state]) || null,
    parked: state === 'parked',
    runAt: HAS_TIME.includes(state) ? row.runAt : null,
    // Who has begun once cannot begin too late.
    expiresAt: tries.attempt === 0 ? row.expiresAt : null,
    ...triesOf(tries),
    result: jsonOrNull(row.result),
    finishedAt: marked ? row.markedAt : row.finishedAt,
    purgeId: marked ? markedBy : row.purgeId,
  }
}

export const triesOf = ({ turn, attempt, losses, startedAt, note }: Tries): Tries => ({
  turn,
  attempt,
  losses,
  startedAt,
  note,
})

const fixedOf = ({ id, kind, payload, reference, onLost, enqueuedAt }: JobBody) => ({
  id,
  kind,
  payload: json<Job['payload']>(payload),
  reference,
  onLost,
  enqueuedAt,
})

type Place = { laneId: number; band: number; orderKey: string | null }

/** Field by field, since each job that is claimed comes this way: a copy without two of its fields takes three times as long. */
export function takenJob(
  body: JobBody,
  { laneId, band, orderKey }: Place,
  { turn, attempt, losses, startedAt, note }: Tries,
  state: 'offered' | 'running',
  expiresAt: number | null,
): Job {
  return {
    id: body.id,
    laneId,
    kind: body.kind,
    payload: json(body.payload),
    band: BANDS[band]!,
    orderKey,
    reference: body.reference,
    state,
    waitsFor: null,
    parked: false,
    runAt: null,
    expiresAt,
    onLost: body.onLost,
    attempt,
    losses,
    turn,
    note,
    result: null,
    enqueuedAt: body.enqueuedAt,
    startedAt,
    finishedAt: null,
    purgeId: null,
  }
}
