import type { NodeName, NodeNameStore } from '../../nodes/store.ts'
import type { Queries } from '../engine/database.ts'
import { sql } from '../engine/sql.ts'

export function nodeNameStore(q: Queries): NodeNameStore {
  const columns = sql`name, boot, run, host, timezone, seen_at AS "seenAt"`
  return {
    async lock() {
      await q.get(q.phrases.oneAtATime('names of nodes'))
    },
    get: (name) => q.get<NodeName>(sql`SELECT ${columns} FROM node_names WHERE name = ${name}`),
    async take({ name, boot, run, host, timezone }, before) {
      const { now } = q.phrases
      const taken = await q.run(
        sql`INSERT INTO node_names (name, boot, run, host, timezone, seen_at)
          VALUES (${name}, ${boot}, ${run}, ${host}, ${timezone}, ${now})
          ON CONFLICT (name) DO UPDATE SET boot = excluded.boot, run = excluded.run, host = excluded.host,
            timezone = excluded.timezone, seen_at = excluded.seen_at
          WHERE node_names.run = ${before ?? ''}`,
      )
      return taken === 1
    },
    async beat(name, run) {
      const { now } = q.phrases
      const [seen] = await q.all<{ seenAt: number }>(
        sql`UPDATE node_names SET seen_at = ${now} WHERE name = ${name} AND run = ${run} RETURNING seen_at AS "seenAt"`,
      )
      return seen?.seenAt
    },
    async leave(name, run) {
      await q.run(sql`UPDATE node_names SET run = '' WHERE name = ${name} AND run = ${run}`)
    },
    living: (withinMs) =>
      q.all<NodeName>(
        sql`SELECT ${columns} FROM node_names WHERE run <> '' AND seen_at > ${q.phrases.now} - ${withinMs} ORDER BY name`,
      ),
    async deleteUnseen(forMs) {
      await q.run(sql`DELETE FROM node_names WHERE seen_at < ${q.phrases.now} - ${forMs}`)
    },
    async identity() {
      return (await q.get<{ identity: string }>(q.phrases.identity))?.identity ?? undefined
    },
  }
}
