import type { IdempotencyStore, IdempotentRequest } from '../../access/idempotency/store.ts'
import type { Queries } from '../engine/database.ts'
import { insertValues, sql } from '../engine/sql.ts'

export function idempotencyStore(q: Queries): IdempotencyStore {
  const named = (owner: string, keyDigest: string) => sql`owner = ${owner} AND key_digest = ${keyDigest}`
  return {
    get: (owner, keyDigest) =>
      q.get<IdempotentRequest>(
        sql`SELECT request_digest AS "requestDigest", answer_sealed AS "answerSealed", created_at AS "createdAt"
          FROM idempotent_requests WHERE ${named(owner, keyDigest)}`,
      ),
    insert: async (owner, keyDigest, requestDigest, at) =>
      (await q.run(
        sql`INSERT INTO idempotent_requests ${insertValues({
          owner,
          key_digest: keyDigest,
          request_digest: requestDigest,
          created_at: at,
        })} ON CONFLICT (owner, key_digest) DO NOTHING`,
      )) === 1,
    async answer(owner, keyDigest, answerSealed) {
      await q.run(sql`UPDATE idempotent_requests SET answer_sealed = ${answerSealed} WHERE ${named(owner, keyDigest)}`)
    },
    async delete(owner, keyDigest) {
      await q.run(sql`DELETE FROM idempotent_requests WHERE ${named(owner, keyDigest)}`)
    },
    prune: (through, limit) =>
      q.run(
        sql`DELETE FROM idempotent_requests WHERE id IN
          (SELECT id FROM idempotent_requests WHERE created_at <= ${through} LIMIT ${limit})`,
      ),
  }
}
