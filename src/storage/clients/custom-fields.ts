import type { Patch } from '../../base/merge.ts'
import { isSealed, type Kept } from '../../base/secrets/sealed.ts'
import type { CustomField, StoredCustomFields } from '../../clients/custom-field.ts'
import type { CustomFieldStore } from '../../clients/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, flag, sql, type Value, where } from '../engine/sql.ts'

const FIELD = sql`id, owner, owner_id AS "ownerId", name, description, kind, choices, pattern, required,
  on_order_form AS "onOrderForm", staff_only AS "staffOnly", position`

export function customFieldStore(q: Queries): CustomFieldStore {
  return {
    async of(owner, ownerIds) {
      const condition = where([sql`owner = ${owner}`, ownerIds && sql`owner_id ${q.phrases.inIntegers(ownerIds)}`])
      const rows = await q.all<CustomFieldRow>(
        sql`SELECT ${FIELD} FROM custom_fields ${condition} ORDER BY position, id`,
      )
      return rows.map(toCustomField)
    },
    named: (ids) =>
      q.all<Pick<CustomField, 'id' | 'name' | 'kind'>>(
        sql`SELECT id, name, kind FROM custom_fields WHERE id ${q.phrases.inIntegers(ids)} ORDER BY id`,
      ),
    async lock(id) {
      const row = await q.get<CustomFieldRow>(
        sql`SELECT ${FIELD} FROM custom_fields WHERE id = ${id} ${q.phrases.forUpdate}`,
      )
      return row && toCustomField(row)
    },
    async get(id) {
      const row = await q.get<CustomFieldRow>(sql`SELECT ${FIELD} FROM custom_fields WHERE id = ${id}`)
      return row && toCustomField(row)
    },
    sealValues: (field, seal) => rewrite(field, '"', (values) => withSealed(values, field.id, seal)),
    insert: ({ id, owner, ownerId, ...field }) =>
      insertRow(q, sql`custom_fields`, { id, owner, owner_id: ownerId, ...toColumns(field) }),
    async update(id, changes) {
      await q.run(sql`UPDATE custom_fields SET ${assignments(toColumns(changes))} WHERE id = ${id}`)
    },
    async delete(field) {
      await rewrite(field, '', ({ [field.id]: _gone, ...others }) => others)
      await q.run(sql`DELETE FROM custom_fields WHERE id = ${field.id}`)
    },
  }

  /** Writes anew what was filled in, where the value begins like this. */
  async function rewrite(
    { id, owner }: Pick<CustomField, 'id' | 'owner'>,
    start: string,
    change: (values: StoredCustomFields) => StoredCustomFields,
  ): Promise<void> {
    // Add-ons are asked and keep no answers.
    if (owner === 'addon') return
    const table = owner === 'client' ? sql`clients` : sql`services`
    const part = `%"${id}":${start}%`
    for (let last = 0; ; ) {
      const rows = await q.all<{ id: number; values: string }>(sql`SELECT id, custom_fields AS "values" FROM ${table}
        WHERE id > ${last} AND custom_fields LIKE ${part} ORDER BY id LIMIT ${TOGETHER} ${q.phrases.forUpdate}`)
      const changed = rows.map((row) => ({ id: row.id, values: change(json(row.values)) }))
      for (const given of q.phrases.given(FILLED_IN, changed))
        await q.run(
          sql`UPDATE ${table} SET custom_fields = given.filled_in FROM ${given} WHERE ${table}.id = given.number`,
        )
      if (rows.length < TOGETHER) return
      last = rows.at(-1)!.id
    }
  }
}

const TOGETHER = 500
const FILLED_IN = {
  number: ['BIGINT', ({ id }: { id: number }) => id],
  filled_in: ['TEXT', ({ values }: { values: StoredCustomFields }) => JSON.stringify(values)],
} as const

function withSealed(values: StoredCustomFields, id: number, seal: (plain: string) => Kept): StoredCustomFields {
  const value = values[id]
  return value === undefined || isSealed(value) ? values : { ...values, [id]: seal(value) }
}

function toColumns(field: Patch<CustomField>): Record<string, Value | undefined> {
  return {
    name: field.name,
    description: field.description,
    kind: field.kind,
    choices: field.choices && JSON.stringify(field.choices),
    pattern: field.pattern,
    required: flag(field.required),
    on_order_form: flag(field.onOrderForm),
    staff_only: flag(field.staffOnly),
    position: field.position,
  }
}

type CustomFieldRow = Stored<CustomField, 'choices'>

const toCustomField = (row: CustomFieldRow): CustomField =>
  decoded(row, {
    choices: json(row.choices),
    required: isOn(row.required),
    onOrderForm: isOn(row.onOrderForm),
    staffOnly: isOn(row.staffOnly),
  })
