import type { Node, NodeStore } from '../../keys/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, json, type Stored } from '../engine/decode.ts'
import { sql } from '../engine/sql.ts'

export function nodeStore(q: Queries): NodeStore {
  return {
    async beat({ name, version, secretKeys, sealsWith }) {
      const { now } = q.phrases
      await q.run(
        sql`INSERT INTO nodes (name, version, secret_keys, seals_with, started_at, seen_at)
          VALUES (${name}, ${version}, ${JSON.stringify(secretKeys)}, ${sealsWith}, ${now}, ${now})
          ON CONFLICT (name) DO UPDATE SET version = excluded.version, secret_keys = excluded.secret_keys,
            seals_with = excluded.seals_with, seen_at = excluded.seen_at`,
      )
    },
    async list(withinMs) {
      const rows = await q.all<Stored<Node, 'secretKeys'>>(
        sql`SELECT name, version, secret_keys AS "secretKeys", seals_with AS "sealsWith", started_at AS "startedAt",
          seen_at AS "seenAt" FROM nodes WHERE seen_at > ${q.phrases.now} - ${withinMs} ORDER BY name`,
      )
      return rows.map((row) => decoded(row, { secretKeys: json<string[]>(row.secretKeys) }))
    },
    async delete(name) {
      await q.run(sql`DELETE FROM nodes WHERE name = ${name}`)
    },
    async deleteUnseen(forMs) {
      await q.run(sql`DELETE FROM nodes WHERE seen_at < ${q.phrases.now} - ${forMs}`)
    },
  }
}
