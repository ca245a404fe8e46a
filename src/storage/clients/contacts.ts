import type { Contact } from '../../clients/contact.ts'
import type { ContactStore } from '../../clients/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, json, type Stored } from '../engine/decode.ts'
import { insertRow } from '../engine/insert.ts'
import { sql } from '../engine/sql.ts'

const CONTACT = sql`id, client_id AS "clientId", first_name AS "firstName", last_name AS "lastName",
  company_name AS "companyName", email, address1, address2, city, state, postcode, country,
  phone_number AS "phoneNumber", tax_id AS "taxId", preferences AS emails, created_at AS "createdAt"`

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
    insert: (contact, at) =>
      insertRow(q, sql`contacts`, {
        id: contact.id,
        client_id: contact.clientId,
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
        created_at: at,
      }),
  }
}

type ContactRow = Stored<Contact, 'emails'>

const toContact = (row: ContactRow): Contact => decoded(row, { emails: json(row.emails) })
