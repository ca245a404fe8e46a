import type { Band, Job, Json } from '../../jobs/job.ts'
import type {
  Ahead,
  Candidate,
  EndedTurn,
  Held,
  JobEnding,
  JobRowStore,
  NewRow,
  SegmentOf,
  StoredState,
  Unbeginning,
} from '../../jobs/store.ts'
import type { Database, Queries, RowColumns } from '../engine/database.ts'
import { decoded, isOn, json, jsonOrNull, type Stored } from '../engine/decode.ts'
import { type Sql, sql } from '../engine/sql.ts'
import { isHeld } from './holders.ts'

const JOB = sql`id, lane_id AS "laneId", kind, payload, band, order_key AS "orderKey", reference, state,
  run_at AS "runAt", expires_at AS "expiresAt", on_lost AS "onLost", attempt, losses, turn, note, result,
  enqueued_at AS "enqueuedAt", started_at AS "startedAt", finished_at AS "finishedAt", purge_id AS "purgeId"`

/** The same of a job that may stand under a purge's marker. */
const MARKED = sql`${JOB},
  (SELECT g.purge_id FROM lane_segments g WHERE g.id = segment_id) AS "markedBy",
  (SELECT p.at FROM lane_segments g JOIN purges p ON p.id = g.purge_id WHERE g.id = segment_id) AS "markedAt"`

const TOUCHED = sql`id, lane_id AS "laneId", order_key AS "orderKey"`

/** The conditions of partial indexes stand in the statements letter by letter, or SQLite would not use them. */
const IS_BUSY = sql`state IN ('offered', 'running', 'parked')`

const NEW = {
  lane_id: ['BIGINT', (row) => row.laneId],
  segment_id: ['BIGINT', (row) => row.segmentId],
  band: ['BIGINT', (row) => bandNumber(row.band)],
  kind: ['TEXT', (row) => row.kind],
  order_key: ['TEXT', (row) => row.orderKey],
  payload: ['TEXT', (row) => JSON.stringify(row.payload)],
  reference: ['TEXT', (row) => row.reference],
  run_at: ['BIGINT', (row) => row.runAt],
  expires_at: ['BIGINT', (row) => row.expiresAt],
  on_lost: ['TEXT', (row) => row.onLost],
  enqueued_at: ['BIGINT', (row) => row.enqueuedAt],
} as const satisfies RowColumns<NewRow>

const ENDING = {
  id: ['BIGINT', (end) => end.id],
  turn: ['BIGINT', (end) => end.turn],
  state: ['TEXT', (end) => end.state],
  segment_id: ['BIGINT', (end) => end.segmentId],
  run_at: ['BIGINT', (end) => end.runAt],
  finished_at: ['BIGINT', (end) => end.finishedAt],
  note: ['TEXT', (end) => end.note],
  result: ['TEXT', (end) => resultText(end.result)],
  losses: ['BIGINT', (end) => end.losses],
} as const satisfies RowColumns<JobEnding>

const TURN = {
  id: ['BIGINT', ({ id }) => id],
  turn: ['BIGINT', ({ turn }) => turn],
} as const satisfies RowColumns<{ id: number; turn: number | null }>

const UNBEGINNING = {
  ...TURN,
  segment_id: ['BIGINT', ({ segmentId }) => segmentId],
  expires_at: ['BIGINT', ({ expiresAt }) => expiresAt],
} as const satisfies RowColumns<Unbeginning>

const SEGMENT = {
  lane_id: ['BIGINT', ({ laneId }) => laneId],
  segment_id: ['BIGINT', ({ segmentId }) => segmentId],
} as const satisfies RowColumns<SegmentOf>

const WANT = { ...SEGMENT, n: ['BIGINT', ({ n }) => n] } as const satisfies RowColumns<SegmentOf & { n: number }>

const KEY = {
  ...SEGMENT,
  order_key: ['TEXT', ({ orderKey }) => orderKey],
} as const satisfies RowColumns<SegmentOf & { orderKey: string }>

const ARM = {
  segment_id: ['BIGINT', ({ segmentId }) => segmentId],
  state: ['TEXT', ({ state }) => state],
} as const satisfies RowColumns<{ segmentId: number; state: StoredState }>

export function jobRowStore(q: Queries, now: () => Sql, stream: Database['stream']): JobRowStore {
  async function each<Row>(pieces: readonly Sql[], statement: (given: Sql) => Sql): Promise<Row[]> {
    const found: Row[] = []
    for (const piece of pieces) for (const row of await q.all<Row>(statement(piece))) found.push(row)
    return found
  }
  const selected = <Row>(pieces: readonly Sql[]) => each<Row>(pieces, (piece) => piece)
  const jobs = async (statement: Sql) => (await q.all<StoredJob>(statement)).map(toJob)
  const inOrder = async (statement: Sql) => (await jobs(statement)).sort(byPlace)
  const taking = (ids: readonly number[], holderId: number, changes: Sql) =>
    inOrder(sql`UPDATE jobs SET ${changes}, holder_id = ${holderId}, turn = turn + 1
      WHERE id ${q.phrases.inIntegers(ids)} RETURNING ${JOB}`)
  /** Most end alike, and then little more than their numbers need be sent: half of the time. */
  async function ending(endings: readonly JobEnding[], condition: Sql): Promise<EndedTurn[]> {
    const [first] = endings
    if (!first) return []
    const { state, segmentId, runAt, finishedAt, note, result, losses } = first
    const alike = endings.filter((end) => endsLike(end, first))
    const ended = await each<EndedTurn>(
      q.phrases.given(TURN, alike),
      (given) => sql`UPDATE jobs SET state = ${state}, segment_id = ${segmentId}, holder_id = NULL, run_at = ${runAt},
          finished_at = ${finishedAt}, note = ${note}, result = ${resultText(result)}, losses = jobs.losses + ${losses}
        FROM ${given} WHERE ${isTheirTurn} AND ${condition} RETURNING ${ENDED}`,
    )
    if (alike.length === endings.length) return ended
    const others = await each<EndedTurn>(
      q.phrases.given(
        ENDING,
        endings.filter((end) => !endsLike(end, first)),
      ),
      (given) => sql`UPDATE jobs SET state = given.state, segment_id = given.segment_id, holder_id = NULL,
          run_at = given.run_at, finished_at = given.finished_at, note = given.note, result = given.result,
          losses = jobs.losses + given.losses
        FROM ${given} WHERE ${isTheirTurn} AND ${condition} RETURNING ${ENDED}`,
    )
    return [...ended, ...others]
  }

  return {
    async insert(rows) {
      // The rows of one statement get their numbers in their order; what comes back may be in another.
      const inserted = await each<{ id: number }>(
        q.phrases.given(NEW, rows),
        (given) => sql`INSERT INTO jobs (lane_id, segment_id, state, band, kind, order_key, payload, reference, run_at,
            expires_at, on_lost, enqueued_at)
          SELECT lane_id, segment_id, CASE WHEN run_at IS NULL THEN 'ready' ELSE 'scheduled' END, band, kind, order_key,
            payload, reference, run_at, expires_at, on_lost, enqueued_at FROM ${given} RETURNING id`,
      )
      return inserted.map(({ id }) => id).sort((a, b) => a - b)
    },
    get: (ids) => jobs(sql`SELECT ${MARKED} FROM jobs WHERE id ${q.phrases.inIntegers(ids)} ORDER BY id`),
    async byReference(references, laneIds) {
      const found = await jobs(
        sql`SELECT ${MARKED} FROM jobs WHERE reference IS NOT NULL AND reference ${q.phrases.inTexts(references)}
          ORDER BY id`,
      )
      return laneIds ? found.filter(({ laneId }) => laneIds.includes(laneId)) : found
    },
    async waiting(laneId, after, limit) {
      const { band, id } = after ?? { band: -1, id: -1 }
      const segments = await q.all<{ segmentId: number }>(
        sql`SELECT id AS "segmentId" FROM lane_segments WHERE lane_id = ${laneId} AND purge_id IS NULL`,
      )
      const arms = segments.flatMap((segment) => UNBEGUN.map((state) => ({ ...segment, state })))
      const found = await selected<StoredJob>(
        q.phrases.forEachGiven(
          ARM,
          arms,
          (given) => sql`SELECT ${JOB} FROM jobs WHERE jobs.segment_id = ${given.segment_id}
            AND jobs.state = ${given.state} AND (band, id) > (${band}, ${id}) ORDER BY band, id LIMIT ${limit}`,
        ),
      )
      return found.map(toJob).sort(byPlace).slice(0, limit)
    },
    async candidates(wants) {
      const found = await selected<Stored<Candidate>>(
        q.phrases.forEachGiven(
          WANT,
          wants,
          (each) => sql`SELECT c.id, c.lane_id AS "laneId", c.band, c.order_key AS "orderKey",
              c.expires_at AS "expiresAt", CASE WHEN c.order_key IS NOT NULL AND EXISTS (SELECT 1 FROM jobs
                WHERE order_key = c.order_key AND lane_id = c.lane_id AND ${IS_BUSY}) THEN 1 ELSE 0 END AS busy
            FROM jobs c WHERE c.segment_id = ${each.segment_id} AND c.state = 'ready'
            ORDER BY c.band, c.id LIMIT ${each.n}`,
        ),
      )
      return found.map(toCandidate)
    },
    async promote(segmentIds, instant, limit) {
      await q.run(sql`UPDATE jobs SET state = 'ready', run_at = NULL WHERE id IN (SELECT id FROM jobs
        WHERE segment_id ${q.phrases.inIntegers(segmentIds)} AND state = 'scheduled' AND run_at <= ${instant}
        ORDER BY run_at, id LIMIT ${limit})`)
    },
    parkedDue: (laneIds, instant, limit) =>
      q.all(sql`SELECT id, lane_id AS "laneId" FROM jobs WHERE lane_id ${q.phrases.inIntegers(laneIds)}
        AND state = 'parked' AND run_at <= ${instant} ORDER BY run_at, id LIMIT ${limit}`),
    begin: (ids, holderId, instant) => taking(ids, holderId, begins(instant)),
    offer: (ids, holderId) => taking(ids, holderId, sql`state = 'offered'`),
    resume: (ids, holderId) => taking(ids, holderId, sql`state = 'running', run_at = NULL`),
    async putBehind(ids) {
      await q.run(sql`UPDATE jobs SET state = 'behind' WHERE id ${q.phrases.inIntegers(ids)}`)
    },
    async freeKeys(keys) {
      const found = await selected<{ id: number; laneId: number; band: number; orderKey: string }>(
        q.phrases.forEachGiven(
          KEY,
          keys,
          (each) => sql`SELECT b.id, b.lane_id AS "laneId", b.band, b.order_key AS "orderKey" FROM jobs b
            WHERE b.segment_id = ${each.segment_id} AND b.state = 'behind' AND b.order_key = ${each.order_key}
              AND NOT EXISTS (SELECT 1 FROM jobs
                WHERE order_key = ${each.order_key} AND lane_id = ${each.lane_id} AND ${IS_BUSY})
            ORDER BY b.band, b.id LIMIT 1`,
        ),
      )
      const first = new Map<string, (typeof found)[number]>()
      for (const row of found.sort((a, b) => a.band - b.band || a.id - b.id)) {
        const key = JSON.stringify([row.laneId, row.orderKey])
        if (!first.has(key)) first.set(key, row)
      }
      const freed = [...first.values()]
      if (freed.length > 0)
        await q.run(sql`UPDATE jobs SET state = 'ready' WHERE id ${q.phrases.inIntegers(freed.map(({ id }) => id))}`)
      return [...new Set(freed.map(({ laneId }) => laneId))]
    },
    async ahead(segments) {
      const found = await selected<{ laneId: number; ready: number; due: number | null; look: number | null }>(
        q.phrases.forEachGiven(
          SEGMENT,
          segments,
          (each) => sql`SELECT CAST(${each.lane_id} AS BIGINT) AS "laneId",
            CASE WHEN EXISTS (SELECT 1 FROM jobs WHERE segment_id = ${each.segment_id} AND state = 'ready')
              THEN 1 ELSE 0 END AS ready,
            (SELECT min(run_at) FROM jobs WHERE segment_id = ${each.segment_id} AND state = 'scheduled') AS due,
            (SELECT min(run_at) FROM jobs WHERE lane_id = ${each.lane_id} AND state = 'parked') AS look`,
        ),
      )
      const lanes = new Map<number, Ahead>()
      for (const { laneId, ready, due, look } of found) {
        const lane = lanes.get(laneId) ?? { laneId, ready: false, dueAt: null }
        lane.ready ||= ready === 1
        for (const at of [due, look]) if (at !== null && (lane.dueAt === null || at < lane.dueAt)) lane.dueAt = at
        lanes.set(laneId, lane)
      }
      return [...lanes.values()]
    },
    expire: (ids, instant) =>
      q.all(sql`UPDATE jobs SET state = 'failed', segment_id = NULL, run_at = NULL, note = 'expired',
          finished_at = ${instant}
        WHERE id ${q.phrases.inIntegers(ids)} AND state IN ('ready', 'scheduled', 'behind') AND expires_at <= ${instant}
          AND ${IN_LIVE_SEGMENT}
        RETURNING ${TOUCHED}`),
    end: (endings) => ending(endings, sql`jobs.state IN ('running', 'parked')`),
    async acknowledge(taken, instant) {
      const found = await each<StoredJob>(
        q.phrases.given(TURN, taken),
        (given) => sql`UPDATE jobs SET ${begins(instant)} FROM ${given}
          WHERE jobs.id = given.id AND jobs.turn = given.turn AND jobs.state = 'offered' RETURNING ${JOB_OF_JOBS}`,
      )
      return found.map(toJob).sort(byPlace)
    },
    giveBack: (taken) =>
      each(
        q.phrases.given(TURN, taken),
        (given) => sql`UPDATE jobs SET state = 'ready', holder_id = NULL FROM ${given}
          WHERE jobs.id = given.id AND jobs.turn = given.turn AND jobs.state = 'offered' RETURNING ${OF_JOBS}`,
      ),
    unbegin: (taken) =>
      each(
        q.phrases.given(UNBEGINNING, taken),
        (given) => sql`UPDATE jobs SET state = 'ready', segment_id = given.segment_id, expires_at = given.expires_at,
            holder_id = NULL, attempt = attempt - 1, started_at = CASE WHEN attempt > 1 THEN started_at END
          FROM ${given}
          WHERE jobs.id = given.id AND jobs.turn = given.turn AND jobs.state = 'running' RETURNING ${OF_JOBS}`,
      ),
    offeredTo: (holderId) =>
      inOrder(
        sql`SELECT ${JOB} FROM jobs WHERE holder_id IS NOT NULL AND holder_id = ${holderId} AND state = 'offered'`,
      ),
    lost: (limit) =>
      q.all<Held>(sql`SELECT ${TOUCHED}, turn, state, on_lost AS "onLost", losses FROM jobs
        WHERE holder_id IS NOT NULL AND NOT ${isHeld(now())} ORDER BY id LIMIT ${limit}`),
    returnOffered: (lost) =>
      each(
        q.phrases.given(TURN, lost),
        (given) => sql`UPDATE jobs SET state = 'ready', holder_id = NULL FROM ${given}
          WHERE jobs.id = given.id AND jobs.turn = given.turn AND jobs.state = 'offered' AND NOT ${isHeld(now())}
          RETURNING ${OF_JOBS}`,
      ),
    endLost: (endings) => ending(endings, sql`jobs.state = 'running' AND NOT ${isHeld(now())}`),
    overdue: (limit) =>
      q.all(sql`SELECT j.id, j.lane_id AS "laneId" FROM lane_segments g JOIN jobs j ON j.segment_id = g.id
        WHERE g.purge_id IS NULL AND j.expires_at <= ${now()} AND j.state IN ('ready', 'scheduled', 'behind')
        LIMIT ${limit}`),
    async countBefore(segmentIds, band, id) {
      const statement = sql`SELECT count(*) AS n FROM jobs WHERE segment_id ${q.phrases.inIntegers(segmentIds)}
        AND state IN ('ready', 'behind') AND (band, id) < (${band}, ${id})`
      for await (const [row] of stream<{ n: number }>(statement, 1)) return row!.n
      return 0
    },
    finished: (laneIds, { from, before, after }, limit) =>
      jobs(sql`SELECT ${JOB} FROM jobs WHERE finished_at IS NOT NULL AND purge_id IS NULL
        AND finished_at >= ${Math.max(from, after?.finishedAt ?? from)} AND finished_at < ${before}
        AND (finished_at, id) > (${after?.finishedAt ?? -1}, ${after?.id ?? -1})
        AND lane_id ${q.phrases.inIntegers(laneIds)} ORDER BY finished_at, id LIMIT ${limit}`),
    async finishedBefore(instant, limit) {
      const rows = await q.all<{ id: number }>(
        sql`SELECT id FROM jobs WHERE finished_at IS NOT NULL AND purge_id IS NULL AND finished_at < ${instant}
          ORDER BY finished_at LIMIT ${limit}`,
      )
      return rows.map(({ id }) => id)
    },
    async delete(ids) {
      await q.run(sql`DELETE FROM jobs WHERE id ${q.phrases.inIntegers(ids)}`)
    },
  }
}

const isTheirTurn = sql`jobs.id = given.id AND (given.turn IS NULL OR jobs.turn = given.turn)`

const resultText = (result: Json): string | null => (result === null ? null : JSON.stringify(result))

/** But for the job and its turn. */
const endsLike = (a: JobEnding, b: JobEnding): boolean =>
  a.state === b.state &&
  a.segmentId === b.segmentId &&
  a.runAt === b.runAt &&
  a.finishedAt === b.finishedAt &&
  a.note === b.note &&
  a.result === b.result &&
  a.losses === b.losses

const UNBEGUN: StoredState[] = ['ready', 'scheduled', 'behind', 'offered']

const begins = (instant: number): Sql =>
  sql`state = 'running', segment_id = NULL, attempt = attempt + 1, started_at = ${instant},
    expires_at = NULL`

export const IN_LIVE_SEGMENT = sql`EXISTS
  (SELECT 1 FROM lane_segments g WHERE g.id = jobs.segment_id AND g.purge_id IS NULL)`

/** Beside `given`, whose columns have the same names. */
const OF_JOBS = sql`jobs.id, jobs.lane_id AS "laneId", jobs.order_key AS "orderKey"`
const ENDED = sql`${OF_JOBS}, jobs.started_at AS "startedAt"`
const JOB_OF_JOBS = sql`jobs.id, jobs.turn, lane_id AS "laneId", kind, payload, band, order_key AS "orderKey", reference,
  state, run_at AS "runAt", expires_at AS "expiresAt", on_lost AS "onLost", attempt, losses, note, result,
  enqueued_at AS "enqueuedAt", started_at AS "startedAt", finished_at AS "finishedAt", purge_id AS "purgeId"`

const BANDS: readonly Band[] = ['person', 'automatic', 'bulk']
const bandNumber = (band: Band): number => BANDS.indexOf(band)

const byPlace = (a: Job, b: Job) => bandNumber(a.band) - bandNumber(b.band) || a.id - b.id

type StoredJob = Stored<Omit<Job, 'state' | 'band' | 'payload' | 'waitsFor' | 'parked'>, 'result'> & {
  state: StoredState
  band: number
  payload: string
  markedBy?: number | null
  markedAt?: number | null
}

const toCandidate = (row: Stored<Candidate>): Candidate => decoded(row, { busy: isOn(row.busy) })

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

/** Field by field, since each job that is claimed comes this way: a copy without two of its fields takes three times as long. */
function toJob(row: StoredJob): Job {
  const { state, markedBy = null } = row
  const marked = markedBy !== null
  const waitsFor = (!marked && WAITS_FOR[state]) || null
  return {
    id: row.id,
    laneId: row.laneId,
    kind: row.kind,
    payload: json(row.payload),
    band: BANDS[row.band]!,
    orderKey: row.orderKey,
    reference: row.reference,
    state: marked ? 'cancelled' : SHOWN[state],
    waitsFor,
    parked: state === 'parked',
    runAt: row.runAt,
    expiresAt: row.expiresAt,
    onLost: row.onLost,
    attempt: row.attempt,
    losses: row.losses,
    turn: row.turn,
    note: row.note,
    result: jsonOrNull(row.result),
    enqueuedAt: row.enqueuedAt,
    startedAt: row.startedAt,
    finishedAt: marked ? (row.markedAt ?? null) : row.finishedAt,
    purgeId: marked ? markedBy : row.purgeId,
  }
}
