import type { Patch } from '../../base/merge.ts'
import type { KeysetPage } from '../../base/page.ts'
import type { Client, ClientFilter, ClientOrder, ClientSort } from '../../clients/client.ts'
import type { ClientStore, NewClient } from '../../clients/store.ts'
import type { Database, Queries } from '../engine/database.ts'
import { decoded, json, type Stored } from '../engine/decode.ts'
import { type FieldMap, foldedText, nullable, number, text } from '../engine/fields.ts'
import { insertRow } from '../engine/insert.ts'
import { countedStream, listPage } from '../engine/page.ts'
import { startsWith } from '../engine/prefix.ts'
import { sortedPage, sortingBy } from '../engine/sorted.ts'
import { assignments, fold, join, type Sql, sql, type Value, where } from '../engine/sql.ts'
import { clientGroupStore } from './client-groups.ts'
import { clientNoteStore } from './client-notes.ts'
import { contactStore } from './contacts.ts'
import { currencyStore } from './currencies.ts'
import { customFieldStore } from './custom-fields.ts'
import { signOnTokenStore } from './sign-on-tokens.ts'
import { userStore } from './users.ts'

const CLIENT = sql`
  c.id, c.uuid, c.first_name AS "firstName", c.last_name AS "lastName", c.company_name AS "companyName", c.email,
  c.address1, c.address2, c.city, c.state, c.postcode, c.country, c.phone_number AS "phoneNumber", c.tax_id AS "taxId",
  c.currency_id AS "currencyId", c.group_id AS "groupId", c.status, c.language, c.notes,
  c.payment_method AS "paymentMethod", c.credit_minor AS "creditMinor", c.preferences,
  c.custom_fields AS "customFields", c.created_on AS "createdOn", c.created_at AS "createdAt",
  c.updated_at AS "updatedAt", c.last_login_at AS "lastLoginAt", c.last_login_address AS "lastLoginAddress", c.version`

export function clientStore(q: Queries, database?: Pick<Database, 'stream'>): ClientStore {
  return {
    users: userStore(q),
    contacts: contactStore(q),
    groups: clientGroupStore(q),
    notes: clientNoteStore(q),
    signOnTokens: signOnTokenStore(q),
    currencies: currencyStore(q),
    customFields: customFieldStore(q),

    async get(id) {
      const row = await q.get<ClientRow>(sql`SELECT ${CLIENT} FROM clients c WHERE c.id = ${id}`)
      return row && toClient(row)
    },
    async lock(id) {
      const row = await q.get<ClientRow>(sql`SELECT ${CLIENT} FROM clients c WHERE c.id = ${id} ${q.phrases.forUpdate}`)
      return row && toClient(row)
    },
    async currencyCodes(ids) {
      const rows = await q.all<{ id: number; code: string }>(
        sql`SELECT c.id, u.code FROM clients c JOIN currencies u ON u.id = c.currency_id WHERE c.id ${q.phrases.inIntegers(ids)}`,
      )
      return new Map(rows.map(({ id, code }) => [id, code]))
    },
    idOfEmail,
    async reserveEmail(email) {
      await q.get(q.phrases.oneAtATime(`clients.email ${fold(email)}`))
      return idOfEmail(email)
    },
    insert: ({ id, ...client }, at) =>
      insertRow(q, sql`clients`, { id, ...toColumns(client), created_at: at, updated_at: at }),
    async update(id, changes, at) {
      const columns = assignments({ ...toColumns(changes), updated_at: at })
      await q.run(sql`UPDATE clients SET ${columns}, version = version + 1 WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM clients WHERE id = ${id}`)
    },
    async forget(id) {
      for (const [table, column] of FORGETTING)
        await q.run(sql`UPDATE ${table} SET ${column} = NULL WHERE ${column} = ${id}`)
    },
    async list(filter, page, order) {
      const { total, rows } = await listPage<ClientRow>(
        q,
        page,
        pageOf(filter, page, order),
        sql`SELECT count(*) AS total FROM clients c ${matching(filter)}`,
      )
      return { total, rows: rows.map(toClient) }
    },
    async *stream(filter, page, order) {
      for await (const { total, rows } of countedStream<ClientRow>(database, pageOf(filter, page, order)))
        yield { total, rows: rows.map(toClient) }
    },
  }

  async function idOfEmail(email: string): Promise<number | undefined> {
    const row = await q.get<{ id: number }>(sql`SELECT id FROM clients WHERE email_folded = ${fold(email)}`)
    return row?.id
  }
}

const FORGETTING = [
  [sql`projects`, sql`client_id`],
  [sql`time_logs`, sql`client_id`],
  [sql`topics`, sql`owner_client_id`],
  [sql`project_files`, sql`owner_client_id`],
  [sql`ticket_replies`, sql`client_id`],
] as const

function pageOf(filter: ClientFilter, page: KeysetPage, by: ClientOrder = { by: 'id' }): Sql {
  const condition = matching(filter)
  const { behind, part } = sortedPage(sortingBy(SORTS, by), page)
  // Asked directly, SQLite walks the whole table in the order of the page, hoping to meet the few matches early on:
  // among 300,000 clients 230 ms for one match, and this way none; 0.9 s instead of 0.3 s where all of them match.
  const found =
    filter.search === undefined
      ? matching(filter, behind)
      : where([sql`c.id IN (SELECT c.id FROM clients c ${condition})`, behind])
  return sql`SELECT (SELECT count(*) FROM clients c ${condition}) AS total, ${CLIENT}
    FROM clients c ${found} ${part}`
}

const SORTS: FieldMap<Pick<Client, ClientSort>> = {
  id: number(sql`c.id`),
  firstName: foldedText(sql`c.first_name`, sql`c.first_name_folded`),
  lastName: foldedText(sql`c.last_name`, sql`c.last_name_folded`),
  companyName: foldedText(sql`c.company_name`, sql`c.company_name_folded`),
  email: foldedText(sql`c.email`, sql`c.email_folded`),
  groupId: nullable(number(sql`c.group_id`)),
  createdOn: text(sql`c.created_on`),
  status: text(sql`c.status`),
}

const SEARCHED = [
  sql`c.email_folded`,
  sql`c.email_host_folded`,
  sql`c.first_name_folded`,
  sql`c.last_name_folded`,
  sql`c.full_name_folded`,
  sql`c.company_name_folded`,
]

function matching({ search, status }: ClientFilter, behind?: Sql): Sql {
  return where([
    search === undefined
      ? undefined
      : sql`(${join(
          SEARCHED.map((column) => startsWith(column, search)),
          ' OR ',
        )})`,
    status === undefined ? undefined : sql`lower(c.status) = ${fold(status)}`,
    behind,
  ])
}

type ClientRow = Stored<Client, 'preferences' | 'customFields'>

const toClient = (row: ClientRow): Client =>
  decoded(row, { preferences: json(row.preferences), customFields: json(row.customFields) })

function toColumns(client: Patch<NewClient>): Record<string, Value | undefined> {
  const { firstName, lastName, companyName, email, preferences, customFields } = client
  const folded = (text: string | undefined) => (text === undefined ? undefined : fold(text))
  return {
    uuid: client.uuid,
    first_name: firstName,
    first_name_folded: folded(firstName),
    last_name: lastName,
    last_name_folded: folded(lastName),
    company_name: companyName,
    company_name_folded: folded(companyName),
    email,
    email_folded: folded(email),
    email_host_folded: folded(email?.slice(email.indexOf('@') + 1)),
    address1: client.address1,
    address2: client.address2,
    city: client.city,
    state: client.state,
    postcode: client.postcode,
    country: client.country,
    phone_number: client.phoneNumber,
    tax_id: client.taxId,
    currency_id: client.currencyId,
    group_id: client.groupId,
    status: client.status,
    language: client.language,
    notes: client.notes,
    payment_method: client.paymentMethod,
    credit_minor: client.creditMinor,
    preferences: preferences && JSON.stringify(preferences),
    custom_fields: customFields && JSON.stringify(customFields),
    created_on: client.createdOn,
    last_login_address: client.lastLoginAddress,
  }
}
