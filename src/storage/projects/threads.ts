import type { Patch } from '../../base/merge.ts'
import type { AttachedTo, ThreadNode, ThreadStore } from '../../projects/threads/thread-store.ts'
import type { Queries } from '../engine/database.ts'
import { assignments, fold, insertValues, type Sql, sql, type Value } from '../engine/sql.ts'

const THREAD = sql`h.kind, h.id AS "threadId", h.project_id AS "projectId", h.action_id AS "actionId", h.label, h.status,
  h.client_access AS "clientAccess", h.entries, h.numbered, h.latest_id AS "latestId", h.activity_at AS "activityAt"`

export function threadStore(q: Queries): ThreadStore {
  return {
    get: (kind, id) => q.get<ThreadNode>(sql`SELECT ${THREAD} FROM threads h WHERE h.kind = ${kind} AND h.id = ${id}`),
    of: (place) =>
      q.all<ThreadNode>(sql`SELECT ${THREAD} FROM threads h WHERE ${belongingTo(q, place)} ORDER BY h.kind, h.id`),
    async insert({ kind, threadId, ...thread }) {
      const columns = { kind, id: threadId, ...toColumns(thread), entries: 1, numbered: 1, latest_id: threadId }
      await q.run(sql`INSERT INTO threads ${insertValues(columns)}`)
    },
    async update(kind, id, changes) {
      await q.run(sql`UPDATE threads SET ${assignments(toColumns(changes))} WHERE kind = ${kind} AND id = ${id}`)
    },
    async added(kind, id, entryId, at) {
      await q.run(sql`UPDATE threads
        SET entries = entries + 1, numbered = numbered + 1, latest_id = ${entryId}, activity_at = ${at}
        WHERE kind = ${kind} AND id = ${id}`)
    },
    async delete(kind, ids) {
      await q.run(sql`DELETE FROM threads WHERE kind = ${kind} AND id ${q.phrases.inIntegers(ids)}`)
    },
  }
}

/** What belongs to a project, or to some actions. */
export const belongingTo = (q: Queries, place: AttachedTo): Sql =>
  'projectId' in place ? sql`project_id = ${place.projectId}` : sql`action_id ${q.phrases.inIntegers(place.actionIds)}`

function toColumns(thread: Patch<ThreadNode>): Record<string, Value | undefined> {
  return {
    project_id: thread.projectId,
    action_id: thread.actionId,
    label: thread.label,
    label_folded: thread.label === undefined ? undefined : fold(thread.label),
    status: thread.status,
    client_access: thread.clientAccess,
    entries: thread.entries,
    latest_id: thread.latestId,
    activity_at: thread.activityAt,
  }
}
