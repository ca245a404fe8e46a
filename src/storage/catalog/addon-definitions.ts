import type { Patch } from '../../base/merge.ts'
import type { AddonDefinition } from '../../catalog/products/addon-definition.ts'
import type { AddonDefinitionStore, NewAddonDefinition } from '../../catalog/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { holdersOf } from '../engine/holders.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, flag, sql, type Value, where } from '../engine/sql.ts'

const DEFINITION = sql`id, name, description, pay_type AS "payType", tax, module, module_settings AS "moduleSettings",
  server_group_id AS "serverGroupId", auto_setup AS "autoSetup", suspend_parent AS "suspendParent",
  allow_quantity AS "allowQuantity", hidden, product_ids AS "productIds", position`

export function addonDefinitionStore(q: Queries): AddonDefinitionStore {
  return {
    async get(id) {
      const row = await q.get<DefinitionRow>(sql`SELECT ${DEFINITION} FROM addon_definitions WHERE id = ${id}`)
      return row && toDefinition(row)
    },
    async lock(id) {
      const row = await q.get<DefinitionRow>(
        sql`SELECT ${DEFINITION} FROM addon_definitions WHERE id = ${id} ${q.phrases.forUpdate}`,
      )
      return row && toDefinition(row)
    },
    async list(ids) {
      const condition = where([ids && sql`id ${q.phrases.inIntegers(ids)}`])
      const rows = await q.all<DefinitionRow>(
        sql`SELECT ${DEFINITION} FROM addon_definitions ${condition} ORDER BY position, id`,
      )
      return rows.map(toDefinition)
    },
    insert: ({ id, ...definition }) => insertRow(q, sql`addon_definitions`, { id, ...toColumns(definition) }),
    async update(id, changes) {
      await q.run(sql`UPDATE addon_definitions SET ${assignments(toColumns(changes))} WHERE id = ${id}`)
    },
    holders: (id) =>
      holdersOf(q, sql`addon_definitions`, id, { 'add-ons': sql`service_addons WHERE addon_id = ${id}` }),
    async delete(id) {
      await q.run(sql`DELETE FROM prices WHERE owner = 'addon' AND owner_id = ${id}`)
      await q.run(sql`DELETE FROM custom_fields WHERE owner = 'addon' AND owner_id = ${id}`)
      await q.run(sql`DELETE FROM addon_definitions WHERE id = ${id}`)
    },
  }
}

function toColumns(definition: Patch<NewAddonDefinition>): Record<string, Value | undefined> {
  const { moduleSettings, productIds } = definition
  return {
    name: definition.name,
    description: definition.description,
    pay_type: definition.payType,
    tax: flag(definition.tax),
    module: definition.module,
    module_settings: moduleSettings && JSON.stringify(moduleSettings),
    server_group_id: definition.serverGroupId,
    auto_setup: definition.autoSetup,
    suspend_parent: flag(definition.suspendParent),
    allow_quantity: flag(definition.allowQuantity),
    hidden: flag(definition.hidden),
    product_ids: productIds && JSON.stringify(productIds),
    position: definition.position,
  }
}

type DefinitionRow = Stored<AddonDefinition, 'moduleSettings' | 'productIds'>

const toDefinition = (row: DefinitionRow): AddonDefinition =>
  decoded(row, {
    tax: isOn(row.tax),
    suspendParent: isOn(row.suspendParent),
    allowQuantity: isOn(row.allowQuantity),
    hidden: isOn(row.hidden),
    moduleSettings: json(row.moduleSettings),
    productIds: json(row.productIds),
  })
