import type { OrderLine, OrderListing } from '../../services/orders/order.ts'
import type { Queries } from '../engine/database.ts'
import { type Sql, sql } from '../engine/sql.ts'

type Line = Omit<OrderLine, 'kind' | 'why'>

/** The orders with what they prolong and change; what is gone meanwhile is passed over. Three questions at most, for a page. */
export async function withChanged(q: Queries, orders: OrderListing[]): Promise<OrderListing[]> {
  const ids = (of: (order: OrderListing) => readonly number[]) => [...new Set(orders.flatMap(of))]
  const services = await linesOf(
    q,
    ids(servicesOf),
    (among) => sql`
    SELECT s.id AS "itemId", p.type AS "itemType", p.name, g.name AS "groupName", s.domain,
      s.billing_cycle AS "billingCycle", CAST(NULL AS BIGINT) AS years, s.recurring_minor AS amount, s.status
    FROM services s JOIN products p ON p.id = s.product_id JOIN product_groups g ON g.id = p.group_id
    WHERE s.id ${among}`,
  )
  const addons = await linesOf(
    q,
    ids(({ renewals }) => renewals.addons),
    (among) => sql`
    SELECT a.id AS "itemId", '' AS "itemType", CASE WHEN a.name <> '' THEN a.name ELSE COALESCE(d.name, '') END AS name,
      '' AS "groupName", s.domain, a.billing_cycle AS "billingCycle", CAST(NULL AS BIGINT) AS years,
      a.recurring_minor AS amount, a.status
    FROM service_addons a JOIN services s ON s.id = a.service_id LEFT JOIN addon_definitions d ON d.id = a.addon_id
    WHERE a.id ${among}`,
  )
  const domains = await linesOf(
    q,
    ids(({ renewals }) => renewals.domains.map(({ id }) => id)),
    (among) => sql`
    SELECT n.id AS "itemId", n.kind AS "itemType", n.kind AS name, '' AS "groupName", n.name AS domain,
      NULL AS "billingCycle", n.period_years AS years, n.recurring_minor AS amount, n.status
    FROM domains n WHERE n.id ${among}`,
  )
  for (const order of orders) {
    const { renewals, upgrade } = order
    const pick = (from: Map<number, Line>, kind: OrderLine['kind'], why: OrderLine['why'], id: number) => {
      const line = from.get(id)
      return line ? [{ kind, why, ...line }] : []
    }
    order.changed = [
      ...(upgrade ? pick(services, 'product', 'upgrade', upgrade.serviceId) : []).map((line) => ({
        ...line,
        billingCycle: upgrade!.billingCycle,
        amount: order.amount,
      })),
      ...renewals.services.flatMap((id) => pick(services, 'product', 'renewal', id)),
      ...renewals.addons.flatMap((id) => pick(addons, 'addon', 'renewal', id)),
      ...renewals.domains.flatMap(({ id, years }) =>
        pick(domains, 'domain', 'renewal', id).map((line) => ({ ...line, years, amount: forYears(line, years) })),
      ),
    ]
  }
  return orders
}

const servicesOf = ({ renewals, upgrade }: OrderListing): readonly number[] =>
  upgrade ? [upgrade.serviceId, ...renewals.services] : renewals.services

const forYears = ({ amount, years: period }: Line, years: number) =>
  Math.round((amount * years) / (period ?? 1)) as Line['amount']

async function linesOf(q: Queries, ids: readonly number[], select: (among: Sql) => Sql): Promise<Map<number, Line>> {
  if (ids.length === 0) return new Map()
  const rows = await q.all<Line>(select(q.phrases.inIntegers(ids)))
  return new Map(rows.map((row) => [row.itemId, row]))
}
