import type { CustomField } from '../clients/custom-field.ts'
import type { CustomFieldStore } from '../clients/store.ts'
import type { Queries } from './database.ts'
import { insertRow } from './insert.ts'
import { flag, sql, where } from './sql.ts'

export function customFieldStore(q: Queries): CustomFieldStore {
  return {
    async of(owner, ownerIds) {
      const condition = where([sql`owner = ${owner}`, ownerIds && sql`owner_id ${q.phrases.inIntegers(ownerIds)}`])
      const rows = await q.all<CustomField>(
        sql`SELECT id, owner, owner_id AS "ownerId", name, description, kind, choices, pattern, required,
          on_order_form AS "onOrderForm", staff_only AS "staffOnly", position
          FROM custom_fields ${condition} ORDER BY position, id`,
      )
      return rows.map(toCustomField)
    },
    named: (ids) =>
      q.all<{ id: number; name: string }>(
        sql`SELECT id, name FROM custom_fields WHERE id ${q.phrases.inIntegers(ids)} ORDER BY id`,
      ),
    insert: (field) =>
      insertRow(q, sql`custom_fields`, {
        id: field.id,
        owner: field.owner,
        owner_id: field.ownerId,
        name: field.name,
        description: field.description,
        kind: field.kind,
        choices: JSON.stringify(field.choices),
        pattern: field.pattern,
        required: flag(field.required),
        on_order_form: flag(field.onOrderForm),
        staff_only: flag(field.staffOnly),
        position: field.position,
      }),
  }
}

function toCustomField(row: CustomField): CustomField {
  row.choices = JSON.parse(row.choices as unknown as string)
  row.required = (row.required as unknown) === 1
  row.onOrderForm = (row.onOrderForm as unknown) === 1
  row.staffOnly = (row.staffOnly as unknown) === 1
  return row
}
