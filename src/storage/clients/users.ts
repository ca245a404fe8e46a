import type { UserStore } from '../../clients/store.ts'
import type { ClientUser, User } from '../../clients/user.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { insertRow } from '../engine/insert.ts'
import { flag, fold, sql } from '../engine/sql.ts'

export function userStore(q: Queries): UserStore {
  return {
    get: (id) =>
      q.get<User>(sql`SELECT id, uuid, first_name AS "firstName", last_name AS "lastName", email, language,
        security_question_id AS "securityQuestionId", created_at AS "createdAt" FROM users WHERE id = ${id}`),
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
        last_name: user.lastName,
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
