import type { Patch } from '../../base/merge.ts'
import type { KeysetPage } from '../../base/page.ts'
import type {
  Order,
  OrderFilter,
  OrderLine,
  OrderListing,
  OrderSort,
  OrderSortOrder,
} from '../../services/orders/order.ts'
import type { OrderStatus } from '../../services/orders/order-status.ts'
import type { NewOrder, OrderStore } from '../../services/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, json, jsonOrNull, type Stored } from '../engine/decode.ts'
import { type FieldMap, nullable, number, text } from '../engine/fields.ts'
import { equals, narrowestFilterFirst } from '../engine/filters.ts'
import { listPage } from '../engine/page.ts'
import { sortedPage, sortingBy } from '../engine/sorted.ts'
import { assignments, insertValues, type Sql, sql, type Value, where } from '../engine/sql.ts'
import { withChanged } from './order-changes.ts'

const ORDER = sql`
  o.id, o.order_number AS "orderNumber", o.client_id AS "clientId", o.contact_id AS "contactId",
  o.staff_id AS "staffId", o.ordered_at AS "orderedAt", o.status, o.amount_minor AS "amount",
  o.payment_method AS "paymentMethod", o.nameservers, o.promo_code AS "promoCode", o.ip_address AS "ipAddress",
  o.notes, o.renewals, o.upgrade, o.renewed_at AS "renewedAt", o.updated_at AS "updatedAt"`

const LISTING = sql`${ORDER}, c.first_name AS "firstName", c.last_name AS "lastName",
  m.display_name AS "paymentMethodName", u.prefix AS "currencyPrefix", u.suffix AS "currencySuffix"`

const LINE = sql`
  l.kind AS "lineKind", l.item_id AS "itemId", l.item_type AS "itemType", l.name AS "lineName",
  l.group_name AS "groupName", l.domain,
  l.billing_cycle AS "billingCycle", l.years, l.amount AS "lineAmount", l.status AS "lineStatus"`

/** The items of the orders on the page, in the order in which the trade lists them. */
const LINES = sql`
  SELECT s.order_id, 1 AS place, 'product' AS kind, s.id AS item_id, p.type AS item_type, p.name,
    g.name AS group_name, s.domain, s.billing_cycle, CAST(NULL AS BIGINT) AS years, s.first_payment_minor AS amount, s.status
  FROM services s JOIN products p ON p.id = s.product_id JOIN product_groups g ON g.id = p.group_id
  WHERE s.order_id IN (SELECT id FROM page)
  UNION ALL
  SELECT a.order_id, 2, 'addon', a.id, '', CASE WHEN a.name <> '' THEN a.name ELSE COALESCE(d.name, '') END, '',
    s.domain, a.billing_cycle, NULL, a.setup_minor + a.recurring_minor, a.status
  FROM service_addons a JOIN services s ON s.id = a.service_id LEFT JOIN addon_definitions d ON d.id = a.addon_id
  WHERE a.order_id IN (SELECT id FROM page)
  UNION ALL
  SELECT n.order_id, 3, 'domain', n.id, n.kind, n.kind, '', n.name, NULL, n.period_years, n.first_payment_minor, n.status
  FROM domains n WHERE n.order_id IN (SELECT id FROM page)`

export function orderStore(q: Queries): OrderStore {
  return {
    async list(filter, page, order) {
      // `gather` takes what it knows.
      const asItCame = (row: ListedRow) => row
      const { total, rows } = await listPage(q, page, pageOf(filter, page, order), countOf(filter), asItCame)
      return { total, rows: await withChanged(q, gather(rows)) }
    },
    async lock(id) {
      const row = await q.get<OrderRow>(sql`SELECT ${ORDER} FROM orders o WHERE o.id = ${id} ${q.phrases.forUpdate}`)
      return row && toOrder(row)
    },
    lockOfClient: (clientId) =>
      q.all<{ id: number }>(
        sql`SELECT id FROM orders WHERE client_id = ${clientId} ORDER BY id ${q.phrases.forUpdate}`,
      ),
    upgrading: (serviceId) =>
      q.get<{ id: number }>(
        sql`SELECT id FROM orders WHERE upgrade_service_id = ${serviceId} AND status = 'Pending' LIMIT 1`,
      ),
    async insert({ id, ...order }, at) {
      const columns = { id, ...toColumns(order), updated_at: at }
      const row = await q.get<{ id: number }>(
        sql`INSERT INTO orders ${insertValues(columns)} ON CONFLICT (order_number) DO NOTHING RETURNING id`,
      )
      if (row && id !== undefined) await q.get(q.phrases.passIdentity('orders', id))
      return row?.id
    },
    async update(id, changes, at) {
      const columns = assignments({ ...toColumns(changes), updated_at: at })
      await q.run(sql`UPDATE orders SET ${columns} WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM orders WHERE id = ${id}`)
    },
    async countByStatus(placed) {
      const within = placed && sql`ordered_at >= ${placed.from} AND ordered_at < ${placed.before}`
      const rows = await q.all<{ status: OrderStatus; orders: number }>(
        sql`SELECT status, count(*) AS orders FROM orders ${where([within])} GROUP BY status`,
      )
      return new Map(rows.map(({ status, orders }) => [status, orders]))
    },
  }
}

const countOf = (filter: OrderFilter): Sql => sql`SELECT count(*) AS total FROM orders o ${matching(filter)}`

/** One statement, one moment: an order never shows without the items that it has. */
function pageOf(filter: OrderFilter, page: KeysetPage, by: OrderSortOrder = { by: 'id', descending: true }): Sql {
  const { behind, order, part } = sortedPage(sortingBy(SORTS, by), page)
  return sql`
    WITH page AS (SELECT * FROM orders o ${matching(filter, behind)} ${part})
    SELECT (${countOf(filter)}) AS total, ${LISTING}, ${LINE}
    FROM page o
    JOIN clients c ON c.id = o.client_id
    JOIN currencies u ON u.id = c.currency_id
    LEFT JOIN payment_methods m ON m.module = o.payment_method
    LEFT JOIN (${LINES}) l ON l.order_id = o.id
    ${order}, l.place, l.item_id`
}

const SORTS: FieldMap<Pick<Order, OrderSort>> = {
  id: number(sql`o.id`),
  orderNumber: nullable(text(sql`o.order_number`)),
  status: text(sql`o.status`),
  amount: number(sql`o.amount_minor`),
  orderedAt: number(sql`o.ordered_at`),
}

function matching({ orderId, clientId, status }: OrderFilter, behind?: Sql): Sql {
  const filters = [
    [sql`o.id`, 'number', equals(orderId)],
    [sql`o.client_id`, 'number', equals(clientId)],
    [sql`o.status`, 'text', equals(status)],
  ] as const
  return narrowestFilterFirst(filters, behind)
}

type OrderRow = Stored<Order, 'nameservers' | 'renewals' | 'upgrade'>
/** An order and one of its lines; the line's fields are null where the order has none. */
type ListedRow = OrderRow &
  Omit<OrderListing, keyof Order | 'clientName' | 'lines'> & {
    firstName: string
    lastName: string
    lineKind: OrderLine['kind'] | null
    lineName: string
    lineAmount: OrderLine['amount']
    lineStatus: OrderLine['status']
  } & Pick<OrderLine, 'itemId' | 'itemType' | 'groupName' | 'domain' | 'billingCycle' | 'years'>

function gather(rows: readonly ListedRow[]): OrderListing[] {
  const orders: OrderListing[] = []
  for (const row of rows) {
    if (orders.at(-1)?.id !== row.id) orders.push(toListing(row))
    if (row.lineKind !== null) orders.at(-1)!.lines.push(toLine(row, row.lineKind))
  }
  return orders
}

const toOrder = (row: OrderRow): Order =>
  decoded(row, {
    nameservers: json(row.nameservers),
    renewals: { services: [], addons: [], domains: [], ...json<Partial<Order['renewals']>>(row.renewals) },
    upgrade: jsonOrNull(row.upgrade),
  })

function toListing(row: ListedRow): OrderListing {
  return {
    ...toOrder({
      id: row.id,
      orderNumber: row.orderNumber,
      clientId: row.clientId,
      contactId: row.contactId,
      staffId: row.staffId,
      orderedAt: row.orderedAt,
      status: row.status,
      amount: row.amount,
      paymentMethod: row.paymentMethod,
      nameservers: row.nameservers,
      promoCode: row.promoCode,
      ipAddress: row.ipAddress,
      notes: row.notes,
      renewals: row.renewals,
      upgrade: row.upgrade,
      renewedAt: row.renewedAt,
      updatedAt: row.updatedAt,
    }),
    clientName: `${row.firstName} ${row.lastName}`.trim(),
    paymentMethodName: row.paymentMethodName,
    currencyPrefix: row.currencyPrefix,
    currencySuffix: row.currencySuffix,
    lines: [],
    changed: [],
  }
}

function toLine(row: ListedRow, kind: OrderLine['kind']): OrderLine {
  return {
    kind,
    why: 'new',
    itemId: row.itemId,
    itemType: row.itemType,
    name: row.lineName,
    groupName: row.groupName,
    domain: row.domain,
    billingCycle: row.billingCycle,
    years: row.years,
    amount: row.lineAmount,
    status: row.lineStatus,
  }
}

function toColumns(order: Patch<NewOrder>): Record<string, Value | undefined> {
  return {
    order_number: order.orderNumber,
    client_id: order.clientId,
    contact_id: order.contactId,
    staff_id: order.staffId,
    ordered_at: order.orderedAt,
    status: order.status,
    amount_minor: order.amount,
    payment_method: order.paymentMethod,
    nameservers: order.nameservers && JSON.stringify(order.nameservers),
    promo_code: order.promoCode,
    ip_address: order.ipAddress,
    notes: order.notes,
    renewals: order.renewals && JSON.stringify(order.renewals),
    upgrade: order.upgrade && JSON.stringify(order.upgrade),
    upgrade_service_id: order.upgrade?.serviceId,
    renewed_at: order.renewedAt,
  }
}
