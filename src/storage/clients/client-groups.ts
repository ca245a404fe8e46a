import type { ClientGroup } from '../../clients/client.ts'
import type { ClientGroupStore } from '../../clients/store.ts'
import type { Queries } from '../engine/database.ts'
import { holdersOf } from '../engine/holders.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, sql } from '../engine/sql.ts'

export function clientGroupStore(q: Queries): ClientGroupStore {
  const list = () => q.all<ClientGroup>(sql`SELECT id, name, colour FROM client_groups ORDER BY id`)
  return {
    list,
    async reserve() {
      await q.get(q.phrases.oneAtATime('client_groups'))
      return list()
    },
    get: (id) => q.get<ClientGroup>(sql`SELECT id, name, colour FROM client_groups WHERE id = ${id}`),
    insert: ({ id, name, colour }) => insertRow(q, sql`client_groups`, { id, name, colour }),
    async update(id, { name, colour }) {
      await q.run(sql`UPDATE client_groups SET ${assignments({ name, colour })} WHERE id = ${id}`)
    },
    holders: (id) => holdersOf(q, sql`client_groups`, id, { clients: sql`clients WHERE group_id = ${id}` }),
    async delete(id) {
      await q.run(sql`DELETE FROM client_groups WHERE id = ${id}`)
    },
  }
}
