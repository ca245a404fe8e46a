import type { PaymentMethod } from '../../catalog/payment-method.ts'
import type { PaymentMethodStore } from '../../catalog/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { sql, where } from '../engine/sql.ts'

export function paymentMethodStore(q: Queries): PaymentMethodStore {
  return {
    list,
    async reserveActive() {
      await q.get(q.phrases.oneAtATime('payment_methods'))
      return list({ activeOnly: true })
    },
    async replaceActive(methods) {
      await q.get(q.phrases.oneAtATime('payment_methods'))
      const before = await list({ activeOnly: true })
      await q.run(sql`UPDATE payment_methods SET active = 0`)
      for (const { module, displayName, position } of methods)
        await q.run(
          sql`INSERT INTO payment_methods (module, display_name, active, position)
            VALUES (${module}, ${displayName}, 1, ${position})
            ON CONFLICT (module) DO UPDATE SET display_name = excluded.display_name, active = 1,
              position = excluded.position`,
        )
      return before
    },
  }

  async function list({ activeOnly }: { activeOnly?: boolean | undefined }): Promise<PaymentMethod[]> {
    const rows = await q.all<Stored<PaymentMethod>>(
      sql`SELECT module, display_name AS "displayName", active, position FROM payment_methods
          ${where([activeOnly ? sql`active = 1` : undefined])} ORDER BY position, module`,
    )
    return rows.map((row) => decoded(row, { active: isOn(row.active) }))
  }
}
