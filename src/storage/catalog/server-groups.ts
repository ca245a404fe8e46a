import type { Fill, ServerGroup } from '../../catalog/servers/server.ts'
import type { ServerGroupStore } from '../../catalog/store.ts'
import type { Queries } from '../engine/database.ts'
import { holdersOf } from '../engine/holders.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, sql, where } from '../engine/sql.ts'

export function serverGroupStore(q: Queries): ServerGroupStore {
  return {
    get: async (id) => (await groups(id))[0],
    list: () => groups(),
    async reserveNames() {
      await q.get(q.phrases.oneAtATime('server_groups'))
      const rows = await q.all<{ name: string }>(sql`SELECT name FROM server_groups`)
      return new Set(rows.map(({ name }) => name))
    },
    async insert({ id: prescribed, name, fill, serverIds }) {
      const id = await insertRow(q, sql`server_groups`, { id: prescribed, name, fill })
      await putIn(id, serverIds)
      return id
    },
    async update(id, { name, fill, serverIds }) {
      if (name !== undefined || fill !== undefined)
        await q.run(sql`UPDATE server_groups SET ${assignments({ name, fill })} WHERE id = ${id}`)
      if (!serverIds) return
      await q.run(sql`DELETE FROM server_group_members WHERE group_id = ${id}`)
      await putIn(id, serverIds)
    },
    holders: (id) =>
      holdersOf(q, sql`server_groups`, id, {
        products: sql`products WHERE server_group_id = ${id}`,
        'add-on definitions': sql`addon_definitions WHERE server_group_id = ${id}`,
      }),
    async delete(id) {
      await q.run(sql`DELETE FROM server_group_members WHERE group_id = ${id}`)
      await q.run(sql`DELETE FROM server_groups WHERE id = ${id}`)
    },
  }

  async function putIn(groupId: number, serverIds: readonly number[]): Promise<void> {
    for (const serverId of serverIds)
      await q.run(sql`INSERT INTO server_group_members (group_id, server_id) VALUES (${groupId}, ${serverId})`)
  }

  async function groups(id?: number): Promise<ServerGroup[]> {
    const rows = await q.all<{ id: number; name: string; fill: Fill; serverId: number | null }>(
      sql`SELECT g.id, g.name, g.fill, m.server_id AS "serverId"
        FROM server_groups g LEFT JOIN server_group_members m ON m.group_id = g.id
        ${where([id === undefined ? undefined : sql`g.id = ${id}`])} ORDER BY g.id, m.server_id`,
    )
    const members = Map.groupBy(rows, (row) => row.id)
    return [...members.values()].map((its) => {
      const { id, name, fill } = its[0]!
      return { id, name, fill, serverIds: its.flatMap(({ serverId }) => serverId ?? []) }
    })
  }
}
