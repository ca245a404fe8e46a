import type { Ban } from '../access/ban.ts'
import type { BanStore, LoginFailureStore } from '../access/store.ts'
import type { Queries } from './database.ts'
import { insertValues, sql, where } from './sql.ts'

const BAN = sql`id, face, address, reason, created_at AS "createdAt", expires_at AS "expiresAt", lifted_at AS "liftedAt"`

export function banStore(q: Queries): BanStore {
  return {
    list(at) {
      const inForce =
        at === undefined ? undefined : sql`lifted_at IS NULL AND (expires_at IS NULL OR expires_at > ${at})`
      return q.all<Ban>(sql`SELECT ${BAN} FROM bans ${where([inForce])} ORDER BY id DESC`)
    },
    lock: (id) => q.get<Ban>(sql`SELECT ${BAN} FROM bans WHERE id = ${id} ${q.phrases.forUpdate}`),
    insert: ({ face, address, reason, expiresAt }, at) =>
      q.insert(
        sql`INSERT INTO bans ${insertValues({ face, address, reason, created_at: at, expires_at: expiresAt })} RETURNING id`,
      ),
    async lift(id, at) {
      await q.run(sql`UPDATE bans SET lifted_at = ${at} WHERE id = ${id}`)
    },
  }
}

export function loginFailureStore(q: Queries): LoginFailureStore {
  return {
    async lock(face, address) {
      await q.get(q.phrases.oneAtATime(`login_failures ${face} ${address}`))
    },
    async insert(face, address, at) {
      await q.run(sql`INSERT INTO login_failures (face, address, at) VALUES (${face}, ${address}, ${at})`)
    },
    async count(face, address, since) {
      const row = await q.get<{ failures: number }>(
        sql`SELECT count(*) AS failures FROM login_failures
          WHERE face = ${face} AND address = ${address} AND at > ${since}`,
      )
      return row!.failures
    },
    async clear(face, address) {
      await q.run(sql`DELETE FROM login_failures WHERE face = ${face} AND address = ${address}`)
    },
    async removeThrough(at) {
      await q.run(sql`DELETE FROM login_failures WHERE at <= ${at}`)
    },
  }
}
