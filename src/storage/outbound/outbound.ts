import type { Patch } from '../../base/merge.ts'
import type { ApiKey, OutboundAccount } from '../../outbound/accounts/account.ts'
import type {
  AccountStore,
  ApiKeyStore,
  OutboundServiceStore,
  OutboundStore,
  ServiceRow,
} from '../../outbound/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, jsonOrNull, type Stored } from '../engine/decode.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, flag, fold, type Sql, sql, type Value, where } from '../engine/sql.ts'
import { runStore } from './runs.ts'

export function outboundStore(q: Queries): OutboundStore {
  return {
    accounts: accountStore(q),
    keys: apiKeyStore(q),
    services: serviceStore(q),
    runs: runStore(q),
    async version() {
      return (await q.get<{ version: number }>(sql`SELECT version FROM outbound_state`))!.version
    },
    async moveVersion() {
      await q.run(sql`UPDATE outbound_state SET version = version + 1`)
    },
    async nextBoot() {
      return (await q.get<{ boots: number }>(sql`UPDATE outbound_state SET boots = boots + 1 RETURNING boots`))!.boots
    },
  }
}

const ACCOUNT = sql`id, cloud_id AS "cloudId", username, created_at AS "createdAt", updated_at AS "updatedAt"`

function accountStore(q: Queries): AccountStore {
  return {
    list: () => q.all<OutboundAccount>(sql`SELECT ${ACCOUNT} FROM outbound_accounts ORDER BY cloud_id, username`),
    get: (id) => q.get<OutboundAccount>(sql`SELECT ${ACCOUNT} FROM outbound_accounts WHERE id = ${id}`),
    lock: (id) =>
      q.get<OutboundAccount>(sql`SELECT ${ACCOUNT} FROM outbound_accounts WHERE id = ${id} ${q.phrases.forUpdate}`),
    byName: (cloudId, username) =>
      q.get<OutboundAccount>(
        sql`SELECT ${ACCOUNT} FROM outbound_accounts
          WHERE cloud_id = ${cloudId} AND username_folded = ${fold(username)}`,
      ),
    async reserveNames() {
      await q.get(q.phrases.oneAtATime('outbound accounts'))
    },
    insert: ({ id, cloudId, username }, at) =>
      insertRow(q, sql`outbound_accounts`, {
        id,
        cloud_id: cloudId,
        username,
        username_folded: fold(username),
        created_at: at,
        updated_at: at,
      }),
    async update(id, { cloudId, username }, at) {
      const columns = assignments({
        cloud_id: cloudId,
        username,
        username_folded: username && fold(username),
        updated_at: at,
      })
      await q.run(sql`UPDATE outbound_accounts SET ${columns} WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM outbound_keys WHERE account_id = ${id}`)
      await q.run(sql`DELETE FROM outbound_accounts WHERE id = ${id}`)
    },
  }
}

const KEY = sql`id, account_id AS "accountId", name, read_only AS "readOnly", expires_at AS "expiresAt",
  revoked_at AS "revokedAt", created_at AS "createdAt"`

function apiKeyStore(q: Queries): ApiKeyStore {
  return {
    async list(accountId) {
      const rows = await q.all<Stored<ApiKey> & { digest: string }>(
        sql`SELECT ${KEY}, digest FROM outbound_keys WHERE account_id = ${accountId} ORDER BY id`,
      )
      return rows.map(toKey)
    },
    async lock(id) {
      const row = await q.get<Stored<ApiKey>>(
        sql`SELECT ${KEY} FROM outbound_keys WHERE id = ${id} ${q.phrases.forUpdate}`,
      )
      return row && toKey(row)
    },
    insert: ({ accountId, name, digest, readOnly, expiresAt, revokedAt }, at) =>
      insertRow(q, sql`outbound_keys`, {
        account_id: accountId,
        name,
        digest,
        read_only: flag(readOnly),
        expires_at: expiresAt,
        revoked_at: revokedAt,
        created_at: at,
      }),
    async update(id, { expiresAt, revokedAt }) {
      const columns = assignments({ expires_at: expiresAt, revoked_at: revokedAt })
      await q.run(sql`UPDATE outbound_keys SET ${columns} WHERE id = ${id}`)
    },
  }
}

const toKey = <Row extends Stored<ApiKey>>(row: Row) => decoded(row, { readOnly: isOn(row.readOnly) })

const SERVICE = sql`o.id, o.account_id AS "accountId", o.name, o.kind, o.runner, o.lane_id AS "laneId",
  o.password_digest AS "passwordDigest", o.application_name AS "applicationName", o.first_page AS "firstPage",
  o.fallback_page AS "fallbackPage", o.final_page AS "finalPage", o.run_limit_ms AS "runLimitMs",
  o.calling_window AS "callingWindow", o.on_lost AS "onLost", o.enabled, o.paused, o.created_at AS "createdAt",
  o.updated_at AS "updatedAt"`

function serviceStore(q: Queries): OutboundServiceStore {
  const one = async (condition: Sql) => {
    const row = await q.get<StoredService>(sql`SELECT ${SERVICE} FROM outbound_services o WHERE ${condition}`)
    return row && toService(row)
  }
  const all = async (condition: Sql) =>
    (await q.all<StoredService>(sql`SELECT ${SERVICE} FROM outbound_services o ${condition}`)).map(toService)
  return {
    list: (accountId) =>
      all(sql`${where([accountId === undefined ? undefined : sql`o.account_id = ${accountId}`])}
        ORDER BY o.name, o.account_id`),
    get: (id) => one(sql`o.id = ${id}`),
    lock: (id) => one(sql`o.id = ${id} ${q.phrases.forUpdate}`),
    byName: (accountId, name) => one(sql`o.account_id = ${accountId} AND o.name = ${name}`),
    byLane: (laneId) => one(sql`o.lane_id = ${laneId}`),
    withWindow: () => all(sql`WHERE o.calling_window IS NOT NULL ORDER BY o.id`),
    insert: ({ id, accountId, name, ...rest }, at) =>
      insertRow(q, sql`outbound_services`, {
        id,
        account_id: accountId,
        name,
        ...toColumns(rest),
        created_at: at,
        updated_at: at,
      }),
    async update(id, changes, at) {
      const columns = assignments({ ...toColumns(changes), updated_at: at })
      await q.run(sql`UPDATE outbound_services SET ${columns} WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM outbound_services WHERE id = ${id}`)
    },
  }
}

type StoredService = Stored<ServiceRow, 'firstPage' | 'fallbackPage' | 'finalPage' | 'callingWindow'>

const packed = (value: object | null | undefined): string | null | undefined => value && JSON.stringify(value)

const toService = (row: StoredService): ServiceRow =>
  decoded(row, {
    firstPage: jsonOrNull(row.firstPage),
    fallbackPage: jsonOrNull(row.fallbackPage),
    finalPage: jsonOrNull(row.finalPage),
    callingWindow: jsonOrNull(row.callingWindow),
    enabled: isOn(row.enabled),
    paused: isOn(row.paused),
  })

function toColumns(service: Patch<ServiceRow>): Record<string, Value | undefined> {
  return {
    kind: service.kind,
    runner: service.runner,
    lane_id: service.laneId,
    password_digest: service.passwordDigest,
    application_name: service.applicationName,
    first_page: packed(service.firstPage),
    fallback_page: packed(service.fallbackPage),
    final_page: packed(service.finalPage),
    run_limit_ms: service.runLimitMs,
    calling_window: packed(service.callingWindow),
    on_lost: service.onLost,
    enabled: flag(service.enabled),
    paused: flag(service.paused),
  }
}
