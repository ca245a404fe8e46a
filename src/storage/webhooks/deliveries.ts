import type { Backlog } from '../../base/measuring/backlog.ts'
import type { DeliveryFilter, NewDelivery, WebhookDelivery } from '../../webhooks/delivery.ts'
import type { WebhookStore } from '../../webhooks/store.ts'
import type { Queries } from '../engine/database.ts'
import { number } from '../engine/fields.ts'
import { equals, narrowestFilterFirst } from '../engine/filters.ts'
import { listPage } from '../engine/page.ts'
import { sortedPage } from '../engine/sorted.ts'
import { assignments, join, type Sql, sql } from '../engine/sql.ts'

const DELIVERY = sql`id, webhook_id AS "webhookId", position, kind, subject, subject_id AS "subjectId",
  client_id AS "clientId", actor_kind AS "actorKind", actor_id AS "actorId", body, state, attempts, status, answer,
  attempted_at AS "attemptedAt", next_at AS "nextAt", created_at AS "createdAt", ended_at AS "endedAt"`

export function deliveryStore(q: Queries): WebhookStore['deliveries'] {
  return {
    async list(filter, page) {
      const { behind, part } = sortedPage({ keys: [number(sql`id`)], descending: true }, page)
      return listPage<WebhookDelivery>(
        q,
        page,
        sql`SELECT (SELECT count(*) FROM webhook_deliveries ${matching(filter)}) AS total, ${DELIVERY}
          FROM webhook_deliveries ${matching(filter, behind)} ${part}`,
        sql`SELECT count(*) AS total FROM webhook_deliveries ${matching(filter)}`,
      )
    },
    get: (id) => q.get<WebhookDelivery>(sql`SELECT ${DELIVERY} FROM webhook_deliveries WHERE id = ${id}`),
    byPosition: (webhookId, position) =>
      q.get<WebhookDelivery>(
        sql`SELECT ${DELIVERY} FROM webhook_deliveries WHERE webhook_id = ${webhookId} AND position = ${position}`,
      ),
    before: ({ webhookId, position, subject, subjectId }) =>
      q.get<WebhookDelivery>(
        sql`SELECT ${DELIVERY} FROM webhook_deliveries WHERE webhook_id = ${webhookId} AND subject = ${subject}
          AND subject_id = ${subjectId} AND position < ${position} AND state = 'queued' ORDER BY position DESC LIMIT 1`,
      ),
    async insert(deliveries, at) {
      for (const given of q.phrases.given(COLUMNS, deliveries))
        await q.run(
          sql`INSERT INTO webhook_deliveries (webhook_id, position, kind, subject, subject_id, client_id, actor_kind,
              actor_id, body, state, attempts, created_at)
            SELECT webhook, place, noun_kind, noun, noun_id, client, doer_kind, doer, message, 'queued', 0,
              CAST(${at} AS BIGINT) FROM ${given}`,
        )
    },
    async update(id, { state, attempts, status, answer, attemptedAt, nextAt, endedAt }) {
      const columns = { state, attempts, status, answer, attempted_at: attemptedAt, next_at: nextAt, ended_at: endedAt }
      await q.run(sql`UPDATE webhook_deliveries SET ${assignments(columns)} WHERE id = ${id}`)
    },
    ended: (filter, { after, limit }) =>
      q.all<WebhookDelivery>(
        sql`SELECT ${DELIVERY} FROM webhook_deliveries
          ${matching(filter, sql`id > ${after} AND state <> 'queued'`)} ORDER BY id LIMIT ${limit} ${q.phrases.forUpdate}`,
      ),
    async requeue(ids) {
      await q.run(
        sql`UPDATE webhook_deliveries SET state = 'queued', attempts = 0, next_at = NULL, ended_at = NULL
          WHERE id ${q.phrases.inIntegers(ids)}`,
      )
    },
    backlog: async () =>
      (await q.get<Backlog>(
        sql`SELECT count(*) AS waiting, min(created_at) AS "oldestAt" FROM webhook_deliveries WHERE state = 'queued'`,
      ))!,
    prune: (before, limit) =>
      q.run(
        sql`DELETE FROM webhook_deliveries WHERE id IN
          (SELECT id FROM webhook_deliveries WHERE created_at < ${before} ORDER BY created_at LIMIT ${limit})`,
      ),
  }
}

const COLUMNS = {
  webhook: ['BIGINT', ({ webhookId }: NewDelivery) => webhookId],
  place: ['BIGINT', ({ position }: NewDelivery) => position],
  noun_kind: ['TEXT', ({ kind }: NewDelivery) => kind],
  noun: ['TEXT', ({ subject }: NewDelivery) => subject],
  noun_id: ['BIGINT', ({ subjectId }: NewDelivery) => subjectId],
  client: ['BIGINT', ({ clientId }: NewDelivery) => clientId],
  doer_kind: ['TEXT', ({ actorKind }: NewDelivery) => actorKind],
  doer: ['BIGINT', ({ actorId }: NewDelivery) => actorId],
  message: ['TEXT', ({ body }: NewDelivery) => body],
} as const

function matching(filter: DeliveryFilter, place?: Sql): Sql {
  const { webhookId, state, kind, fromPosition, throughPosition, from, before } = filter
  const ranges = [
    place,
    fromPosition !== undefined ? sql`position >= ${fromPosition}` : undefined,
    throughPosition !== undefined ? sql`position <= ${throughPosition}` : undefined,
    from !== undefined ? sql`created_at >= ${from}` : undefined,
    before !== undefined ? sql`created_at < ${before}` : undefined,
  ].filter((condition) => condition !== undefined)
  return narrowestFilterFirst(
    [
      [sql`webhook_id`, 'number', equals(webhookId)],
      [sql`state`, 'text', equals(state)],
      [sql`kind`, 'text', equals(kind)],
    ],
    ranges.length > 0 ? join(ranges, ' AND ') : undefined,
  )
}
