import type { KeyStore } from '../../keys/store.ts'
import type { Queries } from '../engine/database.ts'
import { insertValues, sql } from '../engine/sql.ts'

export function keyStore(q: Queries): KeyStore {
  return {
    async lock() {
      await q.get(q.phrases.oneAtATime('keys'))
    },
    list: () => q.all<{ name: string; sealed: string }>(sql`SELECT name, sealed FROM keys ORDER BY id`),
    async insert(name, sealed, at) {
      await q.run(sql`INSERT INTO keys ${insertValues({ name, sealed, created_at: at })}`)
    },
  }
}
