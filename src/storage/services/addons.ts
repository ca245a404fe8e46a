import type { Patch } from '../../base/merge.ts'
import type { KeysetPage } from '../../base/page.ts'
import type { Addon, AddonFilter, AddonListing, AddonOrder, AddonSort } from '../../services/addons/addon.ts'
import type { AddonStore, NewAddon } from '../../services/store.ts'
import type { Database, Queries } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { type FieldMap, nullable, number, text } from '../engine/fields.ts'
import { equals, narrowestFilterFirst } from '../engine/filters.ts'
import { insertRow } from '../engine/insert.ts'
import { countedStream, listPage } from '../engine/page.ts'
import { sortedPage, sortingBy } from '../engine/sorted.ts'
import { assignments, flag, type Sql, sql, type Value } from '../engine/sql.ts'

const ADDON = sql`
  a.id, a.client_id AS "clientId", a.service_id AS "serviceId", a.order_id AS "orderId", a.addon_id AS "definitionId",
  a.server_id AS "serverId", a.name, a.quantity, a.setup_minor AS "setup", a.recurring_minor AS "recurring",
  a.billing_cycle AS "billingCycle", a.tax, a.status, a.registered_on AS "registeredOn", a.next_due_on AS "nextDueOn", a.billing_day AS "billingDay",
  a.next_invoice_on AS "nextInvoiceOn", a.terminated_on AS "terminatedOn", a.payment_method AS "paymentMethod",
  a.notes, a.created_at AS "createdAt", a.updated_at AS "updatedAt", a.version`

const LISTING = sql`${ADDON}, d.name AS "definitionName", m.display_name AS "paymentMethodName"`

const BESIDE = sql`
  LEFT JOIN addon_definitions d ON d.id = a.addon_id
  LEFT JOIN payment_methods m ON m.module = a.payment_method`

export function addonStore(q: Queries, database?: Pick<Database, 'stream'>): AddonStore {
  const lockAll = async (condition: Sql) => {
    const rows = await q.all<Stored<Addon>>(
      sql`SELECT ${ADDON} FROM service_addons a WHERE ${condition} ORDER BY a.id ${q.phrases.forUpdate}`,
    )
    return rows.map(toAddon)
  }

  return {
    async list(filter, page, order) {
      const rowsOf = pageOf(q, filter, page, order)
      const { total, rows } = await listPage<Stored<AddonListing>>(q, page, rowsOf, countOf(q, filter))
      return { total, rows: rows.map(toAddon) }
    },
    async *stream(filter, page) {
      for await (const { total, rows } of countedStream<Stored<AddonListing>>(database, pageOf(q, filter, page)))
        yield { total, rows: rows.map(toAddon) }
    },
    async get(id) {
      const row = await q.get<Stored<AddonListing>>(
        sql`SELECT ${LISTING} FROM service_addons a ${BESIDE} WHERE a.id = ${id}`,
      )
      return row && toAddon(row)
    },
    lock: async (id) => (await lockAll(sql`a.id = ${id}`))[0],
    lockOfOrder: (orderId) => lockAll(sql`a.order_id = ${orderId}`),
    lockOfClient: (clientId) => lockAll(sql`a.client_id = ${clientId}`),
    lockOfService: (serviceId) => lockAll(sql`a.service_id = ${serviceId}`),
    insert: ({ id, ...addon }, at) =>
      insertRow(q, sql`service_addons`, { id, ...toColumns(addon), created_at: at, updated_at: at }),
    async update(id, changes, at) {
      const columns = assignments({ ...toColumns(changes), updated_at: at })
      await q.run(sql`UPDATE service_addons SET ${columns}, version = version + 1 WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM service_addons WHERE id = ${id}`)
    },
  }
}

const countOf = (q: Queries, filter: AddonFilter): Sql =>
  sql`SELECT count(*) AS total FROM service_addons a ${matching(q, filter)}`

function pageOf(q: Queries, filter: AddonFilter, page: KeysetPage, by: AddonOrder = { by: 'id' }): Sql {
  const { behind, order, part } = sortedPage(sortingBy(SORTS, by), page)
  return sql`SELECT (${countOf(q, filter)}) AS total, ${LISTING}
    FROM (SELECT * FROM service_addons a ${matching(q, filter, behind)} ${part}) a ${BESIDE} ${order}`
}

const SORTS: FieldMap<Pick<Addon, AddonSort>> = {
  id: number(sql`a.id`),
  name: text(sql`a.name`),
  status: text(sql`a.status`),
  recurring: number(sql`a.recurring_minor`),
  nextDueOn: nullable(text(sql`a.next_due_on`)),
  createdAt: number(sql`a.created_at`),
}

function matching(q: Queries, { serviceIds, clientId, definitionId, status }: AddonFilter, behind?: Sql): Sql {
  const filters = [
    [sql`a.service_id`, 'number', serviceIds && q.phrases.inIntegers(serviceIds)],
    [sql`a.client_id`, 'number', equals(clientId)],
    [sql`a.addon_id`, 'number', equals(definitionId)],
    [sql`a.status`, 'text', equals(status)],
  ] as const
  return narrowestFilterFirst(filters, behind)
}

const toAddon = <Row extends Stored<Addon>>(row: Row) => decoded(row, { tax: isOn(row.tax) })

function toColumns(addon: Patch<NewAddon>): Record<string, Value | undefined> {
  return {
    client_id: addon.clientId,
    service_id: addon.serviceId,
    order_id: addon.orderId,
    addon_id: addon.definitionId,
    server_id: addon.serverId,
    name: addon.name,
    quantity: addon.quantity,
    setup_minor: addon.setup,
    recurring_minor: addon.recurring,
    billing_cycle: addon.billingCycle,
    tax: flag(addon.tax),
    status: addon.status,
    registered_on: addon.registeredOn,
    next_due_on: addon.nextDueOn,
    billing_day: addon.billingDay,
    next_invoice_on: addon.nextInvoiceOn,
    terminated_on: addon.terminatedOn,
    payment_method: addon.paymentMethod,
    notes: addon.notes,
  }
}
