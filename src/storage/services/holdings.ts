import type { ProductType } from '../../catalog/products/product.ts'
import type { Count, HoldingStore } from '../../services/holdings.ts'
import type { Queries } from '../engine/database.ts'
import { sql } from '../engine/sql.ts'

const ACTIVE = sql`sum(CASE WHEN status = 'Active' THEN 1 ELSE 0 END)`

export function holdingStore(q: Queries): HoldingStore {
  return {
    async countOf(clientId) {
      const rows = await q.all<Count & { type: ProductType }>(
        sql`SELECT p.type, count(*) AS total, ${ACTIVE} AS active
          FROM services s JOIN products p ON p.id = s.product_id WHERE s.client_id = ${clientId} GROUP BY p.type`,
      )
      const domains = await q.get<{ total: number; active: number | null }>(
        sql`SELECT count(*) AS total, ${ACTIVE} AS active FROM domains WHERE client_id = ${clientId}`,
      )
      const of = (type: ProductType): Count => {
        const row = rows.find((each) => each.type === type)
        return { active: row?.active ?? 0, total: row?.total ?? 0 }
      }
      return {
        services: {
          hostingaccount: of('hostingaccount'),
          reselleraccount: of('reselleraccount'),
          server: of('server'),
          other: of('other'),
        },
        domains: { active: domains!.active ?? 0, total: domains!.total },
      }
    },
    async moduleOf(item) {
      const statement =
        'serviceId' in item
          ? sql`SELECT p.module FROM services s JOIN products p ON p.id = s.product_id WHERE s.id = ${item.serviceId}`
          : sql`SELECT COALESCE(d.module, '') AS module FROM service_addons a
              LEFT JOIN addon_definitions d ON d.id = a.addon_id WHERE a.id = ${item.addonId}`
      return (await q.get<{ module: string }>(statement))?.module
    },
  }
}
