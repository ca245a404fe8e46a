import type {
  EntryNames,
  QueueEntry,
  QueueMeasure,
  QueueSort,
  Resolution,
} from '../../provisioning/queue/queue-entry.ts'
import type { ModuleQueueStore, SettlingEntry } from '../../provisioning/store.ts'
import type { Database, Queries } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { type FieldMap, nullable, number } from '../engine/fields.ts'
import { insertRow } from '../engine/insert.ts'
import { listPage } from '../engine/page.ts'
import { sortedPage, sortingByAll } from '../engine/sorted.ts'
import { assignments, flag, fold, insertValues, join, raw, type Sql, sql } from '../engine/sql.ts'
import { countOf, matchingEntries } from './queue-filter.ts'
import { type GroupRow, groupRows, groupsOf } from './queue-groups.ts'
import { queueNoteStore } from './queue-notes.ts'
import { settleTimeStore } from './settle-times.ts'
import { type TalliedAs, talliesLike, tallyStore } from './tallies.ts'

const ENTRY = sql`
  id, service_type AS "serviceType", service_id AS "serviceId", module, action, last_attempt_at AS "lastAttemptAt",
  last_error AS "lastError", explanation, cause, server_id AS "serverId", operation_id AS "operationId", failure_class AS "failureClass", retries, held, next_attempt_at AS "nextAttemptAt",
  created_at AS "createdAt", updated_at AS "updatedAt", resolution, note, completed_at AS "completedAt", settled_by AS "settledBy"`

const SORTED: FieldMap<Record<QueueSort, number | null>> = {
  id: number(sql`id`),
  createdAt: number(sql`created_at`),
  lastAttemptAt: number(sql`last_attempt_at`),
  nextAttemptAt: nullable(number(sql`next_attempt_at`)),
  retries: number(sql`retries`),
  settledAt: nullable(number(sql`completed_at`)),
}

/** So many are sorted sooner than they are found in the order of all. */
const FEW = 5000

export function moduleQueueStore(q: Queries, database?: Pick<Database, 'stream'>): ModuleQueueStore {
  const times = settleTimeStore(q)
  const { tallyOf, recount, ...tallies } = tallyStore(q)
  /** What reads every entry holds up nobody else. */
  async function long<Row>(statement: Sql): Promise<Row[]> {
    if (!database) return q.all<Row>(statement)
    const rows: Row[] = []
    for await (const batch of database.stream<Row>(statement)) rows.push(...batch)
    return rows
  }
  /** The open entry, which nobody else changes until this transaction has ended. */
  async function lockOpen(
    which: Sql,
  ): Promise<(TalliedAs & { id: number; tallyId: number; createdAt: number }) | undefined> {
    const row = await q.get<Stored<TalliedAs & { id: number; tallyId: number; createdAt: number }>>(sql`
      SELECT id, tally_id AS "tallyId", server_id AS "serverId", module, failure_class AS "failureClass", cause, action,
        service_type AS "serviceType", held, next_attempt_at AS "nextAttemptAt", created_at AS "createdAt"
      FROM module_queue WHERE ${which} AND completed_at IS NULL ${q.phrases.forUpdate}`)
    return row && decoded(row, { held: isOn(row.held) })
  }
  const change = async (id: number, changes: Pick<QueueEntry, 'held' | 'nextAttemptAt'>, set: Sql): Promise<void> => {
    const open = await lockOpen(sql`id = ${id}`)
    if (!open) return
    const tallyId = await tallyOf({ ...open, ...changes })
    await q.run(sql`UPDATE module_queue SET held = ${flag(changes.held)}, next_attempt_at = ${changes.nextAttemptAt},
      tally_id = ${tallyId}, ${set} WHERE id = ${id}`)
    await recount(open.tallyId, tallyId)
  }
  return {
    ...times,
    ...tallies,
    ...queueNoteStore(q),
    async list(filter, order = [{ by: 'id' }]) {
      const { order: sorted } = sortedPage(sortingByAll(SORTED, order), { offset: 0, limit: 0 })
      const rows = await q.all<EntryRow>(sql`SELECT ${ENTRY} FROM module_queue ${matchingEntries(filter)} ${sorted}`)
      return rows.map(toEntry)
    },
    async page(filter, page, order) {
      const { behind, part } = sortedPage(sortingByAll(SORTED, order), page)
      const counted = countOf(filter)
      const few = counted !== undefined && (await q.get<{ total: number }>(counted))!.total <= FEW
      const count = counted ?? sql`SELECT count(*) AS total FROM module_queue ${matchingEntries(filter)}`
      const { total, rows } = await listPage<EntryRow>(
        q,
        page,
        sql`SELECT (${count}) AS total, ${ENTRY} FROM module_queue ${matchingEntries(filter, { behind, few })} ${part}`,
        count,
      )
      return { total, rows: rows.map(toEntry) }
    },
    async count(filter) {
      const count = countOf(filter) ?? sql`SELECT count(*) AS total FROM module_queue ${matchingEntries(filter)}`
      return (await q.get<{ total: number }>(count))!.total
    },
    async get(id) {
      const row = await q.get<EntryRow>(sql`SELECT ${ENTRY} FROM module_queue WHERE id = ${id}`)
      return row && toEntry(row)
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
    groups: async (filter) => groupsOf(await long<GroupRow>(groupRows(filter))),
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
        ])} FROM module_queue WHERE tally_id IS NOT NULL GROUP BY failure_class`)
      return rows.map(({ failureClass, entries, held, needsPerson, retries, oldestAt, ...more }) => ({
        ...{ failureClass, entries, held, needsPerson, retries, oldestAt },
        older: before.map((_, index) => more[`n${index}`]!),
      }))
    },
    async fail({ error, ...failure }, at) {
      const { serviceType, serviceId, module, action, failureClass, held, nextAttemptAt } = failure
      const { explanation = '', cause = '', serverId = null, operationId = null } = failure
      const tallyId = await tallyOf({ ...failure, cause, serverId })
      const renewed = {
        last_attempt_at: at,
        last_error: error,
        explanation,
        cause,
        server_id: serverId,
        operation_id: operationId,
        failure_class: failureClass,
        held: flag(held),
        next_attempt_at: nextAttemptAt,
        tally_id: tallyId,
        updated_at: at,
      }
      // Where somebody opens it at the same time, theirs is renewed.
      for (;;) {
        const open = await lockOpen(ofAction(failure))
        const row = await q.get<EntryRow>(
          open
            ? sql`UPDATE module_queue SET ${assignments(renewed)}, retries = retries + 1 WHERE id = ${open.id} RETURNING ${ENTRY}`
            : sql`INSERT INTO module_queue ${insertValues({
                ...{ service_type: serviceType, service_id: serviceId, module, module_folded: fold(module) },
                ...{ action, action_folded: fold(action), created_at: at, ...renewed },
              })}
              ON CONFLICT (service_type, service_id, module_folded, action_folded) WHERE completed_at IS NULL DO NOTHING
              RETURNING ${ENTRY}`,
        )
        if (!row) continue
        await recount(open?.tallyId ?? null, tallyId)
        return toEntry(row)
      }
    },
    plan: (id, nextAttemptAt, operationId, at) =>
      change(id, { held: false, nextAttemptAt }, sql`operation_id = ${operationId}, updated_at = ${at}`),
    hold: (id, at) => change(id, { held: true, nextAttemptAt: null }, sql`updated_at = ${at}`),
    async reopen(id, at) {
      await q.run(sql`UPDATE module_queue SET completed_at = NULL, resolution = NULL, note = '', settled_by = '', held = 1,
        next_attempt_at = NULL, updated_at = ${at} WHERE id = ${id}`)
      const open = await lockOpen(sql`id = ${id}`)
      if (!open) return
      const tallyId = await tallyOf(open)
      await q.run(sql`UPDATE module_queue SET tally_id = ${tallyId} WHERE id = ${id}`)
      await recount(open.tallyId, tallyId)
    },
    async isHeldElsewhere({ id, module, failureClass, cause, serverId }) {
      const row = await q.get(
        sql`SELECT 1 AS one FROM module_queue WHERE tally_id IN (${talliesLike({
          module,
          failureClass,
          cause,
          serverId,
        })}) AND id <> ${id} LIMIT 1`,
      )
      return row !== undefined
    },
    async resolve(action, resolution, at, { note = '', by = '' } = {}) {
      const open = await lockOpen(ofAction(action))
      if (!open) return undefined
      await q.run(sql`UPDATE module_queue SET completed_at = ${at}, resolution = ${resolution}, next_attempt_at = NULL,
        note = ${note}, settled_by = ${by}, tally_id = NULL, updated_at = ${at} WHERE id = ${open.id}`)
      await recount(open.tallyId, null)
      await times.settled(action.module, open.createdAt, at)
      return { id: open.id }
    },
    async prune(before, most) {
      const old = await q.all<{ id: number }>(sql`SELECT id FROM module_queue
        WHERE completed_at IS NOT NULL AND coalesce(completed_at, 0) < ${before}
        ORDER BY coalesce(completed_at, 0), id LIMIT ${most}`)
      const ids = q.phrases.inIntegers(old.map(({ id }) => id))
      await q.run(sql`DELETE FROM module_queue_notes WHERE entry_id ${ids}`)
      return q.run(sql`DELETE FROM module_queue WHERE id ${ids}`)
    },
    async insert({ id, ...entry }) {
      const { cause = '', serverId = null } = entry
      const tallyId = await tallyOf({ ...entry, cause, serverId })
      await recount(null, tallyId)
      return insertRow(q, sql`module_queue`, {
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
        cause,
        server_id: serverId,
        operation_id: entry.operationId ?? null,
        failure_class: entry.failureClass,
        retries: entry.retries,
        held: flag(entry.held),
        next_attempt_at: entry.nextAttemptAt,
        tally_id: tallyId,
        created_at: entry.createdAt,
        updated_at: entry.updatedAt,
      })
    },
  }
}

const ofAction = ({
  serviceType,
  serviceId,
  module,
  action,
}: Pick<QueueEntry, 'serviceType' | 'serviceId' | 'module' | 'action'>): Sql =>
  sql`service_type = ${serviceType} AND service_id = ${serviceId} AND module_folded = ${fold(module)}
    AND action_folded = ${fold(action)}`

type EntryRow = Stored<QueueEntry> & {
  resolution: Resolution | null
  note: string
  completedAt: number | null
  settledBy: string
}

function toEntry({ resolution, note, completedAt, settledBy, ...row }: EntryRow): SettlingEntry {
  const settled = resolution && { resolution, note, at: completedAt!, by: settledBy }
  return decoded(row, { held: isOn(row.held), settled })
}
