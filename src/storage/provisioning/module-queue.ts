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
import type { Database, Queries } from '../engine/database.ts'
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

export function moduleQueueStore(q: Queries, database?: Pick<Database, 'stream'>): ModuleQueueStore {
  const times = settleTimeStore(q)
  /** What reads every entry holds up nobody else. */
  async function long<Row>(statement: Sql): Promise<Row[]> {
    if (!database) return q.all<Row>(statement)
    const rows: Row[] = []
    for await (const batch of database.stream<Row>(statement)) rows.push(...batch)
    return rows
  }
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
      // Grouped as the index has them; what people see as one group comes in several rows.
      const rows = await long<GroupRow>(sql`
        SELECT grouped.server_id AS "serverId", latest.module, grouped.failure_class AS "failureClass", grouped.cause,
          grouped.entries, grouped.held, latest.last_error AS "lastError", latest.explanation, grouped.action,
          grouped.latest_id AS "latestId", latest.service_type AS "serviceType", latest.service_id AS "serviceId",
          latest.module_folded AS "moduleFolded", grouped.first_at AS "firstAt", grouped.last_at AS "lastAt"
        FROM (SELECT server_id, failure_class, cause, action, count(*) AS entries, sum(held) AS held,
            min(created_at) AS first_at, max(last_attempt_at) AS last_at, max(id) AS latest_id
          FROM module_queue ${matchingEntries(filter)}
          GROUP BY server_id, module_folded, failure_class, cause, held, action) AS grouped
        JOIN module_queue AS latest ON latest.id = grouped.latest_id`)
      return [...Map.groupBy(rows, keyOf).values()]
        .map(toGroup)
        .sort((a, b) => b.entries - a.entries || a.latest.id - b.latest.id)
    },
    async measure(before) {
      const counts = before.map(
        (at, index) => sql`sum(CASE WHEN created_at <= ${at} THEN 1 ELSE 0 END) AS ${raw(`n${index}`)}`,
      )
      const rows = await long<Omit<QueueMeasure, 'older'> & Record<`n${number}`, number>>(sql`
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

/** Entries of services like these, of their add-ons, and of domains like those; each found by its subject. */
function about(services: Sql, domains: Sql): Sql {
  const of = (type: QueueEntry['serviceType'], subjects: Sql) => sql`SELECT id FROM module_queue
    WHERE completed_at IS NULL AND service_type = ${raw(`'${type}'`)} AND service_id IN (${subjects})`
  const found = sql`SELECT id FROM services WHERE ${services}`
  const parts = [
    of('service', found),
    of('addon', sql`SELECT id FROM service_addons WHERE service_id IN (${found})`),
    of('domain', sql`SELECT id FROM domains WHERE ${domains}`),
  ]
  return sql`id IN (${join(parts, ' UNION ALL ')})`
}

type GroupKey = Pick<QueueGroup, 'serverId' | 'failureClass' | 'cause'> & { moduleFolded: string }
type GroupRow = Omit<QueueGroup, 'latest' | 'actions'> &
  GroupKey & { action: string; latestId: number; serviceType: QueueEntry['serviceType']; serviceId: number }

const keyOf = ({ serverId, moduleFolded, failureClass, cause }: GroupKey): string =>
  JSON.stringify([serverId, moduleFolded, failureClass, cause])

function toGroup(rows: readonly GroupRow[]): QueueGroup {
  const of = (field: 'entries' | 'held' | 'firstAt' | 'lastAt' | 'latestId') => rows.map((row) => row[field])
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  const latestRow = rows.reduce((a, b) => (a.latestId > b.latestId ? a : b))
  const { moduleFolded: _, action: __, latestId, serviceType, serviceId, ...latest } = latestRow
  return {
    ...latest,
    entries: sum(of('entries')),
    held: sum(of('held')),
    firstAt: Math.min(...of('firstAt')),
    lastAt: Math.max(...of('lastAt')),
    latest: { id: latestId, serviceType, serviceId },
    actions: actionsOf(rows),
  }
}

/** However they are written, each once, in the order of the alphabet. */
function actionsOf(rows: readonly GroupRow[]): string[] {
  const written = Map.groupBy(rows.map(({ action }) => action).sort(), fold)
  return [...written].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, [first]]) => first!)
}

const toEntry = (row: Stored<QueueEntry>): QueueEntry => decoded(row, { held: isOn(row.held) })
