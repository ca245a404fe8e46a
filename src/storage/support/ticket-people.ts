import type { Patch } from '../../base/merge.ts'
import type { Author, RequestorKind, Spoken } from '../../support/ticket.ts'
import { raw, type Sql, sql, type Value } from '../engine/sql.ts'

/** Who spoke in a row of this table, and the names that stand elsewhere: told apart by `toSpoken`. */
export const authorOf = (table: 't' | 'r'): Sql => {
  const t = raw(table)
  return sql`${t}.client_id AS "clientId", ${t}.contact_id AS "contactId", ${t}.user_id AS "userId",
    ${t}.staff_id AS "staffId", ${t}.staff_name AS "staffName", ${t}.name, ${t}.email`
}

export const NAMES = sql`
  c.first_name AS "clientFirst", c.last_name AS "clientLast", c.email AS "clientEmail",
  k.first_name AS "contactFirst", k.last_name AS "contactLast", k.email AS "contactEmail",
  u.first_name AS "userFirst", u.last_name AS "userLast", u.email AS "userEmail",
  CASE WHEN m.is_owner = 1 THEN 1 ELSE 0 END AS "userOwns"`

export const besideAuthor = (table: 't' | 'r'): Sql => {
  const t = raw(table)
  return sql`
    LEFT JOIN clients c ON c.id = ${t}.client_id
    LEFT JOIN contacts k ON k.id = ${t}.contact_id
    LEFT JOIN users u ON u.id = ${t}.user_id
    LEFT JOIN client_users m ON m.client_id = ${t}.client_id AND m.user_id = ${t}.user_id`
}

type Person = 'client' | 'contact' | 'user'
export type NamedRow = Author & { [P in Person as `${P}First` | `${P}Last` | `${P}Email`]: string | null } & {
  userOwns: 0 | 1
}

export function authorColumns(author: Patch<Author>): Record<string, Value | undefined> {
  return {
    client_id: author.clientId,
    contact_id: author.contactId,
    user_id: author.userId,
    staff_id: author.staffId,
    staff_name: author.staffName,
    name: author.name,
    email: author.email,
  }
}

/** On a reply staff speak for themselves; a ticket that they opened is still its client's. */
export function toSpoken(row: NamedRow, staffSpeaks: boolean): Omit<Spoken, 'attachments'> {
  const person = (of: Person) => ({
    name: `${row[`${of}First`] ?? ''} ${row[`${of}Last`] ?? ''}`.trim(),
    email: row[`${of}Email`] ?? '',
  })
  const guest = { name: row.name, email: row.email }
  const owner = row.clientId !== null ? person('client') : row.userId !== null ? person('user') : guest
  const kind = kindOf(row, staffSpeaks)
  const requestor = {
    guest,
    owner,
    user: person('user'),
    contact: person('contact'),
    staff: { name: row.staffName, email: '' },
  }[kind]
  return { ownerName: owner.name, ownerEmail: owner.email, requestor: { kind, ...requestor } }
}

function kindOf(row: NamedRow, staffSpeaks: boolean): RequestorKind {
  if (staffSpeaks && row.staffName !== '') return 'staff'
  if (row.contactId !== null) return 'contact'
  if (row.userId !== null) return row.userOwns === 1 ? 'owner' : 'user'
  return row.clientId === null ? 'guest' : 'owner'
}

export const toAuthor = ({ clientId, contactId, userId, staffId, staffName, name, email }: Author): Author => ({
  clientId,
  contactId,
  userId,
  staffId,
  staffName,
  name,
  email,
})
