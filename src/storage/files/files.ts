import type { ContentRow, FileStore } from '../../files/store.ts'
import type { Queries } from '../engine/database.ts'
import { type Sql, sql } from '../engine/sql.ts'

const CONTENT = sql`id, place, storage_key AS key, state, size, sha256`

/** What nobody needs: dropped, or arriving without a word since `before`. */
const unneededSince = (before: number): Sql =>
  sql`(state = 'dropped' OR (state IN ('arriving', 'arrived') AND touched_at < ${before}))`

export function fileStore(q: Queries): FileStore {
  return {
    announce: (place, key, at) =>
      q.insert(sql`INSERT INTO contents (place, storage_key, state, touched_at)
        VALUES (${place}, ${key}, 'arriving', ${at}) RETURNING id`),
    async touch(id, at) {
      return (await q.run(sql`UPDATE contents SET touched_at = ${at} WHERE id = ${id} AND state = 'arriving'`)) === 1
    },
    async complete(id, { size, sha256 }, at) {
      const changed = await q.run(sql`UPDATE contents
        SET state = 'arrived', size = ${size}, sha256 = ${sha256}, touched_at = ${at}
        WHERE id = ${id} AND state = 'arriving'`)
      return changed === 1
    },
    get: (id) => q.get<ContentRow>(sql`SELECT ${CONTENT} FROM contents WHERE id = ${id}`),
    keep: (ids) =>
      q.run(sql`UPDATE contents SET state = 'kept' WHERE id ${q.phrases.inIntegers(ids)} AND state = 'arrived'`),
    async drop(ids) {
      await q.run(sql`UPDATE contents SET state = 'dropped' WHERE id ${q.phrases.inIntegers(ids)}`)
    },
    unneeded: (before, limit) =>
      q.all<ContentRow>(sql`SELECT ${CONTENT} FROM contents
        WHERE state <> 'kept' AND ${unneededSince(before)} ORDER BY id LIMIT ${limit}`),
    async giveUp(id, before) {
      const changed = await q.run(
        sql`UPDATE contents SET state = 'dropped' WHERE id = ${id} AND ${unneededSince(before)}`,
      )
      return changed === 1
    },
    async forget(id) {
      await q.run(sql`DELETE FROM contents WHERE id = ${id} AND state = 'dropped'`)
    },
    async addPiece(key, position, bytes) {
      await q.run(sql`INSERT INTO content_pieces (storage_key, position, bytes) VALUES (${key}, ${position}, ${bytes})`)
    },
    async piece(key, position) {
      const row = await q.get<{ bytes: Uint8Array }>(
        sql`SELECT bytes FROM content_pieces WHERE storage_key = ${key} AND position = ${position}`,
      )
      return row?.bytes
    },
    async deletePieces(key) {
      await q.run(sql`DELETE FROM content_pieces WHERE storage_key = ${key}`)
    },
  }
}
