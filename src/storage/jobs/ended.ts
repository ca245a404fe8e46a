import type { Json } from '../../jobs/job.ts'
import type { Tries } from '../../jobs/store.ts'
import type { Queries, RowColumns } from '../engine/database.ts'
import { sql } from '../engine/sql.ts'

export type EndedRow = Tries & {
  id: number
  laneId: number
  state: 'done' | 'failed' | 'cancelled'
  runAt: number | null
  finishedAt: number
  result: Json
  purgeId: number | null
}

const ENDED = {
  id: ['BIGINT', ({ id }) => id],
  lane_id: ['BIGINT', ({ laneId }) => laneId],
  state: ['TEXT', ({ state }) => state],
  turn: ['BIGINT', ({ turn }) => turn],
  attempt: ['BIGINT', ({ attempt }) => attempt],
  losses: ['BIGINT', ({ losses }) => losses],
  run_at: ['BIGINT', ({ runAt }) => runAt],
  started_at: ['BIGINT', ({ startedAt }) => startedAt],
  finished_at: ['BIGINT', ({ finishedAt }) => finishedAt],
  note: ['TEXT', ({ note }) => note],
  result: ['TEXT', ({ result }) => resultText(result)],
  purge_id: ['BIGINT', ({ purgeId }) => purgeId],
} as const satisfies RowColumns<EndedRow>

const resultText = (result: Json): string | null => (result === null ? null : JSON.stringify(result))

/** Few enough that what they share is not worth a statement. */
const FEW = 8

/** Most jobs of a claim end alike, and then little more than their numbers need be sent: half of the time. */
export async function insertEnded(q: Queries, rows: readonly EndedRow[]): Promise<void> {
  const groups: EndedRow[][] = []
  for (const row of rows) {
    const last = groups.at(-1)
    if (last && isAlike(last[0]!, row)) last.push(row)
    else groups.push([row])
  }
  const others = groups.filter(({ length }) => length <= FEW).flat()
  const inserts = q.phrases.given(ENDED, others).map((given) =>
    q.run(sql`INSERT INTO ended (id, lane_id, state, turn, attempt, losses, run_at, started_at, finished_at, note, result,
        purge_id)
      SELECT id, lane_id, state, turn, attempt, losses, run_at, started_at, finished_at, note, result, purge_id
      FROM ${given}`),
  )
  for (const group of groups.filter(({ length }) => length > FEW)) {
    const { laneId, state, turn, attempt, losses, runAt, startedAt, finishedAt, note, result, purgeId } = group[0]!
    const given = q.phrases.integers(group.map(({ id }) => id))
    inserts.push(
      q.run(sql`INSERT INTO ended (id, lane_id, state, turn, attempt, losses, run_at, started_at, finished_at, note, result,
          purge_id)
        SELECT given.value, CAST(${laneId} AS BIGINT), ${state}, CAST(${turn} AS BIGINT), CAST(${attempt} AS BIGINT),
          CAST(${losses} AS BIGINT), CAST(${runAt} AS BIGINT), CAST(${startedAt} AS BIGINT),
          CAST(${finishedAt} AS BIGINT), CAST(${note} AS TEXT), CAST(${resultText(result)} AS TEXT),
          CAST(${purgeId} AS BIGINT)
        FROM ${given}`),
    )
  }
  await Promise.all(inserts)
}

/** But for the job. */
const isAlike = (a: EndedRow, b: EndedRow): boolean =>
  a.state === b.state &&
  a.turn === b.turn &&
  a.laneId === b.laneId &&
  a.attempt === b.attempt &&
  a.losses === b.losses &&
  a.runAt === b.runAt &&
  a.startedAt === b.startedAt &&
  a.finishedAt === b.finishedAt &&
  a.note === b.note &&
  a.result === b.result &&
  a.purgeId === b.purgeId
