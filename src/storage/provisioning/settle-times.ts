import type { ModuleQueueStore } from '../../provisioning/store.ts'
import type { Queries, RowColumns } from '../engine/database.ts'
import { fold, sql, where } from '../engine/sql.ts'

const MINUTE_MS = 60_000

type SettleRow = { module: string; at: number; aboutMs: number; n: number; totalMs: number }

const SETTLED = {
  module: ['TEXT', ({ module }) => module],
  at: ['BIGINT', ({ at }) => at],
  about_ms: ['BIGINT', ({ aboutMs }) => aboutMs],
  n: ['BIGINT', ({ n }) => n],
  total_ms: ['BIGINT', ({ totalMs }) => totalMs],
} as const satisfies RowColumns<SettleRow>

/** Rows are only added, so that nobody who settles waits for another. */
export function settleTimeStore(q: Queries) {
  async function add(rows: readonly SettleRow[], stepMs: number): Promise<void> {
    for (const given of q.phrases.given(SETTLED, rows))
      await q.run(sql`INSERT INTO settle_counts (module, step_ms, at, about_ms, n, total_ms)
        SELECT given.module, CAST(${stepMs} AS BIGINT), given.at, given.about_ms, given.n, given.total_ms FROM ${given}`)
  }
  return {
    async settled(module, askedAt, at) {
      const totalMs = Math.max(0, at - askedAt)
      const minute = at - (at % MINUTE_MS)
      await add([{ module: fold(module), at: minute, aboutMs: inTwoDigits(totalMs), n: 1, totalMs }], MINUTE_MS)
    },
    settleTimes: (module, { from, before }, stepMs) =>
      q.all(sql`SELECT at - at % ${stepMs} AS at, about_ms AS "aboutMs", sum(n) AS n, sum(total_ms) AS "totalMs"
        FROM settle_counts ${where([
          module === undefined ? undefined : sql`module = ${fold(module)}`,
          sql`at >= ${from} AND at < ${before} AND step_ms <= ${stepMs}`,
        ])} GROUP BY 1, 2`),
    async lastSettleTimesOf(stepMs) {
      const row = await q.get<{ at: number | null }>(
        sql`SELECT max(at) AS at FROM settle_counts WHERE step_ms = ${stepMs}`,
      )
      return row?.at == null ? 0 : row.at + stepMs
    },
    async foldSettleTimes(fromMs, toMs, before, most) {
      await q.get(q.phrases.oneAtATime('settle_counts'))
      const gone = await q.all<SettleRow>(
        sql`DELETE FROM settle_counts WHERE id IN
            (SELECT id FROM settle_counts WHERE step_ms = ${fromMs} AND at < ${before} ORDER BY at, id LIMIT ${most})
          RETURNING module, at, about_ms AS "aboutMs", n, total_ms AS "totalMs"`,
      )
      if (toMs !== null) await add(together(gone, toMs), toMs)
      return gone.length
    },
  } satisfies Partial<ModuleQueueStore>
}

function together(rows: readonly SettleRow[], stepMs: number): SettleRow[] {
  const sums = new Map<string, SettleRow>()
  for (const row of rows) {
    const at = row.at - (row.at % stepMs)
    const key = `${at} ${row.aboutMs} ${row.module}`
    const sum = sums.get(key)
    if (!sum) sums.set(key, { ...row, at })
    else {
      sum.n += row.n
      sum.totalMs += row.totalMs
    }
  }
  return [...sums.values()]
}

/** Few enough kinds to be added up, and near enough to the truth: `1234` is `1200`. */
function inTwoDigits(ms: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, ms))) - 1)
  return Math.round(ms / unit) * unit
}
