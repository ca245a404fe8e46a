import type { Session, StoredSession } from '../../access/sessions/session.ts'
import type {
  IdentityStore,
  Passkey,
  SecondFactorStore,
  SessionStore,
  StoredCodes,
} from '../../access/sessions/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { assignments, flag, insertValues, sql } from '../engine/sql.ts'

const SESSION = sql`id, staff_id AS "staffId", method, second_factor AS "secondFactor", address, agent,
  created_at AS "createdAt", used_at AS "usedAt", expires_at AS "expiresAt"`
const STORED = sql`${SESSION}, token_digest AS "tokenDigest", previous_digest AS "previousDigest",
  rotated_at AS "rotatedAt", confirmed, password_version AS "passwordVersion"`

type Row = Stored<StoredSession>
const toStored = (row: Row): StoredSession =>
  decoded(row, { secondFactor: isOn(row.secondFactor), confirmed: isOn(row.confirmed) })

export function sessionStore(q: Queries): SessionStore {
  const stored = (row: Row | undefined) => row && toStored(row)
  const ofDigest = (digest: string) => sql`token_digest = ${digest} OR previous_digest = ${digest}`
  return {
    async list(staffId, now) {
      const rows = await q.all<Stored<Session>>(
        sql`SELECT ${SESSION} FROM sessions
          WHERE expires_at > ${now} ${staffId === undefined ? sql`` : sql`AND staff_id = ${staffId}`}
          ORDER BY used_at DESC, id DESC LIMIT 500`,
      )
      return rows.map((row) => decoded(row, { secondFactor: isOn(row.secondFactor) }))
    },
    get: async (id) => stored(await q.get<Row>(sql`SELECT ${STORED} FROM sessions WHERE id = ${id}`)),
    byDigest: async (digest) => stored(await q.get<Row>(sql`SELECT ${STORED} FROM sessions WHERE ${ofDigest(digest)}`)),
    lockByDigest: async (digest) =>
      stored(await q.get<Row>(sql`SELECT ${STORED} FROM sessions WHERE ${ofDigest(digest)} ${q.phrases.forUpdate}`)),
    insert: (session) =>
      q.insert(
        sql`INSERT INTO sessions ${insertValues({
          staff_id: session.staffId,
          token_digest: session.tokenDigest,
          previous_digest: session.previousDigest,
          rotated_at: session.rotatedAt,
          confirmed: flag(session.confirmed),
          password_version: session.passwordVersion,
          method: session.method,
          second_factor: flag(session.secondFactor),
          address: session.address,
          agent: session.agent,
          created_at: session.createdAt,
          used_at: session.usedAt,
          expires_at: session.expiresAt,
        })} RETURNING id`,
      ),
    async update(id, changes) {
      const columns = assignments({
        token_digest: changes.tokenDigest,
        previous_digest: changes.previousDigest,
        rotated_at: changes.rotatedAt,
        confirmed: flag(changes.confirmed),
        used_at: changes.usedAt,
        second_factor: flag(changes.secondFactor),
        password_version: changes.passwordVersion,
      })
      await q.run(sql`UPDATE sessions SET ${columns} WHERE id = ${id}`)
    },
    delete: async (id) => (await q.run(sql`DELETE FROM sessions WHERE id = ${id}`)) === 1,
    async deleteOf(staffId, exceptId) {
      const rows = await q.all<{ id: number }>(
        sql`DELETE FROM sessions WHERE staff_id = ${staffId} AND id <> ${exceptId ?? 0} RETURNING id`,
      )
      return rows.map(({ id }) => id)
    },
    async deleteBeyond(staffId, keep) {
      await q.run(
        sql`DELETE FROM sessions WHERE staff_id = ${staffId} AND id NOT IN
          (SELECT id FROM sessions WHERE staff_id = ${staffId} ORDER BY used_at DESC, id DESC LIMIT ${keep})`,
      )
    },
    prune: ({ expired, usedBefore }, limit) =>
      q.run(
        sql`DELETE FROM sessions WHERE id IN
          (SELECT id FROM sessions WHERE expires_at <= ${expired} OR used_at < ${usedBefore} LIMIT ${limit})`,
      ),
  }
}

const PASSKEY = sql`id, staff_id AS "staffId", name, credential_id AS "credentialId", public_key AS "publicKey",
  sign_count AS "signCount", transports, created_at AS "createdAt", used_at AS "usedAt"`
type PasskeyRow = Stored<Passkey, 'transports'>
const toPasskey = (row: PasskeyRow): Passkey => decoded(row, { transports: json(row.transports) })

export function secondFactorStore(q: Queries): SecondFactorStore {
  return {
    codes: (staffId) =>
      q.get<StoredCodes>(
        sql`SELECT secret_sealed AS "secretSealed", confirmed_at AS "confirmedAt", last_step AS "lastStep"
          FROM one_time_code_secrets WHERE staff_id = ${staffId}`,
      ),
    async putCodes(staffId, secretSealed, at) {
      await q.run(
        sql`INSERT INTO one_time_code_secrets ${insertValues({ staff_id: staffId, secret_sealed: secretSealed, confirmed_at: null, last_step: 0, created_at: at })}
          ON CONFLICT (staff_id) DO UPDATE SET secret_sealed = excluded.secret_sealed, created_at = excluded.created_at
          WHERE one_time_code_secrets.confirmed_at IS NULL`,
      )
    },
    async confirmCodes(staffId, step, at) {
      await q.run(
        sql`UPDATE one_time_code_secrets SET confirmed_at = ${at}, last_step = ${step} WHERE staff_id = ${staffId}`,
      )
    },
    takeStep: async (staffId, step) =>
      (await q.run(
        sql`UPDATE one_time_code_secrets SET last_step = ${step} WHERE staff_id = ${staffId} AND last_step < ${step}`,
      )) === 1,
    deleteCodes: async (staffId) =>
      (await q.run(sql`DELETE FROM one_time_code_secrets WHERE staff_id = ${staffId}`)) === 1,

    async recoveryCodes(staffId) {
      const row = await q.get<{ left: number }>(
        sql`SELECT count(*) AS "left" FROM recovery_codes WHERE staff_id = ${staffId} AND used_at IS NULL`,
      )
      return row!.left
    },
    async replaceRecoveryCodes(staffId, digests) {
      await q.run(sql`DELETE FROM recovery_codes WHERE staff_id = ${staffId}`)
      for (const digest of digests)
        await q.run(sql`INSERT INTO recovery_codes ${insertValues({ staff_id: staffId, code_digest: digest })}`)
    },
    takeRecoveryCode: async (staffId, digest, at) =>
      (await q.run(
        sql`UPDATE recovery_codes SET used_at = ${at}
          WHERE staff_id = ${staffId} AND code_digest = ${digest} AND used_at IS NULL`,
      )) === 1,

    passkeys: async (staffId) =>
      (await q.all<PasskeyRow>(sql`SELECT ${PASSKEY} FROM passkeys WHERE staff_id = ${staffId} ORDER BY id`)).map(
        toPasskey,
      ),
    ofEverybody: () =>
      q.all<{ staffId: number; factor: 'code' | 'passkey' }>(
        sql`SELECT staff_id AS "staffId", 'code' AS "factor" FROM one_time_code_secrets WHERE confirmed_at IS NOT NULL
          UNION ALL SELECT DISTINCT staff_id, 'passkey' FROM passkeys ORDER BY 1, 2`,
      ),
    async passkeyBy(credentialId) {
      const row = await q.get<PasskeyRow>(sql`SELECT ${PASSKEY} FROM passkeys WHERE credential_id = ${credentialId}`)
      return row && toPasskey(row)
    },
    async insertPasskey({ staffId, name, credentialId, publicKey, signCount, transports, createdAt }) {
      const row = await q.get<{ id: number }>(
        sql`INSERT INTO passkeys ${insertValues({
          staff_id: staffId,
          name,
          credential_id: credentialId,
          public_key: publicKey,
          sign_count: signCount,
          transports: JSON.stringify(transports),
          created_at: createdAt,
        })} ON CONFLICT (credential_id) DO NOTHING RETURNING id`,
      )
      return row?.id
    },
    async usePasskey(id, signCount, at) {
      await q.run(sql`UPDATE passkeys SET sign_count = ${signCount}, used_at = ${at} WHERE id = ${id}`)
    },
    renamePasskey: async (staffId, id, name) =>
      (await q.run(sql`UPDATE passkeys SET name = ${name} WHERE id = ${id} AND staff_id = ${staffId}`)) === 1,
    deletePasskey: async (staffId, id) =>
      (await q.run(sql`DELETE FROM passkeys WHERE id = ${id} AND staff_id = ${staffId}`)) === 1,
    deletePasskeys: (staffId) => q.run(sql`DELETE FROM passkeys WHERE staff_id = ${staffId}`),

    spend: async (digest, expiresAt) =>
      (await q.run(
        sql`INSERT INTO spent_challenges ${insertValues({ digest, expires_at: expiresAt })}
          ON CONFLICT (digest) DO NOTHING`,
      )) === 1,
    prune: (through, limit) =>
      q.run(
        sql`DELETE FROM spent_challenges WHERE digest IN
          (SELECT digest FROM spent_challenges WHERE expires_at <= ${through} LIMIT ${limit})`,
      ),
  }
}

export function identityStore(q: Queries): IdentityStore {
  return {
    async staffIdOf(issuer, subject) {
      const row = await q.get<{ staffId: number }>(
        sql`SELECT staff_id AS "staffId" FROM staff_identities WHERE issuer = ${issuer} AND subject = ${subject}`,
      )
      return row?.staffId
    },
    insert: async (staffId, issuer, subject, at) =>
      (await q.run(
        sql`INSERT INTO staff_identities ${insertValues({ staff_id: staffId, issuer, subject, created_at: at })}
          ON CONFLICT (issuer, subject) DO NOTHING`,
      )) === 1,
  }
}
