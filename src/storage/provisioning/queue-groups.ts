import type { QueueEntry, QueueFilter, QueueGroup } from '../../provisioning/queue/queue-entry.ts'
import { fold, type Sql, sql } from '../engine/sql.ts'
import { countOf, matchingEntries, talliesOf } from './queue-filter.ts'

type GroupKey = Pick<QueueGroup, 'serverId' | 'failureClass' | 'cause'> & { moduleFolded: string }
export type GroupRow = Omit<QueueGroup, 'latest' | 'actions'> &
  GroupKey & { action: string; latestId: number; serviceType: QueueEntry['serviceType']; serviceId: number }

/** What people see as one group comes in several rows: one for each tally, with the entry that failed last. */
export const groupRows = (filter: QueueFilter): Sql => sql`
  SELECT latest.server_id AS "serverId", latest.module, latest.module_folded AS "moduleFolded",
    latest.failure_class AS "failureClass", latest.cause, grouped.entries, grouped.entries * grouped.held AS held,
    latest.last_error AS "lastError", latest.explanation, latest.action, latest.id AS "latestId",
    latest.service_type AS "serviceType", latest.service_id AS "serviceId", grouped.first_at AS "firstAt",
    latest.last_attempt_at AS "lastAt"
  FROM (${countOf(filter) ? ofTallies(filter) : ofEntries(filter)}) AS grouped
  JOIN module_queue AS latest ON latest.id = grouped.latest_id`

/** Without reading an entry but the first and the last of each. */
const ofTallies = (filter: QueueFilter): Sql => sql`
  SELECT tallies.held, tallies.entries,
    (SELECT min(m.created_at) FROM module_queue m WHERE m.tally_id = tallies.id) AS first_at,
    (SELECT m.id FROM module_queue m WHERE m.tally_id = tallies.id
      ORDER BY m.last_attempt_at DESC, m.id DESC LIMIT 1) AS latest_id
  FROM ${talliesOf(filter)} AS tallies`

const ofEntries = (filter: QueueFilter): Sql => sql`
  SELECT counted.held, counted.entries, counted.first_at, (SELECT max(id) FROM module_queue ${matchingEntries(filter, {
    behind: sql`module_queue.tally_id = counted.tally_id AND module_queue.last_attempt_at = counted.last_at`,
    few: true,
  })}) AS latest_id
  FROM (SELECT tally_id, max(held) AS held, count(*) AS entries, min(created_at) AS first_at, max(last_attempt_at) AS last_at
    FROM module_queue ${matchingEntries(filter)} GROUP BY tally_id) AS counted`

export const groupsOf = (rows: readonly GroupRow[]): QueueGroup[] =>
  [...Map.groupBy(rows, keyOf).values()].map(toGroup).sort((a, b) => b.entries - a.entries || a.latest.id - b.latest.id)

const keyOf = ({ serverId, moduleFolded, failureClass, cause }: GroupKey): string =>
  JSON.stringify([serverId, moduleFolded, failureClass, cause])

function toGroup(rows: readonly GroupRow[]): QueueGroup {
  const of = (field: 'entries' | 'held' | 'firstAt' | 'lastAt') => rows.map((row) => row[field])
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  const latestRow = rows.reduce((a, b) => ((a.lastAt - b.lastAt || a.latestId - b.latestId) > 0 ? a : b))
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
