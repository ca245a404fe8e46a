import type { LaneHold } from '../../provisioning/lanes/lane-hold.ts'
import type { Attempt, Operation } from '../../provisioning/operations/operation.ts'
import type { OperationStore } from '../../provisioning/store.ts'
import type { ServiceType } from '../../services/service-type.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, jsonOrNull, type Stored } from '../engine/decode.ts'
import { assignments, flag, insertValues, sql } from '../engine/sql.ts'

const OPERATION = sql`
  id, service_type AS "serviceType", service_id AS "serviceId", client_id AS "clientId", module, action, params,
  requested_by AS "requestedBy", server_id AS "serverId", lane_id AS "laneId", job_id AS "jobId", state, acting, looking, absences,
  obsolete, approved, tries, attempts, reports, outcome, began_at AS "beganAt", created_at AS "createdAt",
  updated_at AS "updatedAt", finished_at AS "finishedAt"`

/** Storage takes types from the domains only. */
const SERVICE_TYPES: readonly ServiceType[] = ['service', 'addon', 'domain']

type Row = Stored<Operation, 'params' | 'requestedBy' | 'outcome'>

export function operationStore(q: Queries): OperationStore {
  return {
    async get(id) {
      const row = await q.get<Row>(sql`SELECT ${OPERATION} FROM module_operations WHERE id = ${id}`)
      return row && toOperation(row)
    },
    async lock(id) {
      const row = await q.get<Row>(
        sql`SELECT ${OPERATION} FROM module_operations WHERE id = ${id} ${q.phrases.forUpdate}`,
      )
      return row && toOperation(row)
    },
    async lockOpen(serviceType, serviceId) {
      const rows = await q.all<Row>(sql`SELECT ${OPERATION} FROM module_operations
        WHERE service_id = ${serviceId} AND service_type = ${serviceType} AND finished_at IS NULL
        ORDER BY id ${q.phrases.forUpdate}`)
      return rows.map(toOperation)
    },
    async since(items, at) {
      const rows: Row[] = []
      for (const type of SERVICE_TYPES) {
        const ids = items.filter((item) => item.type === type).map(({ id }) => id)
        if (ids.length === 0) continue
        const found = await q.all<Row>(sql`SELECT ${OPERATION} FROM module_operations
          WHERE service_type = ${type} AND service_id ${q.phrases.inIntegers(ids)} AND created_at >= ${at}`)
        rows.push(...found)
      }
      return rows.map(toOperation).sort((a, b) => a.id - b.id)
    },
    async between({ serviceType, serviceId, action }, { from, until }, most) {
      const rows = await q.all<Row>(sql`SELECT ${OPERATION} FROM module_operations
        WHERE service_id = ${serviceId} AND service_type = ${serviceType} AND action = ${action}
          AND created_at <= ${until ?? Number.MAX_SAFE_INTEGER} AND (finished_at IS NULL OR finished_at >= ${from})
        ORDER BY id DESC LIMIT ${most}`)
      return rows.map(toOperation)
    },
    async insert({ serviceType, serviceId, clientId, params, requestedBy, serverId, laneId, ...rest }, at) {
      const row = await q.get<Row>(
        sql`INSERT INTO module_operations ${insertValues({
          service_type: serviceType,
          service_id: serviceId,
          client_id: clientId,
          module: rest.module,
          action: rest.action,
          params: JSON.stringify(params),
          requested_by: JSON.stringify(requestedBy),
          server_id: serverId,
          lane_id: laneId,
          state: 'queued',
          created_at: at,
          updated_at: at,
        })} RETURNING ${OPERATION}`,
      )
      return toOperation(row!)
    },
    async update(id, changes, at) {
      const { params, requestedBy, outcome } = changes
      await q.run(
        sql`UPDATE module_operations SET ${assignments({
          params: params && JSON.stringify(params),
          requested_by: requestedBy && JSON.stringify(requestedBy),
          server_id: changes.serverId,
          lane_id: changes.laneId,
          job_id: changes.jobId,
          state: changes.state,
          acting: flag(changes.acting),
          looking: flag(changes.looking),
          absences: changes.absences,
          obsolete: flag(changes.obsolete),
          approved: flag(changes.approved),
          tries: changes.tries,
          attempts: changes.attempts,
          reports: changes.reports,
          outcome: outcome === undefined ? undefined : JSON.stringify(outcome),
          began_at: changes.beganAt,
          finished_at: changes.finishedAt,
          updated_at: at,
        })} WHERE id = ${id}`,
      )
    },
    async harmByServer(since) {
      const rows = await q.all<{ serverId: number; n: number }>(sql`SELECT server_id AS "serverId", count(*) AS n
        FROM module_operations WHERE began_at > ${since} AND action IN ('SuspendAccount', 'TerminateAccount')
          AND began_at IS NOT NULL AND approved = 0 AND server_id IS NOT NULL GROUP BY server_id`)
      return new Map(rows.map(({ serverId, n }) => [serverId, n]))
    },
    countActions: (ids) =>
      q.all<{ action: string; waiting: number }>(sql`SELECT action, count(*) AS waiting FROM module_operations
        WHERE id ${q.phrases.inIntegers(ids)} GROUP BY action`),
    async countHarm(serverId, since) {
      const row = await q.get<{ n: number }>(sql`SELECT count(*) AS n FROM module_operations
        WHERE server_id = ${serverId} AND began_at > ${since} AND action IN ('SuspendAccount', 'TerminateAccount')
          AND began_at IS NOT NULL AND approved = 0`)
      return row!.n
    },
    async countHarmAsked(serverId) {
      const row = await q.get<{ n: number }>(sql`SELECT count(*) AS n FROM module_operations
        WHERE server_id = ${serverId} AND began_at IS NULL AND finished_at IS NULL
          AND action IN ('SuspendAccount', 'TerminateAccount') AND approved = 0`)
      return row!.n
    },
    async newestOf(serviceType, serviceId) {
      const row = await q.get<{ id: number }>(sql`SELECT id FROM module_operations
        WHERE service_id = ${serviceId} AND service_type = ${serviceType} ORDER BY id DESC LIMIT 1`)
      return row?.id
    },

    async addAttempt({ operationId, looked, trace, startedAt, durationMs, ...rest }) {
      await q.run(
        sql`INSERT INTO module_attempts ${insertValues({
          operation_id: operationId,
          looked: flag(looked),
          outcome: rest.outcome,
          said: rest.said,
          explanation: rest.explanation,
          trace: JSON.stringify(trace),
          started_at: startedAt,
          duration_ms: durationMs,
        })}`,
      )
    },
    pruneAttempts: (before, most) =>
      q.run(sql`DELETE FROM module_attempts WHERE id IN (
        SELECT a.id FROM module_attempts a WHERE a.started_at < ${before} AND NOT EXISTS (
          SELECT 1 FROM module_operations o WHERE o.id = a.operation_id AND o.finished_at IS NULL)
        ORDER BY a.started_at LIMIT ${most})`),
    async prune(before, most) {
      const rows = await q.all<{ id: number }>(sql`DELETE FROM module_operations WHERE id IN (
        SELECT id FROM module_operations WHERE finished_at < ${before} ORDER BY finished_at LIMIT ${most}) RETURNING id`)
      if (rows.length === 0) return 0
      const ids = q.phrases.inIntegers(rows.map(({ id }) => id))
      await q.run(sql`DELETE FROM module_attempts WHERE operation_id ${ids}`)
      await q.run(sql`DELETE FROM module_callbacks WHERE operation_id ${ids}`)
      return rows.length
    },
    async attempts(operationId) {
      const rows = await q.all<Stored<Attempt, 'trace'>>(
        sql`SELECT operation_id AS "operationId", looked, outcome, said, explanation, trace, started_at AS "startedAt",
          duration_ms AS "durationMs" FROM module_attempts WHERE operation_id = ${operationId} ORDER BY id`,
      )
      return rows.map(toAttempt)
    },

    takeCallback: async (operationId, callbackId, at) =>
      (await q.run(sql`INSERT INTO module_callbacks (operation_id, callback_id, taken_at)
        VALUES (${operationId}, ${callbackId}, ${at}) ON CONFLICT (operation_id, callback_id) DO NOTHING`)) > 0,

    async memory(serviceType, serviceId) {
      const row = await q.get<{ facts: string }>(
        sql`SELECT facts FROM module_memories WHERE service_type = ${serviceType} AND service_id = ${serviceId}`,
      )
      return row ? json(row.facts) : {}
    },
    async remember(serviceType, serviceId, facts) {
      await q.run(sql`INSERT INTO module_memories (service_type, service_id, facts)
        VALUES (${serviceType}, ${serviceId}, ${JSON.stringify(facts)})
        ON CONFLICT (service_type, service_id) DO UPDATE SET facts = excluded.facts`)
    },

    holds: (laneIds) =>
      q.all<LaneHold>(sql`SELECT lane_id AS "laneId", reason, held_by AS "heldBy", why, since FROM lane_holds
        WHERE lane_id ${q.phrases.inIntegers(laneIds)} ORDER BY lane_id, reason`),
    async hold({ laneId, reason, heldBy, why, since }) {
      await q.run(sql`INSERT INTO lane_holds ${insertValues({ lane_id: laneId, reason, held_by: heldBy, why, since })}
        ON CONFLICT (lane_id, reason) DO NOTHING`)
    },
    release: async (laneId, reason) =>
      (await q.run(sql`DELETE FROM lane_holds WHERE lane_id = ${laneId} AND reason = ${reason}`)) > 0,
  }
}

const toOperation = (row: Row): Operation =>
  decoded(row, {
    params: json(row.params),
    requestedBy: json(row.requestedBy),
    outcome: jsonOrNull(row.outcome),
    acting: isOn(row.acting),
    looking: isOn(row.looking),
    obsolete: isOn(row.obsolete),
    approved: isOn(row.approved),
  })

const toAttempt = (row: Stored<Attempt, 'trace'>): Attempt =>
  decoded(row, { looked: isOn(row.looked), trace: json(row.trace) })
