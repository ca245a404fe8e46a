import type {
  EntryNames,
  QueueEntry,
  QueueFilter,
  QueueGroup,
  QueueMeasure,
  QueueOrder,
  Resolution,
} from '../../provisioning/queue/queue-entry.ts'
import type { ModuleQueueStore } from '../../provisioning/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { type FieldMap, nullable, number } from '../engine/fields.ts'
import { insertRow } from '../engine/insert.ts'
import { listPage } from '../engine/page.ts'
import { startsWith } from '../engine/prefix.ts'
import { sortedPage, sortingBy } from '../engine/sorted.ts'
import { flag, fold, insertValues, join, raw, type Sql, sql, where } from '../engine/sql.ts'
import { settleTimeStore } from './settle-times.ts'

const ENTRY = sql`
  id, service_type AS "serviceType", service_id AS "serviceId", module, action, last_attempt_at AS "lastAttemptAt",
  last_error AS "lastError", explanation, cause, server_id AS "serverId", operation_id AS "operationId", failure_class AS "failureClass", retries, held, next_attempt_at AS "nextAttemptAt",
  created_at AS "createdAt", updated_at AS "updatedAt"`

const SORTED: FieldMap<Pick<QueueEntry, QueueOrder['by']>> = {
  id: number(sql`id`),
  createdAt: number(sql`created_at`),
  lastAttemptAt: number(sql`last_attempt_at`),
  nextAttemptAt: nullable(number(sql`next_attempt_at`)),
  retries: number(sql`retries`),
}

export function moduleQueueStore(q: Queries): ModuleQueueStore {
  const times = settleTimeStore(q)
  return {
    ...times,
    async list(filter, order = { by: 'id' }) {
      const { order: sorted } = sortedPage(sortingBy(SORTED, order), { offset: 0, limit: 0 })
      const rows = await q.all<Stored<QueueEntry>>(
        sql`SELECT ${ENTRY} FROM module_queue ${matchingEntries(filter)} ${sorted}`,
      )
      return rows.map(toEntry)
    },
    async page(filter, page, order) {
      const { behind, part } = sortedPage(sortingBy(SORTED, order), page)
      const count = sql`SELECT count(*) AS total FROM module_queue ${matchingEntries(filter)}`
      const { total, rows } = await listPage<Stored<QueueEntry>>(
        q,
        page,
        sql`SELECT (${count}) AS total, ${ENTRY} FROM module_queue ${matchingEntries(filter, behind)} ${part}`,
        count,
      )
      return { total, rows: rows.map(toEntry) }
    },
    async get(id) {
      const row = await q.get<
        Stored<QueueEntry> & { resolution: Resolution | null; note: string; completedAt: number | null }
      >(sql`SELECT ${ENTRY}, resolution, note, completed_at AS "completedAt" FROM module_queue WHERE id = ${id}`)
      if (!row) return undefined
      const { resolution, note, completedAt, ...entry } = row
      return { ...toEntry(entry), settled: resolution && { resolution, note, at: completedAt! } }
    },
    async names(ids) {
      const rows = await q.all<
        Omit<EntryNames, 'clientName'> & { id: number; companyName: string; fullName: string }
      >(sql`
        SELECT m.id, c.company_name AS "companyName", trim(c.first_name || ' ' || c.last_name) AS "fullName",
          CASE m.service_type WHEN 'service' THEN p.name WHEN 'addon' THEN COALESCE(d.name, a.name) END AS "productName",
          COALESCE(n.name, s.domain) AS domain, v.name AS "serverName"
        FROM module_queue m
        LEFT JOIN service_addons a ON m.service_type = 'addon' AND a.id = m.service_id
        LEFT JOIN domains n ON m.service_type = 'domain' AND n.id = m.service_id
        LEFT JOIN services s ON s.id = CASE m.service_type WHEN 'service' THEN m.service_id ELSE a.service_id END
        LEFT JOIN products p ON p.id = s.product_id
        LEFT JOIN addon_definitions d ON d.id = a.addon_id
        LEFT JOIN clients c ON c.id = COALESCE(n.client_id, s.client_id)
        LEFT JOIN servers v ON v.id = m.server_id
        WHERE m.id ${q.phrases.inIntegers(ids)}`)
      return new Map(
        rows.map(({ id, companyName, fullName, ...names }) => [id, { clientName: companyName || fullName, ...names }]),
      )
    },
    async groups(filter) {
      const found = matchingEntries(filter)
      const groups = await q.all<GroupRow>(sql`
        SELECT grouped.server_id AS "serverId", latest.module, grouped.failure_class AS "failureClass", grouped.cause,
          grouped.entries, grouped.held, latest.last_error AS "lastError", latest.explanation,
          grouped.latest_id AS "latestId", latest.service_type AS "serviceType", latest.service_id AS "serviceId",
          latest.module_folded AS "moduleFolded", grouped.first_at AS "firstAt", grouped.last_at AS "lastAt"
        FROM (SELECT server_id, failure_class, cause, count(*) AS entries, sum(held) AS held,
            min(created_at) AS first_at, max(last_attempt_at) AS last_at, max(id) AS latest_id
          FROM module_queue ${found}
          GROUP BY server_id, module_folded, failure_class, cause) AS grouped
        JOIN module_queue AS latest ON latest.id = grouped.latest_id
        ORDER BY grouped.entries DESC, grouped.latest_id`)
      const actions = await q.all<GroupKey & { action: string }>(sql`
        SELECT server_id AS "serverId", module_folded AS "moduleFolded", failure_class AS "failureClass", cause,
          min(action) AS action
        FROM module_queue ${found}
        GROUP BY server_id, module_folded, failure_class, cause, action_folded ORDER BY action_folded`)
      const named = Map.groupBy(actions, keyOf)
      return groups.map((group) => toGroup(group, named.get(keyOf(group)) ?? []))
    },
    async measure(before) {
      const counts = before.map(
        (at, index) => sql`sum(CASE WHEN created_at <= ${at} THEN 1 ELSE 0 END) AS ${raw(`n${index}`)}`,
      )
      const rows = await q.all<Omit<QueueMeasure, 'older'> & Record<`n${number}`, number>>(sql`
        SELECT ${join([
          sql`failure_class AS "failureClass"`,
          sql`count(*) AS entries`,
          sql`sum(held) AS held`,
          sql`sum(CASE WHEN held = 1 OR next_attempt_at IS NULL THEN 1 ELSE 0 END) AS "needsPerson"`,
          sql`sum(retries) AS retries`,
          sql`min(created_at) AS "oldestAt"`,
          ...counts,
        ])} FROM module_queue WHERE completed_at IS NULL GROUP BY failure_class`)
      return rows.map(({ failureClass, entries, held, needsPerson, retries, oldestAt, ...more }) => ({
        ...{ failureClass, entries, held, needsPerson, retries, oldestAt },
        older: before.map((_, index) => more[`n${index}`]!),
      }))
    },
    async fail({ serviceType, serviceId, module, action, error, failureClass, held, nextAttemptAt, ...more }, at) {
      const { explanation = '', cause = '', serverId = null, operationId = null } = more
      const row = insertValues({
        service_type: serviceType,
        service_id: serviceId,
        module,
        module_folded: fold(module),
        action,
        action_folded: fold(action),
        last_attempt_at: at,
        last_error: error,
        explanation,
        cause,
        server_id: serverId,
        operation_id: operationId,
        failure_class: failureClass,
        held: flag(held),
        next_attempt_at: nextAttemptAt,
        created_at: at,
        updated_at: at,
      })
      const entry = await q.get<Stored<QueueEntry>>(sql`
        INSERT INTO module_queue ${row}
        ON CONFLICT (service_type, service_id, module_folded, action_folded) WHERE completed_at IS NULL
        DO UPDATE SET last_attempt_at = excluded.last_attempt_at, last_error = excluded.last_error,
          explanation = excluded.explanation, cause = excluded.cause, server_id = excluded.server_id,
          operation_id = excluded.operation_id, failure_class = excluded.failure_class, held = excluded.held, next_attempt_at = excluded.next_attempt_at,
          retries = module_queue.retries + 1, updated_at = excluded.updated_at
        RETURNING ${ENTRY}`)
      return toEntry(entry!)
    },
    async plan(id, nextAttemptAt, operationId, at) {
      await q.run(sql`UPDATE module_queue SET held = 0, next_attempt_at = ${nextAttemptAt},
        operation_id = ${operationId}, updated_at = ${at} WHERE id = ${id} AND completed_at IS NULL`)
    },
    async hold(id, at) {
      await q.run(sql`UPDATE module_queue SET held = 1, next_attempt_at = NULL, updated_at = ${at}
        WHERE id = ${id} AND completed_at IS NULL`)
    },
    async reopen(id, at) {
      await q.run(sql`UPDATE module_queue SET completed_at = NULL, resolution = NULL, note = '', held = 1,
        next_attempt_at = NULL, updated_at = ${at} WHERE id = ${id}`)
    },
    async isHeldElsewhere({ id, module, failureClass, cause, serverId }) {
      const server = serverId === null ? sql`server_id IS NULL` : sql`server_id = ${serverId}`
      const row = await q.get(sql`SELECT 1 AS one FROM module_queue WHERE completed_at IS NULL AND held = 1
        AND cause = ${cause} AND failure_class = ${failureClass} AND module_folded = ${fold(module)} AND ${server}
        AND id <> ${id} LIMIT 1`)
      return row !== undefined
    },
    async resolve({ serviceType, serviceId, module, action }, resolution, at, note = '') {
      const entry = await q.get<{ id: number; createdAt: number }>(sql`
        UPDATE module_queue SET completed_at = ${at}, resolution = ${resolution}, next_attempt_at = NULL,
          note = ${note}, updated_at = ${at}
        WHERE service_type = ${serviceType} AND service_id = ${serviceId} AND module_folded = ${fold(module)}
          AND action_folded = ${fold(action)} AND completed_at IS NULL
        RETURNING id, created_at AS "createdAt"`)
      if (!entry) return undefined
      await times.settled(module, entry.createdAt, at)
      return { id: entry.id }
    },
    prune: (before, most) =>
      q.run(sql`DELETE FROM module_queue WHERE id IN (
        SELECT id FROM module_queue WHERE completed_at < ${before} ORDER BY completed_at LIMIT ${most})`),
    insert: ({ id, ...entry }) =>
      insertRow(q, sql`module_queue`, {
        id,
        service_type: entry.serviceType,
        service_id: entry.serviceId,
        module: entry.module,
        module_folded: fold(entry.module),
        action: entry.action,
        action_folded: fold(entry.action),
        last_attempt_at: entry.lastAttemptAt,
        last_error: entry.lastError,
        explanation: entry.explanation ?? '',
        cause: entry.cause ?? '',
        server_id: entry.serverId ?? null,
        operation_id: entry.operationId ?? null,
        failure_class: entry.failureClass,
        retries: entry.retries,
        held: flag(entry.held),
        next_attempt_at: entry.nextAttemptAt,
        created_at: entry.createdAt,
        updated_at: entry.updatedAt,
      }),
  }
}

/** Of open entries. */
export function matchingEntries(filter: QueueFilter, behind?: Sql): Sql {
  const { serviceType, relatedId, module, action, since, attention, serverId, failureClass, cause, held } = filter
  const { clientId, search } = filter
  return where([
    sql`completed_at IS NULL`,
    serviceType !== undefined ? sql`service_type = ${serviceType}` : undefined,
    relatedId !== undefined ? sql`service_id = ${relatedId}` : undefined,
    module !== undefined ? sql`module_folded = ${fold(module)}` : undefined,
    action !== undefined ? sql`action_folded = ${fold(action)}` : undefined,
    since !== undefined ? sql`last_attempt_at >= ${since}` : undefined,
    serverId !== undefined ? sql`server_id = ${serverId}` : undefined,
    failureClass !== undefined ? sql`failure_class = ${failureClass}` : undefined,
    cause !== undefined ? sql`cause = ${cause}` : undefined,
    held !== undefined ? sql`held = ${flag(held)}` : undefined,
    attention === true ? sql`(held = 1 OR next_attempt_at IS NULL)` : undefined,
    attention === false ? sql`held = 0 AND next_attempt_at IS NOT NULL` : undefined,
    clientId !== undefined ? about(sql`client_id = ${clientId}`, sql`client_id = ${clientId}`) : undefined,
    search !== undefined
      ? about(
          sql`(${startsWith(sql`domain_folded`, search)} OR ${startsWith(sql`username_folded`, search)})`,
          startsWith(sql`name_folded`, search),
        )
      : undefined,
    behind,
  ])
}

/** Entries of services like these, of their add-ons, and of domains like those. */
const about = (services: Sql, domains: Sql): Sql => sql`CASE service_type
  WHEN 'service' THEN service_id IN (SELECT id FROM services WHERE ${services})
  WHEN 'addon' THEN service_id IN
    (SELECT id FROM service_addons WHERE service_id IN (SELECT id FROM services WHERE ${services}))
  ELSE service_id IN (SELECT id FROM domains WHERE ${domains}) END`

type GroupKey = Pick<QueueGroup, 'serverId' | 'failureClass' | 'cause'> & { moduleFolded: string }
type GroupRow = Omit<QueueGroup, 'latest' | 'actions'> &
  GroupKey & { latestId: number; serviceType: QueueEntry['serviceType']; serviceId: number }

const keyOf = ({ serverId, moduleFolded, failureClass, cause }: GroupKey): string =>
  JSON.stringify([serverId, moduleFolded, failureClass, cause])

const toGroup = (
  { moduleFolded: _, latestId, serviceType, serviceId, ...group }: GroupRow,
  actions: readonly { action: string }[],
): QueueGroup => ({
  ...group,
  latest: { id: latestId, serviceType, serviceId },
  actions: actions.map(({ action }) => action),
})

const toEntry = (row: Stored<QueueEntry>): QueueEntry => decoded(row, { held: isOn(row.held) })
