import type { StaffMember } from '../../access/staff/staff-member.ts'
import type { NewStaffMember, StaffStore } from '../../access/store.ts'
import type { Patch } from '../../base/merge.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { assignments, flag, fold, insertValues, sql, type Value } from '../engine/sql.ts'

const STAFF = sql`id, uuid, username, email, first_name AS "firstName", last_name AS "lastName", role_id AS "roleId",
  password_version AS "passwordVersion", legacy_login AS "legacyLogin", numbers,
  stringify_columns AS "stringifyColumns", http_status AS "httpStatus", active, notes, signature,
  created_at AS "createdAt", updated_at AS "updatedAt"`

export function staffStore(q: Queries): StaffStore {
  return {
    list: async () => (await q.all<Row>(sql`SELECT ${STAFF} FROM staff ORDER BY username_folded`)).map(toStaff),
    async get(id) {
      const row = await q.get<Row>(sql`SELECT ${STAFF} FROM staff WHERE id = ${id}`)
      return row && toStaff(row)
    },
    async lock(id) {
      const row = await q.get<Row>(sql`SELECT ${STAFF} FROM staff WHERE id = ${id} ${q.phrases.forUpdate}`)
      return row && toStaff(row)
    },
    async byUsername(username) {
      const row = await q.get<Row & { passwordHash: string | null }>(
        sql`SELECT ${STAFF}, password_hash AS "passwordHash" FROM staff WHERE username_folded = ${fold(username)}`,
      )
      if (!row) return undefined
      const { passwordHash, ...rest } = row
      return { staff: toStaff(rest), passwordHash }
    },
    async insert({ uuid, username, passwordHash, ...rest }, at) {
      const columns = {
        uuid,
        username,
        username_folded: fold(username),
        ...toColumns(rest),
        password_hash: passwordHash,
      }
      const row = await q.get<{ id: number }>(
        sql`INSERT INTO staff ${insertValues({ ...columns, created_at: at, updated_at: at })}
          ON CONFLICT (username_folded) DO NOTHING RETURNING id`,
      )
      return row?.id
    },
    async update(id, { passwordHash, ...changes }, at) {
      const columns = assignments({ ...toColumns(changes), password_hash: passwordHash, updated_at: at })
      await q.run(sql`UPDATE staff SET ${columns} WHERE id = ${id}`)
    },
  }
}

type Row = Stored<StaffMember>

const toStaff = (row: Row): StaffMember =>
  decoded(row, {
    active: isOn(row.active),
    legacyLogin: isOn(row.legacyLogin),
    stringifyColumns: isOn(row.stringifyColumns),
  })

function toColumns(staff: Patch<NewStaffMember>): Record<string, Value | undefined> {
  return {
    email: staff.email,
    first_name: staff.firstName,
    last_name: staff.lastName,
    role_id: staff.roleId,
    password_version: staff.passwordVersion,
    legacy_login: flag(staff.legacyLogin),
    numbers: staff.numbers,
    stringify_columns: flag(staff.stringifyColumns),
    http_status: staff.httpStatus,
    active: flag(staff.active),
    notes: staff.notes,
    signature: staff.signature,
  }
}
