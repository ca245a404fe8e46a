import type { NewEndpoint, WebhookEndpoint } from '../../webhooks/endpoint.ts'
import type { WebhookStore } from '../../webhooks/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { assignments, flag, insertValues, type Sql, sql, type Value } from '../engine/sql.ts'
import { deliveryStore } from './deliveries.ts'

const ENDPOINT = sql`id, lane_id AS "laneId", url, description, kinds, subject_id AS "subjectId", client_id AS "clientId",
  ordered, active, signing_keys AS "signingKeys", staff_id AS "staffId", credential_id AS "credentialId",
  from_position AS "fromPosition", version, failing_since AS "failingSince", disabled_at AS "disabledAt",
  disabled_why AS "disabledWhy", created_at AS "createdAt", updated_at AS "updatedAt"`

export function webhookStore(q: Queries): WebhookStore {
  async function all(condition: Sql): Promise<WebhookEndpoint[]> {
    const rows = await q.all<Row>(sql`SELECT ${ENDPOINT} FROM webhooks ${condition} ORDER BY id`)
    return rows.map(toEndpoint)
  }

  return {
    endpoints: {
      list: () => all(sql``),
      active: () => all(sql`WHERE active = 1`),
      get: async (id) => (await all(sql`WHERE id = ${id}`))[0],
      insert: (endpoint, at) =>
        q.insert(
          sql`INSERT INTO webhooks ${insertValues({
            ...toColumns(endpoint),
            version: 1,
            created_at: at,
            updated_at: at,
          })} RETURNING id`,
        ),
      async update(id, changes, at) {
        await q.run(
          sql`UPDATE webhooks SET ${assignments({ ...toColumns(changes), updated_at: at })}, version = version + 1
            WHERE id = ${id}`,
        )
      },
      async failing(id, at) {
        await q.run(sql`UPDATE webhooks SET failing_since = ${at} WHERE id = ${id} AND failing_since IS NULL`)
        const row = await q.get<{ since: number }>(sql`SELECT failing_since AS since FROM webhooks WHERE id = ${id}`)
        return row?.since ?? at
      },
      async working(id) {
        await q.run(sql`UPDATE webhooks SET failing_since = NULL WHERE id = ${id} AND failing_since IS NOT NULL`)
      },
      async delete(id) {
        await q.run(sql`DELETE FROM webhook_deliveries WHERE webhook_id = ${id}`)
        await q.run(sql`DELETE FROM webhooks WHERE id = ${id}`)
      },
    },
    deliveries: deliveryStore(q),
    async lockFanOut() {
      await q.get(q.phrases.oneAtATime('webhooks.fan-out'))
    },
  }
}

type Row = Stored<WebhookEndpoint, 'kinds' | 'signingKeys'>

const toEndpoint = (row: Row): WebhookEndpoint =>
  decoded(row, {
    kinds: json<WebhookEndpoint['kinds']>(row.kinds),
    signingKeys: json<WebhookEndpoint['signingKeys']>(row.signingKeys),
    ordered: isOn(row.ordered),
    active: isOn(row.active),
  })

/** Those that are given. */
function toColumns(given: { [field in keyof NewEndpoint]?: NewEndpoint[field] | undefined }): Record<string, Value> {
  const columns: Record<string, Value | undefined> = {
    lane_id: given.laneId,
    url: given.url,
    description: given.description,
    kinds: given.kinds && JSON.stringify(given.kinds),
    subject_id: given.subjectId,
    client_id: given.clientId,
    ordered: given.ordered === undefined ? undefined : flag(given.ordered),
    active: given.active === undefined ? undefined : flag(given.active),
    signing_keys: given.signingKeys && JSON.stringify(given.signingKeys),
    staff_id: given.staffId,
    credential_id: given.credentialId,
    from_position: given.fromPosition,
    failing_since: given.failingSince,
    disabled_at: given.disabledAt,
    disabled_why: given.disabledWhy,
  }
  return Object.fromEntries(Object.entries(columns).filter((entry): entry is [string, Value] => entry[1] !== undefined))
}
