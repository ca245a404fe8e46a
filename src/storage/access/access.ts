import type { Role } from '../../access/staff/role.ts'
import type {
  AccessStore,
  AllowedAddress,
  AllowedAddressStore,
  MissingAction,
  MissingActionStore,
  RoleStore,
} from '../../access/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { assignments, flag, insertValues, sql } from '../engine/sql.ts'
import { knownCallerStore, loginAttemptStore } from './attempts.ts'
import { banStore } from './bans.ts'
import { credentialStore } from './credentials.ts'
import { idempotencyStore } from './idempotency.ts'
import { savedViewStore } from './saved-views.ts'
import { identityStore, secondFactorStore, sessionStore } from './sessions.ts'
import { staffStore } from './staff.ts'

export function accessStore(q: Queries, now?: () => number): AccessStore {
  return {
    roles: roleStore(q),
    staff: staffStore(q),
    credentials: credentialStore(q),
    addresses: allowedAddressStore(q),
    bans: banStore(q),
    attempts: loginAttemptStore(q, now),
    callers: knownCallerStore(q),
    missing: missingActionStore(q),
    sessions: sessionStore(q),
    secondFactors: secondFactorStore(q),
    identities: identityStore(q),
    idempotency: idempotencyStore(q),
    savedViews: savedViewStore(q),
    async version() {
      const row = await q.get<{ version: number }>(sql`SELECT version FROM access_version`)
      return row!.version
    },
    async moveVersion() {
      await q.run(sql`UPDATE access_version SET version = version + 1`)
    },
  }
}

const ROLE = sql`id, name, permissions, requires_second_factor AS "requiresSecondFactor", created_at AS "createdAt", version`
type RoleRow = Stored<Role, 'permissions'>
const toRole = (row: RoleRow): Role =>
  decoded(row, { permissions: json(row.permissions), requiresSecondFactor: isOn(row.requiresSecondFactor) })

function roleStore(q: Queries): RoleStore {
  return {
    list: async () => (await q.all<RoleRow>(sql`SELECT ${ROLE} FROM roles ORDER BY name`)).map(toRole),
    async get(id) {
      const row = await q.get<RoleRow>(sql`SELECT ${ROLE} FROM roles WHERE id = ${id}`)
      return row && toRole(row)
    },
    async lock(id) {
      const row = await q.get<RoleRow>(sql`SELECT ${ROLE} FROM roles WHERE id = ${id} ${q.phrases.forUpdate}`)
      return row && toRole(row)
    },
    async insert({ name, permissions, requiresSecondFactor }, at) {
      const columns = { permissions: JSON.stringify(permissions), requires_second_factor: flag(requiresSecondFactor) }
      const row = await q.get<{ id: number }>(
        sql`INSERT INTO roles ${insertValues({ name, ...columns, created_at: at })}
          ON CONFLICT (name) DO NOTHING RETURNING id`,
      )
      return row?.id
    },
    async update(id, { permissions, requiresSecondFactor }) {
      const columns = assignments({
        permissions: permissions && JSON.stringify(permissions),
        requires_second_factor: flag(requiresSecondFactor),
      })
      await q.run(sql`UPDATE roles SET ${columns}, version = version + 1 WHERE id = ${id}`)
    },
  }
}

const ADDRESS = sql`id, cidr, note, faces, created_at AS "createdAt"`
type AddressRow = Stored<AllowedAddress, 'faces'>
const toAddress = (row: AddressRow): AllowedAddress => decoded(row, { faces: json(row.faces) })

function allowedAddressStore(q: Queries): AllowedAddressStore {
  return {
    list: async () =>
      (await q.all<AddressRow>(sql`SELECT ${ADDRESS} FROM allowed_addresses ORDER BY id`)).map(toAddress),
    async lock(id) {
      const row = await q.get<AddressRow>(
        sql`SELECT ${ADDRESS} FROM allowed_addresses WHERE id = ${id} ${q.phrases.forUpdate}`,
      )
      return row && toAddress(row)
    },
    async insert({ cidr, note, faces }, at) {
      const row = await q.get<{ id: number }>(
        sql`INSERT INTO allowed_addresses ${insertValues({ cidr, note, faces: JSON.stringify(faces), created_at: at })}
          ON CONFLICT (cidr) DO NOTHING RETURNING id`,
      )
      return row?.id
    },
    async update(id, { note, faces }) {
      const changes = assignments({ note, faces: faces && JSON.stringify(faces) })
      await q.run(sql`UPDATE allowed_addresses SET ${changes} WHERE id = ${id}`)
    },
    async delete(id) {
      return (await q.run(sql`DELETE FROM allowed_addresses WHERE id = ${id}`)) === 1
    },
  }
}

function missingActionStore(q: Queries): MissingActionStore {
  return {
    list: () =>
      q.all<MissingAction>(
        sql`SELECT face, credential_id AS "credentialId", action, calls, last_at AS "lastAt" FROM missing_actions
          ORDER BY calls DESC, face, credential_id, action`,
      ),
    async distinct(face, credentialId) {
      const row = await q.get<{ names: number }>(
        sql`SELECT count(*) AS names FROM missing_actions WHERE face = ${face} AND credential_id = ${credentialId}`,
      )
      return row!.names
    },
    async again(face, credentialId, action, at) {
      const counted = await q.run(
        sql`UPDATE missing_actions SET calls = calls + 1, last_at = ${at}
          WHERE face = ${face} AND credential_id = ${credentialId} AND action = ${action}`,
      )
      return counted === 1
    },
    async add(face, credentialId, action, at) {
      await q.run(
        sql`INSERT INTO missing_actions (face, credential_id, action, calls, last_at)
          VALUES (${face}, ${credentialId}, ${action}, 1, ${at})
          ON CONFLICT (face, credential_id, action)
          DO UPDATE SET calls = missing_actions.calls + 1, last_at = excluded.last_at`,
      )
    },
  }
}
