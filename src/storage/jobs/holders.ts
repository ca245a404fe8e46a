import type { HolderStore } from '../../jobs/store.ts'
import type { Queries } from '../engine/database.ts'
import { type Sql, sql } from '../engine/sql.ts'

export function holderStore(q: Queries, now: () => Sql): HolderStore {
  return {
    async register(name, leaseMs) {
      await q.run(sql`DELETE FROM job_holders WHERE name = ${name}`)
      return q.insert(
        sql`INSERT INTO job_holders (name, alive_until) VALUES (${name}, ${now()} + ${leaseMs}) RETURNING id`,
      )
    },
    async beat(id, leaseMs) {
      const beaten = await q.run(
        sql`UPDATE job_holders SET alive_until = ${now()} + ${leaseMs} WHERE id = ${id} AND over = 0`,
      )
      return beaten === 1
    },
    async anyOutside(from, until) {
      const row = await q.get(
        sql`SELECT 1 AS one FROM job_holders WHERE over = 0 AND (alive_until <= ${from} OR alive_until > ${until}) LIMIT 1`,
      )
      return row !== undefined
    },
    async end(until) {
      await q.run(sql`UPDATE job_holders SET over = 1 WHERE over = 0 AND alive_until <= ${until}`)
    },
    async shorten(until) {
      await q.run(sql`UPDATE job_holders SET alive_until = ${until} WHERE over = 0 AND alive_until > ${until}`)
    },
    async disown(id, turns) {
      // Nobody has this number.
      await q.run(
        sql`UPDATE leases SET holder_id = 0 WHERE holder_id = ${id} AND NOT id ${q.phrases.inIntegers(turns)}`,
      )
    },
    async delete(id) {
      await q.run(sql`DELETE FROM job_holders WHERE id = ${id}`)
    },
    named: (prefix) =>
      q.all<{ id: number; name: string; aliveUntil: number }>(
        sql`SELECT id, name, alive_until AS "aliveUntil" FROM job_holders
          WHERE substr(name, 1, ${prefix.length}) = ${prefix} ORDER BY name`,
      ),
    held: (ids) =>
      q.all(sql`SELECT id, offered, taken - offered AS running FROM (SELECT l.holder_id AS id, sum(l.remaining) AS taken,
          (SELECT count(*) FROM aside WHERE state = 'offered' AND holder_id = l.holder_id) AS offered
        FROM leases l WHERE l.holder_id ${q.phrases.inIntegers(ids)} GROUP BY l.holder_id) AS held`),
    async deleteBefore(instant) {
      await q.run(sql`DELETE FROM job_holders WHERE over = 1 AND alive_until < ${instant}`)
    },
  }
}

/** Of a row with `holder_id`: somebody has it whose lease goes on. */
export const IS_HELD = sql`EXISTS (SELECT 1 FROM job_holders h WHERE h.id = holder_id AND h.over = 0)`
