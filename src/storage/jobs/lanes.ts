import type { Patch } from '../../base/merge.ts'
import type { Lane, LaneSettings } from '../../jobs/lanes/lane.ts'
import type { LaneRow, LaneStore, Marks } from '../../jobs/store.ts'
import type { Queries, RowColumns } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { assignments, flag, insertValues, join, raw, type Sql, sql, type Value, where } from '../engine/sql.ts'
import { addCounts, UNDER_LOCK } from './counts.ts'

const SETTINGS = sql`l.id, l.name, l.kind, l.parent, l.weight, l.starts_per_1000_s AS "startsPerSecond", l.concurrency,
  l.queue_limit AS "queueLimit", l.not_before AS "notBefore", l.expire_after_ms AS "expireAfterMs",
  l.on_lost AS "onLost", l.break_after AS "breakAfter", l.break_for_ms AS "breakForMs", l.created_at AS "createdAt",
  s.paused, s.breaker, s.failures, s.open_until AS "openUntil", s.held_until AS "heldUntil", s.offered, s.running`

const ROW = sql`${SETTINGS}, s.version, s.probe_id AS "probeId", s.waiting_here AS "waitingHere",
  s.next_start_us AS "nextStartUs", s.pace_us AS "paceUs", s.paced_at AS "pacedAt", s.segment_id AS "segmentId",
  s.revived, s.wake_at AS "wakeAt", s.due_at AS "dueAt", s.mark_0 AS "mark0", s.mark_1 AS "mark1", s.mark_2 AS "mark2",
  s.pending_0 AS "pending0", s.pending_1 AS "pending1", s.pending_2 AS "pending2", s.pending_until AS "pendingUntil",
  s.side_mark AS "sideMark"`

const IN_SLOTS = sql`COALESCE((SELECT sum(waiting) FROM lane_slots WHERE lane_id = l.id), 0)`
const LANE = sql`${SETTINGS}, s.waiting_here + ${IN_SLOTS} AS waiting`

/** Each lane with its state: newest first, so that the one that is there is met before all that went. */
const WITH_STATE = sql`lanes l JOIN lane_states s ON s.lane_id = l.id AND s.version =
  (SELECT version FROM lane_states WHERE lane_id = l.id ORDER BY version DESC LIMIT 1)`

/** What changes from claim to claim; each save is another version. */
const STATE = {
  lane_id: ['BIGINT', (lane) => lane.id],
  version: ['BIGINT', (lane) => lane.version],
  paused: ['BIGINT', (lane) => flag(lane.paused)],
  breaker: ['TEXT', (lane) => lane.breaker],
  failures: ['BIGINT', (lane) => lane.failures],
  open_until: ['BIGINT', (lane) => lane.openUntil],
  probe_id: ['BIGINT', (lane) => lane.probeId],
  held_until: ['BIGINT', (lane) => lane.heldUntil],
  waiting_here: ['BIGINT', (lane) => lane.waitingHere],
  offered: ['BIGINT', (lane) => lane.offered],
  running: ['BIGINT', (lane) => lane.running],
  next_start_us: ['BIGINT', (lane) => lane.nextStartUs],
  pace_us: ['BIGINT', (lane) => lane.paceUs],
  paced_at: ['BIGINT', (lane) => lane.pacedAt],
  segment_id: ['BIGINT', (lane) => lane.segmentId],
  revived: ['BIGINT', (lane) => lane.revived],
  wake_at: ['BIGINT', (lane) => lane.wakeAt],
  due_at: ['BIGINT', (lane) => lane.dueAt],
  mark_0: ['BIGINT', ({ marks }) => marks[0]],
  mark_1: ['BIGINT', ({ marks }) => marks[1]],
  mark_2: ['BIGINT', ({ marks }) => marks[2]],
  pending_0: ['BIGINT', ({ pending }) => pending[0]],
  pending_1: ['BIGINT', ({ pending }) => pending[1]],
  pending_2: ['BIGINT', ({ pending }) => pending[2]],
  pending_until: ['BIGINT', ({ pendingUntil }) => (pendingUntil === 'saving' ? SAVING : pendingUntil)],
  side_mark: ['BIGINT', (lane) => lane.sideMark],
} as const satisfies RowColumns<LaneRow>
/** No transaction has this number. */
const SAVING = -1
const STATE_COLUMNS = raw(Object.keys(STATE).join(', '))

const GONE = {
  lane_id: STATE.lane_id,
  version: ['BIGINT', ({ version }) => version - 1],
} as const satisfies RowColumns<LaneRow>

const COUNT = {
  lane_id: ['BIGINT', ({ laneId }) => laneId],
  n: ['BIGINT', ({ n }) => n],
} as const satisfies RowColumns<{ laneId: number; n: number }>

/** The space of the numbers in which lanes are held. */
const LANES = 1
export const CHANNEL = 'provisor_jobs'

export function laneStore(q: Queries, now: () => Sql): LaneStore {
  const rows = async (selection: Sql) => {
    const found = await q.all<StoredRow & { now: number }>(
      sql`SELECT ${now()} AS now, ${q.phrases.oldestTransaction} AS "oldestTransaction", ${ROW} FROM ${selection}`,
    )
    return { now: found[0]?.now ?? 0, lanes: found.map(toRow) }
  }
  /** Locks first and reads in the next statement, which sees what was saved while we waited. They travel together. */
  async function locked(ids: readonly number[], condition: Sql) {
    const [mine, { now: at, lanes }] = await Promise.all([
      q.all<{ id: number }>(sql`SELECT l.id FROM lanes l WHERE l.id ${q.phrases.inIntegers(ids)} ${condition}`),
      rows(sql`${WITH_STATE} WHERE l.id ${q.phrases.inIntegers(ids)} ORDER BY l.id`),
    ])
    const isMine = new Set(mine.map(({ id }) => id))
    return { now: at, lanes: lanes.filter(({ id }) => isMine.has(id)) }
  }
  const one = async (condition: Sql) => {
    const row = await q.get<Stored<Lane>>(sql`SELECT ${LANE} FROM ${WITH_STATE} WHERE ${condition}`)
    return row && toLane(row)
  }
  return {
    async insert(lane, at) {
      const columns = { ...toColumns(lane), name: lane.name, kind: lane.kind, parent: lane.parent, created_at: at }
      const row = await q.get<{ id: number }>(
        sql`INSERT INTO lanes ${insertValues(columns)} ON CONFLICT (name) DO NOTHING RETURNING id`,
      )
      if (row)
        await q.run(sql`INSERT INTO lane_states (lane_id, version, paused, breaker, failures, waiting_here, offered, running,
            next_start_us, segment_id, revived)
          VALUES (${row.id}, 1, 0, 'closed', 0, 0, 0, 0, 0, 0, 0)`)
      return row?.id
    },
    get: (id) => one(sql`l.id = ${id}`),
    byName: (name) => one(sql`l.name = ${name}`),
    async list({ kind, parent }) {
      const condition = where([
        kind === undefined ? undefined : sql`l.kind = ${kind}`,
        parent === undefined ? undefined : sql`l.parent = ${parent}`,
      ])
      // Sums of all at once: a subquery for each lane takes three times as long.
      const found = await q.all<Stored<Lane>>(
        sql`SELECT ${SETTINGS}, s.waiting_here + COALESCE(c.waiting, 0) AS waiting FROM lanes l
          JOIN lane_states s ON s.lane_id = l.id
          LEFT JOIN (SELECT lane_id, sum(waiting) AS waiting FROM lane_slots GROUP BY lane_id) c ON c.lane_id = l.id
          ${condition} ORDER BY l.name`,
      )
      return found.map(toLane)
    },
    async due(of, limit, from = 0) {
      const wanted =
        'ids' in of ? sql`l.id ${q.phrases.inIntegers(of.ids)}` : sql`l.kind ${q.phrases.inTexts(of.kinds)}`
      const { now: at, lanes } = await rows(
        sql`lane_states s JOIN lanes l ON l.id = s.lane_id WHERE s.wake_at IS NOT NULL AND s.wake_at >= ${from}
          AND ${wanted} ORDER BY s.wake_at LIMIT ${limit}`,
      )
      const later = lanes.findIndex(({ wakeAt }) => wakeAt! > at)
      return later === -1
        ? { now: at, lanes, nextAt: null }
        : { now: at, lanes: lanes.slice(0, later), nextAt: lanes[later]!.wakeAt }
    },
    lock: (ids) => locked(ids, sql`ORDER BY l.id ${q.phrases.forUpdate}`),
    lockFree: (ids, holderId) =>
      locked(
        ids,
        sql`AND EXISTS (SELECT 1 FROM job_holders h WHERE h.id = ${holderId} AND h.over = 0)
          ORDER BY l.id ${q.phrases.forUpdateSkipLocked}`,
      ),
    async save(lanes) {
      for (const lane of lanes) lane.version += 1
      // Nobody wakes in the past, where who looks for what is due looks seldom.
      const wakes = sql`CASE WHEN given.wake_at < ${now()} THEN ${now()} ELSE given.wake_at END`
      const until = sql`CASE WHEN given.pending_until = ${SAVING} THEN ${q.phrases.transactionNumber} ELSE given.pending_until END`
      const computed: Record<string, Sql> = { wake_at: wakes, pending_until: until }
      const columns = join(Object.keys(STATE).map((name) => computed[name] ?? raw(`given.${name}`)))
      await Promise.all([
        ...q.phrases
          .given(STATE, lanes)
          .map((given) => q.run(sql`INSERT INTO lane_states (${STATE_COLUMNS}) SELECT ${columns} FROM ${given}`)),
        ...q.phrases
          .given(GONE, lanes)
          .map((given) =>
            q.run(sql`DELETE FROM lane_states WHERE (lane_id, version) IN (SELECT lane_id, version FROM ${given})`),
          ),
      ])
      const counts = lanes.flatMap((lane) => lane.counts.splice(0))
      if (counts.length > 0) await addCounts(q, counts, UNDER_LOCK)
    },
    async update(id, settings) {
      const columns = toColumns(settings)
      if (Object.values(columns).some((value) => value !== undefined))
        await q.run(sql`UPDATE lanes SET ${assignments(columns)} WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM lane_slots WHERE lane_id = ${id}`)
      await q.run(sql`DELETE FROM lane_segments WHERE lane_id = ${id} AND purge_id IS NULL`)
      await q.run(sql`DELETE FROM lane_scheduled_changes WHERE lane_id = ${id}`)
      await q.run(sql`DELETE FROM purge_previews WHERE lane_id = ${id}`)
      await q.run(sql`DELETE FROM lane_states WHERE lane_id = ${id}`)
      await q.run(sql`DELETE FROM lanes WHERE id = ${id}`)
    },
    async holdToEnqueue(ids) {
      const things = sql`SELECT id, CASE WHEN queue_limit IS NULL THEN 0 ELSE 1 END AS alone FROM lanes
        WHERE id ${q.phrases.inIntegers(ids)} ORDER BY id`
      await q.all(q.phrases.hold(LANES, things))
    },
    async holdAlone(ids) {
      const things = sql`SELECT id, 1 AS alone FROM lanes WHERE id ${q.phrases.inIntegers(ids)} ORDER BY id`
      await q.all(q.phrases.hold(LANES, things))
    },
    async tryHoldAlone(ids) {
      return (await q.all<{ id: number }>(q.phrases.tryHoldAlone(LANES, ids))).map(({ id }) => id)
    },
    async admit(ids) {
      const found = await q.all<StoredRow & { waiting: number; now: number }>(
        // Its number comes before those of the jobs: the marks of the lanes rely on that.
        sql`SELECT ${now()} AS now, ${q.phrases.transactionNumber} AS "oldestTransaction", ${ROW},
            CASE WHEN l.queue_limit IS NULL THEN 0 ELSE s.waiting_here + ${IN_SLOTS} END AS waiting
          FROM ${WITH_STATE} WHERE l.id ${q.phrases.inIntegers(ids)} ORDER BY l.id`,
      )
      return { now: found[0]?.now ?? 0, lanes: found.map(toRow) }
    },
    async addWaiting(counts, at) {
      for (const given of q.phrases.given(COUNT, counts))
        await q.run(sql`INSERT INTO lane_slots (lane_id, slot, waiting)
          SELECT given.lane_id, ${q.phrases.slot}, given.n FROM ${given} WHERE TRUE ORDER BY given.lane_id
          ON CONFLICT (lane_id, slot) DO UPDATE SET waiting = lane_slots.waiting + excluded.waiting`)
      await addCounts(
        q,
        counts.map(({ laneId, n }) => ({ laneId, at, what: 'enqueued', n })),
        q.phrases.slot,
      )
    },
    async waitingInSlots(id) {
      const row = await q.get<{ waiting: number }>(
        sql`SELECT COALESCE(sum(waiting), 0) AS waiting FROM lane_slots WHERE lane_id = ${id}`,
      )
      return row!.waiting
    },
    async notify() {
      await q.get(q.phrases.notify(CHANNEL))
    },
  }
}

type StoredRow = Stored<Omit<LaneRow, 'counts' | 'marks' | 'pending' | 'pendingUntil'>> & {
  pendingUntil: number | null
} & Record<`${'mark' | 'pending'}${0 | 1 | 2}`, number>

const toRow = <Row extends StoredRow>(row: Row) =>
  Object.assign(toLane(row), {
    marks: [row.mark0, row.mark1, row.mark2] as Marks,
    pending: [row.pending0, row.pending1, row.pending2] as Marks,
    counts: [],
  })

/** The rate stands in thousandths. */
const toLane = <Row extends Stored<Pick<LaneRow, 'paused' | 'startsPerSecond'>>>(row: Row) =>
  decoded(row, {
    paused: isOn(row.paused),
    startsPerSecond: row.startsPerSecond === null ? null : row.startsPerSecond / 1000,
  })

function toColumns(settings: Patch<LaneSettings>): Record<string, Value | undefined> {
  const { startsPerSecond } = settings
  return {
    weight: settings.weight,
    starts_per_1000_s: startsPerSecond == null ? startsPerSecond : Math.max(1, Math.round(startsPerSecond * 1000)),
    concurrency: settings.concurrency,
    queue_limit: settings.queueLimit,
    not_before: settings.notBefore,
    expire_after_ms: settings.expireAfterMs,
    on_lost: settings.onLost,
    break_after: settings.breakAfter,
    break_for_ms: settings.breakForMs,
  }
}
