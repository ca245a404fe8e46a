import type { UserStore } from '../../clients/store.ts'
import type { ClientUser, User, UserFilter } from '../../clients/user.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { number } from '../engine/fields.ts'
import { insertRow } from '../engine/insert.ts'
import { listPage } from '../engine/page.ts'
import { startsWith } from '../engine/prefix.ts'
import { sortedPage } from '../engine/sorted.ts'
import { assignments, flag, fold, join, type Sql, sql, where } from '../engine/sql.ts'

const USER = sql`u.id, u.uuid, u.first_name AS "firstName", u.last_name AS "lastName", u.email, u.language,
  u.security_question_id AS "securityQuestionId", u.created_at AS "createdAt"`

const SEARCHED = [
  sql`u.email_folded`,
  sql`u.first_name_folded`,
  sql`u.last_name_folded`,
  sql`(u.first_name_folded || ' ' || u.last_name_folded)`,
]

function matching({ search }: UserFilter, behind?: Sql): Sql {
  if (search === undefined) return where([behind])
  const found = SEARCHED.map((column) => startsWith(column, search))
  return where([sql`(${join(found, ' OR ')})`, behind])
}

const folded = (text: string | undefined) => (text === undefined ? undefined : fold(text))

export function userStore(q: Queries): UserStore {
  return {
    get: (id) => q.get<User>(sql`SELECT ${USER} FROM users u WHERE u.id = ${id}`),
    lock: (id) => q.get<User>(sql`SELECT ${USER} FROM users u WHERE u.id = ${id} ${q.phrases.forUpdate}`),
    async update(id, { firstName, lastName, email, language }) {
      const columns = {
        first_name: firstName,
        first_name_folded: folded(firstName),
        last_name: lastName,
        last_name_folded: folded(lastName),
        email,
        email_folded: folded(email),
        language,
      }
      await q.run(sql`UPDATE users SET ${assignments(columns)} WHERE id = ${id}`)
    },
    passwordOf: (email) =>
      q.get<{ id: number; passwordHash: string | null }>(
        sql`SELECT id, password_hash AS "passwordHash" FROM users WHERE email_folded = ${fold(email)}`,
      ),
    async delete(id) {
      await q.run(sql`DELETE FROM users WHERE id = ${id}`)
    },
    list(filter, page, descending) {
      const { behind, part } = sortedPage({ keys: [number(sql`u.id`)], descending }, page)
      const count = sql`SELECT count(*) AS total FROM users u ${matching(filter)}`
      const rows = sql`SELECT (${count}) AS total, ${USER} FROM users u ${matching(filter, behind)} ${part}`
      return listPage<User>(q, page, rows, count)
    },
    async clientsOf(ids) {
      const rows = await q.all<{ userId: number; id: number; isOwner: 0 | 1 }>(
        sql`SELECT user_id AS "userId", client_id AS id, is_owner AS "isOwner" FROM client_users
          WHERE user_id ${q.phrases.inIntegers([...ids])} ORDER BY user_id, client_id`,
      )
      const clients = new Map<number, { id: number; isOwner: boolean }[]>(ids.map((id) => [id, []]))
      for (const { userId, id, isOwner } of rows) clients.get(userId)!.push({ id, isOwner: isOn(isOwner) })
      return clients
    },
    async reserveEmail(email) {
      await q.get(q.phrases.oneAtATime(`users.email ${fold(email)}`))
      const row = await q.get<{ id: number }>(sql`SELECT id FROM users WHERE email_folded = ${fold(email)}`)
      return row?.id
    },
    insert: (user, at) =>
      insertRow(q, sql`users`, {
        id: user.id,
        uuid: user.uuid,
        first_name: user.firstName,
        first_name_folded: fold(user.firstName),
        last_name: user.lastName,
        last_name_folded: fold(user.lastName),
        email: user.email,
        email_folded: fold(user.email),
        password_hash: user.passwordHash,
        language: user.language,
        security_question_id: user.securityQuestionId,
        security_answer_sealed: user.securityAnswerSealed,
        created_at: at,
      }),
    async link(clientId, userId, isOwner, permissions = []) {
      await q.run(
        sql`INSERT INTO client_users (client_id, user_id, is_owner, permissions)
          VALUES (${clientId}, ${userId}, ${flag(isOwner)}, ${JSON.stringify(permissions)})`,
      )
    },
    async setPermissions(clientId, userId, permissions) {
      await q.run(sql`UPDATE client_users SET permissions = ${JSON.stringify(permissions)}
        WHERE client_id = ${clientId} AND user_id = ${userId}`)
    },
    async unlink(clientId, userId) {
      await q.run(sql`DELETE FROM client_users WHERE client_id = ${clientId} AND user_id = ${userId}`)
    },
    async ofClient(clientId) {
      const rows = await q.all<Stored<ClientUser, 'permissions'>>(
        sql`SELECT u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.email, m.is_owner AS "isOwner",
          m.permissions
          FROM client_users m JOIN users u ON u.id = m.user_id
          WHERE m.client_id = ${clientId} ORDER BY m.is_owner DESC, u.id`,
      )
      return rows.map((row) =>
        decoded(row, { isOwner: isOn(row.isOwner), permissions: json<ClientUser['permissions']>(row.permissions) }),
      )
    },
  }
}
