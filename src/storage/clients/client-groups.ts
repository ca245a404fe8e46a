import type { Patch } from '../../base/merge.ts'
import type { ClientGroup } from '../../clients/client.ts'
import type { ClientGroupStore } from '../../clients/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { holdersOf } from '../engine/holders.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, flag, sql } from '../engine/sql.ts'

const GROUP = sql`id, name, colour, discount_minor AS discount, suspension_exempt AS "suspensionExempt",
  separate_invoices AS "separateInvoices"`

export function clientGroupStore(q: Queries): ClientGroupStore {
  const list = async () =>
    (await q.all<Stored<ClientGroup>>(sql`SELECT ${GROUP} FROM client_groups ORDER BY id`)).map(toGroup)
  return {
    list,
    async reserve() {
      await q.get(q.phrases.oneAtATime('client_groups'))
      return list()
    },
    async get(id) {
      const row = await q.get<Stored<ClientGroup>>(sql`SELECT ${GROUP} FROM client_groups WHERE id = ${id}`)
      return row && toGroup(row)
    },
    insert: ({ id, ...group }) => insertRow(q, sql`client_groups`, { id, ...toColumns(group) }),
    async update(id, changes) {
      await q.run(sql`UPDATE client_groups SET ${assignments(toColumns(changes))} WHERE id = ${id}`)
    },
    holders: (id) => holdersOf(q, sql`client_groups`, id, { clients: sql`clients WHERE group_id = ${id}` }),
    async delete(id) {
      await q.run(sql`DELETE FROM client_groups WHERE id = ${id}`)
    },
  }
}

const toColumns = (group: Patch<Omit<ClientGroup, 'id'>>) => ({
  name: group.name,
  colour: group.colour,
  discount_minor: group.discount,
  suspension_exempt: flag(group.suspensionExempt),
  separate_invoices: flag(group.separateInvoices),
})

const toGroup = (row: Stored<ClientGroup>): ClientGroup =>
  decoded(row, { suspensionExempt: isOn(row.suspensionExempt), separateInvoices: isOn(row.separateInvoices) })
