import type { DutyRecord } from '../../duties/duty.ts'
import type { DutyStore } from '../../duties/store.ts'
import type { Queries } from '../engine/database.ts'
import { sql } from '../engine/sql.ts'

const RECORD = sql`id, name, holder, turn, lease_until AS "leaseUntil", next_at AS "nextAt", asked, answered,
  began_at AS "beganAt", ended_at AS "endedAt", outcome, fault, succeeded_at AS "succeededAt",
  failing_since AS "failingSince", late_since AS "lateSince", created_at AS "createdAt"`

/** By the database's clock, unless told otherwise. */
export function dutyStore(q: Queries, given?: () => number): DutyStore {
  const now = () => (given ? sql`CAST(${given()} AS BIGINT)` : q.phrases.now)
  return {
    async list(names) {
      const rows = await q.all<DutyRecord & { now: number }>(
        sql`SELECT ${RECORD}, ${now()} AS now FROM duties WHERE name ${q.phrases.inTexts(names)} ORDER BY name`,
      )
      return { now: rows[0]?.now ?? 0, records: rows.map(({ now: _, ...record }) => record) }
    },
    now: async () => (await q.get<{ now: number }>(sql`SELECT ${now()} AS now`))!.now,
    async create(name, nextAt) {
      await q.run(
        sql`INSERT INTO duties (name, next_at, created_at) VALUES (${name}, ${nextAt}, ${now()})
          ON CONFLICT (name) DO NOTHING`,
      )
    },
    lock: (name) => q.get<DutyRecord>(sql`SELECT ${RECORD} FROM duties WHERE name = ${name} ${q.phrases.forUpdate}`),
    async take({ name, turn, nextAt, answered }, holder, leaseMs) {
      const taken = await q.run(
        sql`UPDATE duties SET holder = ${holder}, turn = turn + 1, lease_until = ${now()} + ${leaseMs}, began_at = ${now()},
            ended_at = NULL, outcome = NULL, fault = ''
          WHERE name = ${name} AND turn = ${turn} AND next_at = ${nextAt} AND answered = ${answered}
            AND (lease_until IS NULL OR lease_until <= ${now()})`,
      )
      return taken === 1
    },
    async renew(name, turn, leaseMs) {
      const renewed = await q.run(
        sql`UPDATE duties SET lease_until = ${now()} + ${leaseMs} WHERE name = ${name} AND turn = ${turn}
          AND lease_until IS NOT NULL`,
      )
      return renewed === 1
    },
    async finish(name, { outcome, fault, nextAt, answered, failingSince }) {
      await q.run(
        sql`UPDATE duties SET holder = NULL, lease_until = NULL, ended_at = ${now()}, outcome = ${outcome}, fault = ${fault},
            next_at = ${nextAt}, answered = ${answered}, failing_since = ${failingSince}, late_since = NULL,
            succeeded_at = CASE WHEN ${outcome === 'done' ? 1 : 0} = 1 THEN ${now()} ELSE succeeded_at END
          WHERE name = ${name}`,
      )
    },
    async ask(name) {
      await q.run(sql`UPDATE duties SET asked = asked + 1 WHERE name = ${name}`)
    },
    async setLate(name) {
      await q.run(sql`UPDATE duties SET late_since = ${now()} WHERE name = ${name}`)
    },
    async drawNear(name, { nextAt, leaseMs }) {
      await q.run(
        sql`UPDATE duties SET next_at = CASE WHEN next_at > ${nextAt} THEN ${nextAt} ELSE next_at END,
            lease_until = CASE WHEN lease_until > ${now()} + ${leaseMs} THEN ${now()} + ${leaseMs} ELSE lease_until END
          WHERE name = ${name}`,
      )
    },
  }
}
