import type { Contact, ContactFilter } from '../../clients/contact.ts'
import type { ContactDetails } from '../../clients/contact-details.ts'
import type { ContactStore } from '../../clients/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, json, type Stored } from '../engine/decode.ts'
import { number } from '../engine/fields.ts'
import { insertRow } from '../engine/insert.ts'
import { listPage } from '../engine/page.ts'
import { sortedPage } from '../engine/sorted.ts'
import { assignments, fold, raw, type Sql, sql, where } from '../engine/sql.ts'

const CONTACT = sql`id, client_id AS "clientId", first_name AS "firstName", last_name AS "lastName",
  company_name AS "companyName", email, address1, address2, city, state, postcode, country,
  phone_number AS "phoneNumber", tax_id AS "taxId", preferences AS emails, created_at AS "createdAt",
  updated_at AS "updatedAt"`

export function contactStore(q: Queries): ContactStore {
  return {
    async get(id) {
      const row = await q.get<ContactRow>(sql`SELECT ${CONTACT} FROM contacts WHERE id = ${id}`)
      return row && toContact(row)
    },
    async ofClient(clientId) {
      const rows = await q.all<ContactRow>(
        sql`SELECT ${CONTACT} FROM contacts WHERE client_id = ${clientId} ORDER BY contacts.id`,
      )
      return rows.map(toContact)
    },
    async list(filter, page) {
      const { behind, part } = sortedPage({ keys: [number(sql`contacts.id`)] }, page)
      const count = sql`SELECT count(*) AS total FROM contacts ${matching(filter)}`
      const rows = sql`SELECT (${count}) AS total, ${CONTACT} FROM contacts ${matching(filter, behind)} ${part}`
      const { total, rows: found } = await listPage<ContactRow>(q, page, rows, count)
      return { total, rows: found.map(toContact) }
    },
    async lock(id) {
      const row = await q.get<ContactRow>(sql`SELECT ${CONTACT} FROM contacts WHERE id = ${id} ${q.phrases.forUpdate}`)
      return row && toContact(row)
    },
    async isNamed(id, clientId) {
      const named = (table: Sql) =>
        sql`SELECT 1 AS one FROM ${table} WHERE client_id = ${clientId} AND contact_id = ${id}`
      const row = await q.get(
        sql`${named(sql`orders`)} UNION ALL ${named(sql`tickets`)} UNION ALL ${named(sql`ticket_replies`)} LIMIT 1`,
      )
      return row !== undefined
    },
    insert: (contact, at) =>
      insertRow(q, sql`contacts`, {
        id: contact.id,
        client_id: contact.clientId,
        ...toColumns(contact),
        created_at: at,
        updated_at: at,
      }),
    async update(id, contact, at) {
      await q.run(sql`UPDATE contacts SET ${assignments({ ...toColumns(contact), updated_at: at })} WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM contacts WHERE id = ${id}`)
    },
  }
}

function matching({ clientId, ...texts }: ContactFilter, behind?: Sql): Sql {
  const columns = toColumns(texts as ContactDetails & Pick<Contact, 'emails'>)
  const given = Object.entries(columns).filter(([column, value]) => value !== undefined && column !== 'preferences')
  return where([
    clientId === undefined ? undefined : sql`client_id = ${clientId}`,
    ...given.map(([column, value]) => sql`lower(${raw(column)}) = ${fold(value!)}`),
    behind,
  ])
}

const toColumns = (contact: ContactDetails & Pick<Contact, 'emails'>) => ({
  first_name: contact.firstName,
  last_name: contact.lastName,
  company_name: contact.companyName,
  email: contact.email,
  address1: contact.address1,
  address2: contact.address2,
  city: contact.city,
  state: contact.state,
  postcode: contact.postcode,
  country: contact.country,
  phone_number: contact.phoneNumber,
  tax_id: contact.taxId,
  preferences: JSON.stringify(contact.emails),
})

type ContactRow = Stored<Contact, 'emails'>

const toContact = (row: ContactRow): Contact => decoded(row, { emails: json(row.emails) })
