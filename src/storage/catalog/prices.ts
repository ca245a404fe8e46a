import type { Price } from '../../catalog/price.ts'
import type { PriceStore } from '../../catalog/store.ts'
import type { Queries } from '../engine/database.ts'
import { insertValues, sql } from '../engine/sql.ts'

export function priceStore(q: Queries): PriceStore {
  return {
    async of(owner, ownerIds) {
      const rows = await q.all<Price & { ownerId: number }>(
        sql`SELECT owner_id AS "ownerId", currency_id AS "currencyId", cycle, setup_minor AS "setupMinor",
          price_minor AS "priceMinor" FROM prices
          WHERE owner = ${owner} AND owner_id ${q.phrases.inIntegers(ownerIds)}
          ORDER BY owner_id, currency_id, cycle`,
      )
      const prices = new Map<number, Price[]>()
      for (const { ownerId, ...price } of rows) {
        const its = prices.get(ownerId)
        if (its) its.push(price)
        else prices.set(ownerId, [price])
      }
      return prices
    },
    async replace(owner, ownerId, prices) {
      await q.run(sql`DELETE FROM prices WHERE owner = ${owner} AND owner_id = ${ownerId}`)
      for (const { currencyId, cycle, setupMinor, priceMinor } of prices)
        await q.run(
          sql`INSERT INTO prices ${insertValues({
            owner,
            owner_id: ownerId,
            currency_id: currencyId,
            cycle,
            setup_minor: setupMinor,
            price_minor: priceMinor,
          })}`,
        )
    },
  }
}
