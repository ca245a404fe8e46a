import type { Patch } from '../../base/merge.ts'
import type { KeysetPage, Listed, SortOrder } from '../../base/page.ts'
import type { AnyOf } from '../../projects/listing.ts'
import type { EntryFilter, Poster, Thread, ThreadKind, ThreadSums } from '../../projects/threads/thread.ts'
import type { Viewer } from '../../projects/visibility.ts'
import { contains } from '../engine/contains.ts'
import type { Queries } from '../engine/database.ts'
import { anyOf, both, type FieldMap, nullable, number, selected, text } from '../engine/fields.ts'
import { insertRow } from '../engine/insert.ts'
import { listPage } from '../engine/page.ts'
import { sortedPage, sortingBy } from '../engine/sorted.ts'
import { assignments, join, raw, type Sql, sql, type Value, where } from '../engine/sql.ts'
import { atOrBelow, seesAction } from './actions.ts'

type Entry = Thread & Poster & { id: number; createdAt: number; updatedAt: number; version: number }

/** Of the entry `e` in the thread `h`. */
export const ENTRY_FIELDS: FieldMap<Entry> = {
  id: number(sql`e.id`),
  threadId: number(sql`e.thread_id`),
  projectId: number(sql`h.project_id`),
  actionId: nullable(number(sql`h.action_id`)),
  status: text(sql`h.status`),
  clientAccess: text(sql`h.client_access`),
  ownerId: nullable(number(sql`e.owner_id`)),
  ownerClientId: nullable(number(sql`e.owner_client_id`)),
  ownerContactId: nullable(number(sql`e.owner_contact_id`)),
  createdAt: number(sql`e.created_at`),
  updatedAt: number(sql`e.updated_at`),
  version: number(sql`e.version`),
}

type Sums = Omit<ThreadSums<unknown>, 'latest'>
/** Of the thread `h`. */
const SUMS: FieldMap<Sums> = { entries: number(sql`h.entries`), activityAt: number(sql`h.activity_at`) }

type Kind<Row> = {
  kind: ThreadKind
  /** The table of the entries. */
  table: Sql
  fields: FieldMap<Row>
  /** What is joined beside the entry. */
  beside?: Sql
  /** Folded columns that a search looks into. */
  searched: readonly Sql[]
}

/** Lists, reads and writes of entries in threads: the same for topics and files. */
export function threadedStore<Row extends Entry>(
  q: Queries,
  { kind, table, fields, beside = sql``, searched }: Kind<Row>,
) {
  type Filter = AnyOf<Row> & EntryFilter
  type Head = Row & Sums

  const ROW = selected(fields)
  // One of two words of ours, in the text: so the join uses the key of the threads.
  const word = raw(`'${kind}'`)
  const FROM = sql`FROM ${table} e JOIN threads h ON h.id = e.thread_id AND h.kind = ${word} ${beside}`
  // Who may see it is asked of the project and the action.
  const SEEN = sql`${FROM} JOIN projects p ON p.id = h.project_id LEFT JOIN actions a ON a.id = h.action_id`
  const fromFor = (viewer: Viewer) => (viewer === 'everything' ? FROM : SEEN)
  const headFields = both(fields, SUMS)
  const IS_HEAD = sql`e.id = e.thread_id`

  function matching(viewer: Viewer, filter: Filter, ...also: (Sql | undefined)[]): Sql {
    const { search, changedSince, belowOrAt } = filter
    return where([
      ...also,
      ...anyOf<Row>(q, fields, filter),
      belowOrAt && sql`h.action_id IN (${atOrBelow(q.phrases.inIntegers(belowOrAt))})`,
      changedSince === undefined ? undefined : sql`e.updated_at >= ${changedSince}`,
      search
        ? sql`(${join(
            searched.map((column) => contains(column, search)),
            ' OR ',
          )})`
        : undefined,
      viewer === 'everything' ? undefined : seesAction(viewer),
    ])
  }

  const one = (id: number) => q.get<Row>(sql`SELECT ${ROW} ${FROM} WHERE e.id = ${id}`)

  return {
    one,

    list(
      viewer: Viewer,
      filter: Filter,
      page: KeysetPage,
      order: SortOrder<keyof Row> = { by: 'id' },
    ): Promise<Listed<Row>> {
      const { behind, part } = sortedPage(sortingBy<Row>(fields, order), page)
      const count = sql`SELECT count(*) AS total ${fromFor(viewer)} ${matching(viewer, filter)}`
      const rows = sql`SELECT (${count}) AS total, ${ROW} ${fromFor(viewer)} ${matching(viewer, filter, behind)} ${part}`
      return listPage<Row>(q, page, rows, count)
    },

    /** The first entries, each with the latest of its thread. */
    async heads(
      viewer: Viewer,
      filter: Filter,
      page: KeysetPage,
      order: SortOrder<keyof Head> = { by: 'activityAt', descending: true },
    ): Promise<Listed<Row & ThreadSums<Row>>> {
      const { behind, part } = sortedPage(sortingBy<Head>(headFields, order), page)
      const count = sql`SELECT count(*) AS total ${fromFor(viewer)} ${matching(viewer, filter, IS_HEAD)}`
      const rows = sql`SELECT (${count}) AS total, ${selected(headFields)}
        ${fromFor(viewer)} ${matching(viewer, filter, IS_HEAD, behind)} ${part}`
      const found = await listPage<Head>(q, page, rows, count)
      const ids = q.phrases.inIntegers(found.rows.map(({ threadId }) => threadId))
      const latest = await q.all<Row>(
        sql`SELECT ${ROW} ${FROM} WHERE e.id IN (SELECT latest_id FROM threads WHERE kind = ${word} AND id ${ids})`,
      )
      const latestOf = new Map(latest.map((entry) => [entry.threadId, entry]))
      // One that went between the two questions: the first is there, or the thread would not be.
      const threads = found.rows.map((head) => ({ ...head, latest: latestOf.get(head.threadId) ?? head }))
      return { total: found.total, rows: threads }
    },

    /** Without a thread it begins one of its own number. */
    async put(id: number | undefined, threadId: number | null, columns: Record<string, Value | undefined>, at: number) {
      const row = { ...columns, thread_id: threadId ?? 0, created_at: at, updated_at: at }
      const made = await insertRow(q, table, { ...row, id })
      if (threadId === null) await q.run(sql`UPDATE ${table} SET thread_id = id WHERE id = ${made}`)
      return made
    },

    async change(id: number, columns: Record<string, Value | undefined>, at: number): Promise<void> {
      await q.run(
        sql`UPDATE ${table} SET ${assignments({ ...columns, updated_at: at })}, version = version + 1 WHERE id = ${id}`,
      )
    },

    async latest(threadId: number): Promise<{ id: number; at: number }> {
      const row = await q.get<{ id: number; at: number }>(
        sql`SELECT id, created_at AS at FROM ${table} WHERE thread_id = ${threadId} ORDER BY id DESC LIMIT 1`,
      )
      return row!
    },
  }
}

export const posterColumns = ({ ownerId, ownerClientId, ownerContactId }: Patch<Poster>) => ({
  owner_id: ownerId,
  owner_client_id: ownerClientId,
  owner_contact_id: ownerContactId,
})
