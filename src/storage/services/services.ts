import type { Patch } from '../../base/merge.ts'
import type { KeysetPage } from '../../base/page.ts'
import type { Service, ServiceFilter, ServiceListing, ServiceOrder, ServiceSort } from '../../services/service.ts'
import type { ServiceStatus } from '../../services/status.ts'
import type { NewService, ServiceStore } from '../../services/store.ts'
import type { Database, Queries } from '../engine/database.ts'
import { isOn, json, type Stored } from '../engine/decode.ts'
import { type FieldMap, foldedText, nullable, number, text } from '../engine/fields.ts'
import { equals, narrowestFilterFirst } from '../engine/filters.ts'
import { insertRow } from '../engine/insert.ts'
import { countedStream, listPage } from '../engine/page.ts'
import { sortedPage, sortingBy } from '../engine/sorted.ts'
import { assignments, flag, fold, type Sql, sql, type Value } from '../engine/sql.ts'
import { cancelRequestStore } from './cancel-requests.ts'
import { oauthCredentialStore } from './oauth-credentials.ts'

const SERVICE = sql`
  s.id, s.client_id AS "clientId", s.order_id AS "orderId", s.product_id AS "productId", s.server_id AS "serverId",
  s.quantity, s.status, s.domain, s.username, s.password_sealed AS "passwordSealed",
  s.payment_method AS "paymentMethod", s.billing_cycle AS "billingCycle",
  s.first_payment_minor AS "firstPayment", s.recurring_minor AS "recurring",
  s.registered_on AS "registeredOn", s.next_due_on AS "nextDueOn", s.billing_day AS "billingDay", s.next_invoice_on AS "nextInvoiceOn",
  s.terminated_on AS "terminatedOn", s.suspension_reason AS "suspensionReason",
  s.override_auto_suspend AS "overrideAutoSuspend", s.override_suspend_until AS "overrideSuspendUntil",
  s.subscription_id AS "subscriptionId", s.promo_id AS "promoId", s.ns1, s.ns2, s.dedicated_ip AS "dedicatedIp",
  s.assigned_ips AS "assignedIps", s.notes, s.disk_used_mb AS "diskUsedMb", s.disk_limit_mb AS "diskLimitMb",
  s.bandwidth_used_mb AS "bandwidthUsedMb", s.bandwidth_limit_mb AS "bandwidthLimitMb", s.usage_at AS "usageAt",
  s.custom_fields AS "customFields", s.config_options AS "configOptions",
  s.created_at AS "createdAt", s.updated_at AS "updatedAt", s.version`

const LISTING = sql`${SERVICE},
  o.order_number AS "orderNumber", p.name AS "productName", g.name AS "groupName", v.name AS "serverName",
  v.ip_address AS "serverIp", v.hostname AS "serverHostname", m.display_name AS "paymentMethodName"`

const BESIDE = sql`
  JOIN products p ON p.id = s.product_id
  JOIN product_groups g ON g.id = p.group_id
  LEFT JOIN orders o ON o.id = s.order_id
  LEFT JOIN servers v ON v.id = s.server_id
  LEFT JOIN payment_methods m ON m.module = s.payment_method`

export function serviceStore(q: Queries, database?: Pick<Database, 'stream'>): ServiceStore {
  return {
    cancelRequests: cancelRequestStore(q),
    oauthCredentials: oauthCredentialStore(q),
    list: (filter, page, order) => listPage(q, page, pageOf(filter, page, order), countOf(filter), toListing),
    stream: (filter, page) => countedStream(database, pageOf(filter, page), { decode: toListing }),
    counts: () =>
      q.all<{ status: ServiceStatus; count: number }>(
        sql`SELECT status, count(*) AS count FROM services GROUP BY status ORDER BY status`,
      ),
    async get(id) {
      const row = await q.get<ListedRow>(sql`SELECT ${LISTING} FROM services s ${BESIDE} WHERE s.id = ${id}`)
      return row && toListing(row)
    },
    async lock(id) {
      const row = await q.get<ServiceRow>(
        sql`SELECT ${SERVICE} FROM services s WHERE s.id = ${id} ${q.phrases.forUpdate}`,
      )
      return row && toService(row)
    },
    async lockOfClient(clientId) {
      const rows = await q.all<ServiceRow>(
        sql`SELECT ${SERVICE} FROM services s WHERE s.client_id = ${clientId} ORDER BY s.id ${q.phrases.forUpdate}`,
      )
      return rows.map(toService)
    },
    async lockOfOrder(orderId) {
      const rows = await q.all<ServiceRow>(
        sql`SELECT ${SERVICE} FROM services s WHERE s.order_id = ${orderId} ORDER BY s.id ${q.phrases.forUpdate}`,
      )
      return rows.map(toService)
    },
    insert: ({ id, ...service }, at) =>
      insertRow(q, sql`services`, { id, ...toColumns(service), created_at: at, updated_at: at }),
    async update(id, changes, at) {
      const columns = assignments({ ...toColumns(changes), updated_at: at })
      await q.run(sql`UPDATE services SET ${columns}, version = version + 1 WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM services WHERE id = ${id}`)
    },
    async holdUsernames() {
      await q.get(q.phrases.oneAtATime('services.usernames'))
    },
    async isUsernameTaken(username) {
      const row = await q.get(sql`SELECT 1 AS one FROM services WHERE username_folded = ${fold(username)} LIMIT 1`)
      return row !== undefined
    },
  }
}

const countOf = (filter: ServiceFilter): Sql =>
  sql`SELECT count(*) AS total FROM services s ${matchingServices(filter)}`

/** Far into a list the rows are picked before anything is joined to those passed over; near its start that only costs. */
const NEAR = 100

function pageOf(filter: ServiceFilter, page: KeysetPage, by: ServiceOrder = { by: 'id' }): Sql {
  const head = sql`SELECT (${countOf(filter)}) AS total, ${LISTING}`
  const { behind, order, part } = sortedPage(sortingBy(SORTS, by), page)
  const rows = sql`${matchingServices(filter, behind)} ${part}`
  if (page.offset < NEAR && by.by === 'id') return sql`${head} FROM services s ${BESIDE} ${rows}`
  return sql`${head} FROM (SELECT * FROM services s ${rows}) s ${BESIDE} ${order}`
}

const SORTS: FieldMap<Pick<Service, ServiceSort>> = {
  id: number(sql`s.id`),
  domain: foldedText(sql`s.domain`, sql`s.domain_folded`),
  username: foldedText(sql`s.username`, sql`s.username_folded`),
  status: text(sql`s.status`),
  recurring: number(sql`s.recurring_minor`),
  nextDueOn: nullable(text(sql`s.next_due_on`)),
  createdAt: number(sql`s.created_at`),
}

export function matchingServices(
  { serviceId, domain, username, clientId, productId, status }: ServiceFilter,
  behind?: Sql,
): Sql {
  const filters = [
    [sql`s.id`, 'number', equals(serviceId)],
    [sql`s.domain_folded`, 'text', equals(domain === undefined ? undefined : fold(domain))],
    [sql`s.username_folded`, 'text', equals(username === undefined ? undefined : fold(username))],
    [sql`s.client_id`, 'number', equals(clientId)],
    [sql`s.product_id`, 'number', equals(productId)],
    [sql`s.status`, 'text', equals(status)],
  ] as const
  return narrowestFilterFirst(filters, behind)
}

type ServiceRow = Stored<Service, 'customFields' | 'configOptions'>
type ListedRow = Stored<ServiceListing, 'customFields' | 'configOptions'>

const EMPTY: Readonly<Record<string, never>> = Object.freeze({})
const recordOf = <T>(text: string): Readonly<Record<string, T>> => (text === '{}' ? EMPTY : json(text))

/** Field by field, which leaves a page's total behind and costs a tenth of a copy without it. */
const toService = (row: ServiceRow): Service => ({
  id: row.id,
  clientId: row.clientId,
  orderId: row.orderId,
  productId: row.productId,
  serverId: row.serverId,
  quantity: row.quantity,
  status: row.status,
  domain: row.domain,
  username: row.username,
  passwordSealed: row.passwordSealed,
  paymentMethod: row.paymentMethod,
  billingCycle: row.billingCycle,
  firstPayment: row.firstPayment,
  recurring: row.recurring,
  registeredOn: row.registeredOn,
  nextDueOn: row.nextDueOn,
  billingDay: row.billingDay,
  nextInvoiceOn: row.nextInvoiceOn,
  terminatedOn: row.terminatedOn,
  suspensionReason: row.suspensionReason,
  overrideAutoSuspend: isOn(row.overrideAutoSuspend),
  overrideSuspendUntil: row.overrideSuspendUntil,
  subscriptionId: row.subscriptionId,
  promoId: row.promoId,
  ns1: row.ns1,
  ns2: row.ns2,
  dedicatedIp: row.dedicatedIp,
  assignedIps: row.assignedIps,
  notes: row.notes,
  diskUsedMb: row.diskUsedMb,
  diskLimitMb: row.diskLimitMb,
  bandwidthUsedMb: row.bandwidthUsedMb,
  bandwidthLimitMb: row.bandwidthLimitMb,
  usageAt: row.usageAt,
  customFields: recordOf(row.customFields),
  configOptions: recordOf(row.configOptions),
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  version: row.version,
})

const toListing = (row: ListedRow): ServiceListing => ({
  ...toService(row),
  orderNumber: row.orderNumber,
  productName: row.productName,
  groupName: row.groupName,
  serverName: row.serverName,
  serverIp: row.serverIp,
  serverHostname: row.serverHostname,
  paymentMethodName: row.paymentMethodName,
})

function toColumns(service: Patch<NewService>): Record<string, Value | undefined> {
  const { domain, username, overrideAutoSuspend, customFields, configOptions } = service
  return {
    client_id: service.clientId,
    order_id: service.orderId,
    product_id: service.productId,
    server_id: service.serverId,
    quantity: service.quantity,
    status: service.status,
    domain,
    domain_folded: domain === undefined ? undefined : fold(domain),
    username,
    username_folded: username === undefined ? undefined : fold(username),
    password_sealed: service.passwordSealed,
    payment_method: service.paymentMethod,
    billing_cycle: service.billingCycle,
    first_payment_minor: service.firstPayment,
    recurring_minor: service.recurring,
    registered_on: service.registeredOn,
    next_due_on: service.nextDueOn,
    billing_day: service.billingDay,
    next_invoice_on: service.nextInvoiceOn,
    terminated_on: service.terminatedOn,
    suspension_reason: service.suspensionReason,
    override_auto_suspend: flag(overrideAutoSuspend),
    override_suspend_until: service.overrideSuspendUntil,
    subscription_id: service.subscriptionId,
    promo_id: service.promoId,
    ns1: service.ns1,
    ns2: service.ns2,
    dedicated_ip: service.dedicatedIp,
    assigned_ips: service.assignedIps,
    notes: service.notes,
    disk_used_mb: service.diskUsedMb,
    disk_limit_mb: service.diskLimitMb,
    bandwidth_used_mb: service.bandwidthUsedMb,
    bandwidth_limit_mb: service.bandwidthLimitMb,
    usage_at: service.usageAt,
    custom_fields: customFields && JSON.stringify(customFields),
    config_options: configOptions && JSON.stringify(configOptions),
  }
}
