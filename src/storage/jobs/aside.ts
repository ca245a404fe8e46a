import type { StoredState, Touched, Tries } from '../../jobs/store.ts'
import type { Queries, RowColumns } from '../engine/database.ts'
import { type Sql, sql } from '../engine/sql.ts'

/** An exception: what waits other than in its first place, is offered, or is parked. */
export type Aside = Tries & {
  id: number
  laneId: number
  segmentId: number | null
  band: number
  state: Extract<StoredState, 'ready' | 'scheduled' | 'behind' | 'offered' | 'parked'>
  dueAt: number | null
  orderKey: string | null
  expiresAt: number | null
  holderId: number | null
}

export const ASIDE = sql`a.id, a.lane_id AS "laneId", a.segment_id AS "segmentId", a.band, a.state, a.due_at AS "dueAt",
  a.order_key AS "orderKey", a.expires_at AS "expiresAt", a.holder_id AS "holderId", a.turn, a.attempt, a.losses,
  a.started_at AS "startedAt", a.note`

const COLUMNS = {
  id: ['BIGINT', ({ id }) => id],
  lane_id: ['BIGINT', ({ laneId }) => laneId],
  segment_id: ['BIGINT', ({ segmentId }) => segmentId],
  band: ['BIGINT', ({ band }) => band],
  state: ['TEXT', ({ state }) => state],
  due_at: ['BIGINT', ({ dueAt }) => dueAt],
  order_key: ['TEXT', ({ orderKey }) => orderKey],
  expires_at: ['BIGINT', ({ expiresAt }) => expiresAt],
  holder_id: ['BIGINT', ({ holderId }) => holderId],
  turn: ['BIGINT', ({ turn }) => turn],
  attempt: ['BIGINT', ({ attempt }) => attempt],
  losses: ['BIGINT', ({ losses }) => losses],
  started_at: ['BIGINT', ({ startedAt }) => startedAt],
  note: ['TEXT', ({ note }) => note],
} as const satisfies RowColumns<Aside>

const KEY = {
  lane_id: ['BIGINT', ({ laneId }) => laneId],
  order_key: ['TEXT', ({ orderKey }) => orderKey],
  job_id: ['BIGINT', ({ id }) => id],
} as const satisfies RowColumns<Touched>

/** Of one that was never taken. */
export const UNTRIED: Tries = { turn: 0, attempt: 0, losses: 0, startedAt: null, note: null }

/** What stands aside. All of it is written with the lane locked. */
export function asideOf(q: Queries) {
  return {
    async insert(rows: readonly Aside[]): Promise<void> {
      await Promise.all(
        q.phrases.given(COLUMNS, rows).map((given) =>
          q.run(sql`INSERT INTO aside (id, lane_id, segment_id, band, state, due_at, order_key, expires_at, holder_id, turn,
              attempt, losses, started_at, note)
            SELECT id, lane_id, segment_id, band, state, due_at, order_key, expires_at, holder_id, turn, attempt, losses,
              started_at, note FROM ${given}`),
        ),
      )
    },
    /** Those of these that stand aside and match. */
    get: (ids: readonly number[], condition: Sql): Promise<Aside[]> =>
      ids.length === 0
        ? Promise.resolve([])
        : q.all<Aside>(
            sql`SELECT ${ASIDE} FROM aside a WHERE a.id ${q.phrases.inIntegers(ids)} AND ${condition} ORDER BY a.id`,
          ),
    async delete(ids: readonly number[]): Promise<void> {
      if (ids.length > 0) await q.run(sql`DELETE FROM aside WHERE id ${q.phrases.inIntegers(ids)}`)
    },
    /** What they were is forgotten. */
    async replace(rows: readonly Aside[]): Promise<void> {
      await this.delete(rows.map(({ id }) => id))
      await this.insert(rows)
    },
    async takeKeys(taken: readonly Touched[]): Promise<void> {
      for (const given of q.phrases.given(KEY, keyed(taken)))
        await q.run(
          sql`INSERT INTO busy_keys (lane_id, order_key, job_id) SELECT lane_id, order_key, job_id FROM ${given}`,
        )
    },
    async letGoOfKeys(released: readonly Touched[]): Promise<void> {
      for (const given of q.phrases.given(KEY, keyed(released)))
        await q.run(sql`DELETE FROM busy_keys WHERE (lane_id, order_key, job_id) IN
          (SELECT lane_id, order_key, job_id FROM ${given})`)
    },
  }
}

const keyed = (jobs: readonly Touched[]) => jobs.filter(({ orderKey }) => orderKey !== null)

export const touchedOf = ({ id, laneId, orderKey }: Touched): Touched => ({ id, laneId, orderKey })
