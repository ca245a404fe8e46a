import type { Exclusions, QueueEntry, QueueFilter } from '../../provisioning/queue/queue-entry.ts'
import { startsWith } from '../engine/prefix.ts'
import { flag, fold, join, raw, type Sql, sql, where } from '../engine/sql.ts'
import { tallied } from './tallies.ts'

/**
 * Open entries, or with `settledFrom` settled ones. Open ones are found by their tallies: where those of the filter are `few`
 * by these, else in the order in which they are read, of which no row is looked at that is not shown.
 */
export function matchingEntries(
  filter: QueueFilter,
  { behind, few = false }: { behind?: Sql | undefined; few?: boolean } = {},
): Sql {
  const { relatedId, since, clientId, search, settledFrom, not = {} } = filter
  return where([
    ...(settledFrom === undefined ? openBy(filter, few) : settledBy(filter, settledFrom)),
    relatedId !== undefined ? sql`service_id = ${relatedId}` : undefined,
    since !== undefined ? sql`last_attempt_at >= ${since}` : undefined,
    clientId !== undefined ? ofClient(clientId) : undefined,
    search !== undefined ? found(search) : undefined,
    ...(not.clientId ?? []).map((client) => sql`NOT (${ofClient(client)})`),
    ...(not.search ?? []).map((text) => sql`NOT (${found(text)})`),
    behind,
  ])
}

function openBy(filter: QueueFilter, few: boolean): Sql[] {
  const { attention } = filter
  const which = [...dimensions(filter), ...(attention === undefined ? [] : [sql`attention = ${flag(attention)}`])]
  if (which.length === 0) return [sql`tally_id IS NOT NULL`]
  const tally = few ? sql`tally_id` : sql`(tally_id + 0)`
  return [sql`tally_id IS NOT NULL`, sql`${tally} IN (SELECT id FROM module_queue_tallies ${where(which)})`]
}

const settledBy = (filter: QueueFilter, from: number): Sql[] => [
  sql`completed_at IS NOT NULL AND coalesce(completed_at, 0) >= ${from}`,
  ...(filter.resolution === undefined ? [] : [sql`resolution = ${filter.resolution}`]),
  ...dimensions(filter),
]

/** How many match; undefined where the tallies do not tell. */
export function countOf(filter: QueueFilter): Sql | undefined {
  const { relatedId, since, clientId, search, settledFrom, not = {} } = filter
  const isMore = [relatedId, since, clientId, search, settledFrom, not.clientId, not.search].some(
    (value) => value !== undefined,
  )
  if (isMore) return undefined
  return sql`SELECT coalesce(sum(entries), 0) AS total FROM ${talliesOf(filter)} AS tallies`
}

/** The tallies of a filter that asks for nothing else. */
export const talliesOf = (filter: QueueFilter): Sql =>
  tallied([
    ...dimensions(filter),
    ...(filter.attention === undefined ? [] : [sql`attention = ${flag(filter.attention)}`]),
  ])

/** What entries are counted by, in the words of both tables. */
function dimensions(filter: QueueFilter): Sql[] {
  const { serviceType, module, action, serverId, failureClass, cause, held, not = {} } = filter
  return [
    serviceType !== undefined ? sql`service_type = ${serviceType}` : undefined,
    module !== undefined ? sql`module_folded = ${fold(module)}` : undefined,
    action !== undefined ? sql`action_folded = ${fold(action)}` : undefined,
    serverId !== undefined ? sql`server_id = ${serverId}` : undefined,
    failureClass !== undefined ? sql`failure_class = ${failureClass}` : undefined,
    cause !== undefined ? sql`cause = ${cause}` : undefined,
    held !== undefined ? sql`held = ${flag(held)}` : undefined,
    ...excluded(not),
  ].filter((condition) => condition !== undefined)
}

function excluded({ serviceType, module, action, serverId, failureClass, cause }: Exclusions): (Sql | undefined)[] {
  const noneOf = (column: Sql, values: readonly (string | number)[] | undefined) =>
    values && sql`${column} NOT IN (${join(values)})`
  return [
    noneOf(sql`service_type`, serviceType),
    noneOf(sql`module_folded`, module?.map(fold)),
    noneOf(sql`action_folded`, action?.map(fold)),
    noneOf(sql`coalesce(server_id, 0)`, serverId),
    noneOf(sql`failure_class`, failureClass),
    noneOf(sql`cause`, cause),
  ]
}

const ofClient = (id: number): Sql => about(sql`client_id = ${id}`, sql`client_id = ${id}`)

const found = (search: string): Sql =>
  about(
    sql`(${startsWith(sql`domain_folded`, search)} OR ${startsWith(sql`username_folded`, search)})`,
    startsWith(sql`name_folded`, search),
  )

/** Entries of services like these, of their add-ons, and of domains like those; each found by its subject. */
function about(services: Sql, domains: Sql): Sql {
  const of = (type: QueueEntry['serviceType'], subjects: Sql) => sql`SELECT id FROM module_queue
    WHERE service_type = ${raw(`'${type}'`)} AND service_id IN (${subjects})`
  const those = sql`SELECT id FROM services WHERE ${services}`
  const parts = [
    of('service', those),
    of('addon', sql`SELECT id FROM service_addons WHERE service_id IN (${those})`),
    of('domain', sql`SELECT id FROM domains WHERE ${domains}`),
  ]
  return sql`id IN (${join(parts, ' UNION ALL ')})`
}
