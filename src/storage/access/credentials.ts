import type { Credential } from '../../access/credentials/credential.ts'
import type { CredentialStore } from '../../access/store.ts'
import type { Patch } from '../../base/merge.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { assignments, flag, insertValues, sql, type Value } from '../engine/sql.ts'

const CREDENTIAL = sql`id, identifier, name, staff_id AS "staffId", role_ids AS "roleIds", addresses, numbers,
  stringify_columns AS "stringifyColumns", http_status AS "httpStatus", expires_at AS "expiresAt",
  requests_per_minute AS "requestsPerMinute",
  revoked_at AS "revokedAt", passwords_blanked_at AS "passwordsBlankedAt", created_at AS "createdAt"`

export function credentialStore(q: Queries): CredentialStore {
  return {
    list: async () => (await q.all<Row>(sql`SELECT ${CREDENTIAL} FROM credentials ORDER BY id`)).map(toCredential),
    async get(id) {
      const row = await q.get<Row>(sql`SELECT ${CREDENTIAL} FROM credentials WHERE id = ${id}`)
      return row && toCredential(row)
    },
    async lock(id) {
      const row = await q.get<Row>(sql`SELECT ${CREDENTIAL} FROM credentials WHERE id = ${id} ${q.phrases.forUpdate}`)
      return row && toCredential(row)
    },
    ofMember: async (staffId) =>
      (
        await q.all<Row>(
          sql`SELECT ${CREDENTIAL} FROM credentials WHERE staff_id = ${staffId} AND revoked_at IS NULL ORDER BY id`,
        )
      ).map(toCredential),
    async byIdentifier(identifier) {
      const row = await q.get<Row & { secretDigest: string }>(
        sql`SELECT ${CREDENTIAL}, secret_digest AS "secretDigest" FROM credentials WHERE identifier = ${identifier}`,
      )
      if (!row) return undefined
      const { secretDigest, ...rest } = row
      return { credential: toCredential(rest), secretDigest }
    },
    insert: ({ identifier, staffId, secretDigest, ...rest }, at) =>
      q.insert(
        sql`INSERT INTO credentials ${insertValues({
          identifier,
          staff_id: staffId,
          secret_digest: secretDigest,
          ...toColumns(rest),
          created_at: at,
        })} RETURNING id`,
      ),
    async update(id, changes) {
      await q.run(sql`UPDATE credentials SET ${assignments(toColumns(changes))} WHERE id = ${id}`)
    },
  }
}

type Row = Stored<Credential, 'roleIds' | 'addresses'>

const toCredential = (row: Row): Credential =>
  decoded(row, {
    roleIds: json(row.roleIds),
    addresses: json(row.addresses),
    stringifyColumns: isOn(row.stringifyColumns),
  })

function toColumns(credential: Patch<Credential>): Record<string, Value | undefined> {
  const { roleIds, addresses, stringifyColumns } = credential
  return {
    name: credential.name,
    role_ids: roleIds && JSON.stringify(roleIds),
    addresses: addresses && JSON.stringify(addresses),
    numbers: credential.numbers,
    stringify_columns: flag(stringifyColumns),
    http_status: credential.httpStatus,
    expires_at: credential.expiresAt,
    requests_per_minute: credential.requestsPerMinute,
    revoked_at: credential.revokedAt,
    passwords_blanked_at: credential.passwordsBlankedAt,
  }
}
