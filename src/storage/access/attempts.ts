import type { AttemptCounts, KnownCallerStore, LoginAttemptStore } from '../../access/store.ts'
import type { Queries } from '../engine/database.ts'
import { flag, insertValues, join, sql } from '../engine/sql.ts'

/** Also when a ban came of it. */
const WRONG = sql`(until IS NULL OR until = 0)`

/** `now` is the database's own clock, which all nodes share, unless another one is given. */
export function loginAttemptStore(q: Queries, now?: () => number): LoginAttemptStore {
  return {
    async now() {
      return now?.() ?? (await q.get<{ now: number }>(sql`SELECT ${q.phrases.now} AS now`))!.now
    },
    async lock({ face, block }) {
      await q.get(q.phrases.oneAtATime(`login_attempts ${face} ${block}`))
    },
    async count({ face, block, identity }, { since, now }) {
      const row = await q.get<AttemptCounts>(
        sql`SELECT
            count(*) FILTER (WHERE until IS NULL) AS failed,
            max(at) FILTER (WHERE until IS NULL) AS "clearAt",
            count(*) FILTER (WHERE until > ${now} AND known = 0) AS underway,
            count(*) FILTER (WHERE ${WRONG} AND identity = ${identity}) AS "ownFailed",
            count(*) FILTER (WHERE until > ${now} AND known = 1 AND identity = ${identity}) AS "ownUnderway"
          FROM login_attempts WHERE face = ${face} AND block = ${block} AND at > ${since}`,
      )
      return row!
    },
    async guessed(identity, since) {
      const row = await q.get<{ guesses: number }>(
        sql`SELECT count(*) AS guesses FROM login_attempts
          WHERE identity = ${identity} AND at > ${since} AND ${WRONG}`,
      )
      return row!.guesses
    },
    insert: ({ face, block, identity, known, at, until }) =>
      q.insert(
        sql`INSERT INTO login_attempts ${insertValues({ face, block, identity, known: flag(known), at, until })} RETURNING id`,
      ),
    async fail(id, at) {
      return (await q.run(sql`UPDATE login_attempts SET at = ${at}, until = NULL WHERE id = ${id}`)) === 1
    },
    async delete(id) {
      await q.run(sql`DELETE FROM login_attempts WHERE id = ${id}`)
    },
    async forgive({ face, block, identity }) {
      await q.run(
        sql`DELETE FROM login_attempts
          WHERE face = ${face} AND block = ${block} AND identity = ${identity} AND ${WRONG}`,
      )
    },
    async spend({ face, block }) {
      await q.run(sql`UPDATE login_attempts SET until = 0 WHERE face = ${face} AND block = ${block} AND until IS NULL`)
    },
    prune: (through, limit) =>
      q.run(
        sql`DELETE FROM login_attempts
          WHERE id IN (SELECT id FROM login_attempts WHERE at <= ${through} ORDER BY at LIMIT ${limit})`,
      ),
    pruneBeyond: (most, limit) =>
      q.run(
        sql`DELETE FROM login_attempts
          WHERE id IN (SELECT id FROM login_attempts ORDER BY at DESC LIMIT ${limit} OFFSET ${most})`,
      ),
  }
}

export function knownCallerStore(q: Queries): KnownCallerStore {
  return {
    async has(block, identity) {
      const row = await q.get(sql`SELECT 1 AS one FROM known_callers WHERE block = ${block} AND identity = ${identity}`)
      return row !== undefined
    },
    async ofBlock(block) {
      const rows = await q.all<{ identity: string }>(
        sql`SELECT identity FROM known_callers WHERE block = ${block} ORDER BY at DESC LIMIT 1000`,
      )
      return rows.map(({ identity }) => identity)
    },
    async lastNoted(identities) {
      if (identities.length === 0) return new Map()
      const rows = await q.all<{ identity: string; at: number }>(
        sql`SELECT identity, max(at) AS at FROM known_callers WHERE identity IN (${join(identities)}) GROUP BY identity`,
      )
      return new Map(rows.map(({ identity, at }) => [identity, at]))
    },
    async note(block, identity, at, notSince) {
      const noted = await q.run(
        sql`INSERT INTO known_callers ${insertValues({ block, identity, at })}
          ON CONFLICT (block, identity) DO UPDATE SET at = excluded.at WHERE known_callers.at <= ${notSince}`,
      )
      return noted > 0
    },
    prune: (through, limit) =>
      q.run(
        sql`DELETE FROM known_callers WHERE (block, identity) IN
          (SELECT block, identity FROM known_callers WHERE at <= ${through} ORDER BY at LIMIT ${limit})`,
      ),
    pruneBeyond: (most, limit) =>
      q.run(
        sql`DELETE FROM known_callers WHERE (block, identity) IN
          (SELECT block, identity FROM known_callers ORDER BY at DESC LIMIT ${limit} OFFSET ${most})`,
      ),
  }
}
