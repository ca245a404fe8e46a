import type { CustomField } from '../../clients/custom-field.ts'
import type { CustomFieldStore } from '../../clients/store.ts'
import type { Queries } from '../engine/database.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, flag, sql, type Value, where } from '../engine/sql.ts'

const FIELD = sql`id, owner, owner_id AS "ownerId", name, description, kind, choices, pattern, required,
  on_order_form AS "onOrderForm", staff_only AS "staffOnly", position`

export function customFieldStore(q: Queries): CustomFieldStore {
  return {
    async of(owner, ownerIds) {
      const condition = where([sql`owner = ${owner}`, ownerIds && sql`owner_id ${q.phrases.inIntegers(ownerIds)}`])
      const rows = await q.all<CustomField>(sql`SELECT ${FIELD} FROM custom_fields ${condition} ORDER BY position, id`)
      return rows.map(toCustomField)
    },
    named: (ids) =>
      q.all<Pick<CustomField, 'id' | 'name' | 'kind'>>(
        sql`SELECT id, name, kind FROM custom_fields WHERE id ${q.phrases.inIntegers(ids)} ORDER BY id`,
      ),
    async lock(id) {
      const row = await q.get<CustomField>(
        sql`SELECT ${FIELD} FROM custom_fields WHERE id = ${id} ${q.phrases.forUpdate}`,
      )
      return row && toCustomField(row)
    },
    insert: ({ id, owner, ownerId, ...field }) =>
      insertRow(q, sql`custom_fields`, { id, owner, owner_id: ownerId, ...toColumns(field) }),
    async update(id, changes) {
      await q.run(sql`UPDATE custom_fields SET ${assignments(toColumns(changes))} WHERE id = ${id}`)
    },
  }
}

function toColumns(field: Partial<CustomField>): Record<string, Value | undefined> {
  const bit = (on: boolean | undefined) => (on === undefined ? undefined : flag(on))
  return {
    name: field.name,
    description: field.description,
    kind: field.kind,
    choices: field.choices && JSON.stringify(field.choices),
    pattern: field.pattern,
    required: bit(field.required),
    on_order_form: bit(field.onOrderForm),
    staff_only: bit(field.staffOnly),
    position: field.position,
  }
}

function toCustomField(row: CustomField): CustomField {
  row.choices = JSON.parse(row.choices as unknown as string)
  row.required = (row.required as unknown) === 1
  row.onOrderForm = (row.onOrderForm as unknown) === 1
  row.staffOnly = (row.staffOnly as unknown) === 1
  return row
}
