import type { Patch } from '../../base/merge.ts'
import type { KeysetPage } from '../../base/page.ts'
import type { DomainFilter, DomainListing, DomainName, DomainOrder, DomainSort } from '../../services/domains/domain.ts'
import type { DomainStore, NewDomain } from '../../services/store.ts'
import type { Database, Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { type FieldMap, foldedText, nullable, number, text } from '../engine/fields.ts'
import { equals, narrowestFilterFirst } from '../engine/filters.ts'
import { insertRow } from '../engine/insert.ts'
import { countedStream, listPage } from '../engine/page.ts'
import { sortedPage, sortingBy } from '../engine/sorted.ts'
import { assignments, flag, fold, type Sql, sql, type Value } from '../engine/sql.ts'

const DOMAIN = sql`
  d.id, d.client_id AS "clientId", d.order_id AS "orderId", d.kind, d.name, d.registrar, d.server_id AS "serverId",
  d.period_years AS "periodYears", d.first_payment_minor AS "firstPayment", d.recurring_minor AS "recurring",
  d.payment_method AS "paymentMethod", d.status, d.registered_on AS "registeredOn", d.expires_on AS "expiresOn",
  d.next_due_on AS "nextDueOn", d.billing_day AS "billingDay", d.subscription_id AS "subscriptionId", d.promo_id AS "promoId",
  d.dns_management AS "dnsManagement", d.email_forwarding AS "emailForwarding", d.id_protection AS "idProtection",
  d.do_not_renew AS "doNotRenew", d.nameservers, d.epp_code_sealed AS "eppCodeSealed", d.notes,
  d.created_at AS "createdAt", d.updated_at AS "updatedAt", d.version`

const LISTING = sql`${DOMAIN}, m.display_name AS "paymentMethodName"`

const BESIDE = sql`LEFT JOIN payment_methods m ON m.module = d.payment_method`

export function domainStore(q: Queries, database?: Pick<Database, 'stream'>): DomainStore {
  const lockAll = async (condition: Sql) => {
    const rows = await q.all<DomainRow>(
      sql`SELECT ${DOMAIN} FROM domains d WHERE ${condition} ORDER BY d.id ${q.phrases.forUpdate}`,
    )
    return rows.map(toDomain)
  }

  return {
    async list(filter, page, order) {
      const { total, rows } = await listPage<ListedRow>(q, page, pageOf(filter, page, order), countOf(filter))
      return { total, rows: rows.map(toDomain) }
    },
    async *stream(filter, page) {
      for await (const { total, rows } of countedStream<ListedRow>(database, pageOf(filter, page)))
        yield { total, rows: rows.map(toDomain) }
    },
    async get(id) {
      const row = await q.get<ListedRow>(sql`SELECT ${LISTING} FROM domains d ${BESIDE} WHERE d.id = ${id}`)
      return row && toDomain(row)
    },
    lock: async (id) => (await lockAll(sql`d.id = ${id}`))[0],
    lockOfOrder: (orderId) => lockAll(sql`d.order_id = ${orderId}`),
    lockOfClient: (clientId) => lockAll(sql`d.client_id = ${clientId}`),
    insert: ({ id, ...domain }, at) =>
      insertRow(q, sql`domains`, { id, ...toColumns(domain), created_at: at, updated_at: at }),
    async update(id, changes, at) {
      const columns = assignments({ ...toColumns(changes), updated_at: at })
      await q.run(sql`UPDATE domains SET ${columns}, version = version + 1 WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM domains WHERE id = ${id}`)
    },
  }
}

const countOf = (filter: DomainFilter): Sql => sql`SELECT count(*) AS total FROM domains d ${matching(filter)}`

function pageOf(filter: DomainFilter, page: KeysetPage, by: DomainOrder = { by: 'id' }): Sql {
  const { behind, order, part } = sortedPage(sortingBy(SORTS, by), page)
  return sql`SELECT (${countOf(filter)}) AS total, ${LISTING}
    FROM (SELECT * FROM domains d ${matching(filter, behind)} ${part}) d ${BESIDE} ${order}`
}

const SORTS: FieldMap<Pick<DomainName, DomainSort>> = {
  id: number(sql`d.id`),
  name: foldedText(sql`d.name`, sql`d.name_folded`),
  registrar: text(sql`d.registrar`),
  status: text(sql`d.status`),
  recurring: number(sql`d.recurring_minor`),
  expiresOn: nullable(text(sql`d.expires_on`)),
  nextDueOn: nullable(text(sql`d.next_due_on`)),
  createdAt: number(sql`d.created_at`),
}

function matching({ domainId, name, clientId, registrar, status }: DomainFilter, behind?: Sql): Sql {
  const filters = [
    [sql`d.id`, 'number', equals(domainId)],
    [sql`d.name_folded`, 'text', equals(name === undefined ? undefined : fold(name))],
    [sql`d.client_id`, 'number', equals(clientId)],
    [sql`d.registrar`, 'text', equals(registrar)],
    [sql`d.status`, 'text', equals(status)],
  ] as const
  return narrowestFilterFirst(filters, behind)
}

type DomainRow = Stored<DomainName, 'nameservers'>
type ListedRow = Stored<DomainListing, 'nameservers'>

const toDomain = <Row extends DomainRow>(row: Row) =>
  decoded(row, {
    dnsManagement: isOn(row.dnsManagement),
    emailForwarding: isOn(row.emailForwarding),
    idProtection: isOn(row.idProtection),
    doNotRenew: isOn(row.doNotRenew),
    nameservers: json<DomainName['nameservers']>(row.nameservers),
  })

function toColumns(domain: Patch<NewDomain>): Record<string, Value | undefined> {
  const { name, nameservers } = domain
  return {
    client_id: domain.clientId,
    order_id: domain.orderId,
    kind: domain.kind,
    name,
    name_folded: name === undefined ? undefined : fold(name),
    registrar: domain.registrar,
    server_id: domain.serverId,
    period_years: domain.periodYears,
    first_payment_minor: domain.firstPayment,
    recurring_minor: domain.recurring,
    payment_method: domain.paymentMethod,
    status: domain.status,
    registered_on: domain.registeredOn,
    expires_on: domain.expiresOn,
    next_due_on: domain.nextDueOn,
    billing_day: domain.billingDay,
    subscription_id: domain.subscriptionId,
    promo_id: domain.promoId,
    dns_management: flag(domain.dnsManagement),
    email_forwarding: flag(domain.emailForwarding),
    id_protection: flag(domain.idProtection),
    do_not_renew: flag(domain.doNotRenew),
    nameservers: nameservers && JSON.stringify(nameservers),
    epp_code_sealed: domain.eppCodeSealed,
    notes: domain.notes,
  }
}
