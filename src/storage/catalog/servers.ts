import type { Patch } from '../../base/merge.ts'
import type { StoredServer } from '../../catalog/servers/server.ts'
import type { AccountCount, NewServer, ServerSecrets, ServerStore } from '../../catalog/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { holdersOf } from '../engine/holders.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, flag, fold, sql, type Value, where } from '../engine/sql.ts'

const SERVER = sql`v.id, v.name, v.hostname, v.ip_address AS "ipAddress", v.assigned_ips AS "assignedIps", v.module,
  v.username, CASE WHEN v.password_sealed IS NULL THEN 0 ELSE 1 END AS "hasPassword",
  CASE WHEN v.access_hash_sealed IS NULL THEN 0 ELSE 1 END AS "hasAccessHash", v.secure, v.port, v.max_accounts AS "maxAccounts", v.active, v.maintenance, v.nameservers, v.settings,
  v.created_at AS "createdAt", v.updated_at AS "updatedAt"`

const WITH_SECRETS = sql`${SERVER}, v.password_sealed AS "passwordSealed", v.access_hash_sealed AS "accessHashSealed"`

export function serverStore(q: Queries): ServerStore {
  return {
    async get(id) {
      const row = await q.get<ServerRow & ServerSecrets>(sql`SELECT ${WITH_SECRETS} FROM servers v WHERE v.id = ${id}`)
      return row && toServer(row)
    },
    async lock(id) {
      const row = await q.get<ServerRow & ServerSecrets>(
        sql`SELECT ${WITH_SECRETS} FROM servers v WHERE v.id = ${id} ${q.phrases.forUpdate}`,
      )
      return row && toServer(row)
    },
    async list({ ids, modules }) {
      const condition = where([
        ids && sql`v.id ${q.phrases.inIntegers(ids)}`,
        modules && sql`v.module_folded ${q.phrases.inTexts(modules.map(fold))}`,
      ])
      const rows = await q.all<ServerRow>(sql`SELECT ${SERVER} FROM servers v ${condition} ORDER BY v.id`)
      return rows.map(toServer)
    },
    async reserveNames() {
      await q.get(q.phrases.oneAtATime('servers'))
      const rows = await q.all<{ id: number; name: string }>(sql`SELECT id, name FROM servers`)
      return new Map(rows.map(({ id, name }) => [name, id]))
    },
    insert: ({ id, ...server }, at) =>
      insertRow(q, sql`servers`, { id, ...toColumns(server), created_at: at, updated_at: at }),
    async update(id, changes, at) {
      const columns = assignments({ ...toColumns(changes), updated_at: at })
      await q.run(sql`UPDATE servers SET ${columns} WHERE id = ${id}`)
    },
    holders: (id) =>
      holdersOf(q, sql`servers`, id, {
        services: sql`services WHERE server_id = ${id}`,
        'add-ons': sql`service_addons WHERE server_id = ${id}`,
        domains: sql`domains WHERE server_id = ${id}`,
      }),
    async delete(id) {
      await q.run(sql`DELETE FROM server_group_members WHERE server_id = ${id}`)
      await q.run(sql`DELETE FROM servers WHERE id = ${id}`)
    },
    async accounts(ids) {
      const rows = await q.all<AccountCount & { id: number }>(
        sql`SELECT v.id,
          (SELECT count(*) FROM services x WHERE x.server_id = v.id AND x.status IN ('Active', 'Suspended'))
            + (SELECT count(*) FROM service_addons x WHERE x.server_id = v.id AND x.status IN ('Active', 'Suspended'))
            AS held,
          (SELECT count(*) FROM services x WHERE x.server_id = v.id AND x.status = 'Pending')
            + (SELECT count(*) FROM service_addons x WHERE x.server_id = v.id AND x.status = 'Pending')
            AS coming
          FROM servers v WHERE v.id ${q.phrases.inIntegers(ids)}`,
      )
      const counted = new Map(rows.map(({ id, held, coming }) => [id, { held, coming }]))
      return new Map(ids.map((id) => [id, counted.get(id) ?? { held: 0, coming: 0 }]))
    },
    async lockForPlacing(groupId, module) {
      const condition = where([
        sql`v.module_folded = ${fold(module)}`,
        groupId === null
          ? undefined
          : sql`v.id IN (SELECT server_id FROM server_group_members WHERE group_id = ${groupId})`,
      ])
      const rows = await q.all<ServerRow>(
        sql`SELECT ${SERVER} FROM servers v ${condition} ORDER BY v.id ${q.phrases.forUpdate}`,
      )
      return rows.map(toServer)
    },
  }
}

type ServerRow = Stored<StoredServer, 'nameservers' | 'settings'>

const toServer = <Row extends ServerRow>(row: Row) =>
  decoded(row, {
    hasPassword: isOn(row.hasPassword),
    hasAccessHash: isOn(row.hasAccessHash),
    secure: isOn(row.secure),
    active: isOn(row.active),
    maintenance: isOn(row.maintenance),
    nameservers: json<StoredServer['nameservers']>(row.nameservers),
    settings: json<StoredServer['settings']>(row.settings),
  })

function toColumns(server: Patch<NewServer>): Record<string, Value | undefined> {
  const { module, nameservers, settings } = server
  return {
    name: server.name,
    hostname: server.hostname,
    ip_address: server.ipAddress,
    assigned_ips: server.assignedIps,
    module,
    module_folded: module === undefined ? undefined : fold(module),
    username: server.username,
    password_sealed: server.passwordSealed,
    access_hash_sealed: server.accessHashSealed,
    secure: flag(server.secure),
    port: server.port,
    max_accounts: server.maxAccounts,
    active: flag(server.active),
    maintenance: flag(server.maintenance),
    nameservers: nameservers && JSON.stringify(nameservers),
    settings: settings && JSON.stringify(settings),
  }
}
