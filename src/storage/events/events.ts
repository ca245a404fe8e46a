import type { EventFilter, EventRow, EventStore, SealedEvent } from '../../events/store.ts'
import { contains } from '../engine/contains.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, json, type Stored } from '../engine/decode.ts'
import { number } from '../engine/fields.ts'
import { equals } from '../engine/filters.ts'
import { listPage } from '../engine/page.ts'
import { sortedPage } from '../engine/sorted.ts'
import { fold, insertValues, join, type Sql, sql, where } from '../engine/sql.ts'

const EVENT = sql`id, kind, subject, subject_id AS "subjectId", client_id AS "clientId", actor_kind AS "actorKind",
  actor_id AS "actorId", actor_name AS "actorName", address, description, changes, at, position, hash`

export function eventStore(q: Queries): EventStore {
  return {
    async append(event) {
      await q.run(
        sql`INSERT INTO events ${insertValues({
          kind: event.kind,
          subject: event.subject,
          subject_id: event.subjectId,
          client_id: event.clientId,
          actor_kind: event.actorKind,
          actor_id: event.actorId,
          actor_name: event.actorName,
          address: event.address,
          description: event.description,
          description_folded: fold(event.description),
          changes: JSON.stringify(event.changes),
          at: event.at,
        })}`,
      )
    },
    async list(filter, page) {
      const condition = matching(filter)
      const { behind, part } = sortedPage({ keys: [number(sql`position`)], descending: true }, page)
      const { total, rows } = await listPage<Row>(
        q,
        page,
        sql`SELECT (SELECT count(*) FROM events ${condition}) AS total, ${EVENT} FROM events
          ${matching(filter, behind)} ${part}`,
        sql`SELECT count(*) AS total FROM events ${condition}`,
      )
      return { total, rows: rows.map(toSealed) }
    },
    async lockChain() {
      await q.get(q.phrases.oneAtATime('events.chain'))
    },
    async unsealed(limit) {
      const rows = await q.all<Row>(sql`SELECT ${EVENT} FROM events WHERE position IS NULL ORDER BY id LIMIT ${limit}`)
      return rows.map(toEvent)
    },
    async hasUnsealed() {
      return (await q.get(sql`SELECT 1 AS one FROM events WHERE position IS NULL LIMIT 1`)) !== undefined
    },
    async seal(rows) {
      for (let done = 0; done < rows.length; done += TOGETHER) {
        const values = rows
          .slice(done, done + TOGETHER)
          .map(({ id, position, hash }) => sql`(CAST(${id} AS BIGINT), CAST(${position} AS BIGINT), ${hash})`)
        await q.run(
          sql`WITH sealed (id, position, hash) AS (VALUES ${join(values)})
            UPDATE events SET position = sealed.position, hash = sealed.hash FROM sealed WHERE events.id = sealed.id`,
        )
      }
    },
    async after(position, limit) {
      const rows = await q.all<Row>(
        sql`SELECT ${EVENT} FROM events WHERE position > ${position} ORDER BY position LIMIT ${limit}`,
      )
      return rows.map(toSealed)
    },
    async firstMisfolded(after, through) {
      const rows = await q.all<{ position: number; description: string; folded: string }>(
        sql`SELECT position, description, description_folded AS folded FROM events
          WHERE position > ${after} AND position <= ${through} ORDER BY position`,
      )
      return rows.find(({ description, folded }) => fold(description) !== folded)?.position
    },
    async deleteThrough(position) {
      await q.run(sql`DELETE FROM events WHERE position <= ${position}`)
    },
  }
}

/** Rows of one UPDATE: a thousand single ones would be a thousand journeys, and each length is a statement of its own. */
const TOGETHER = 50

function matching(filter: EventFilter, place?: Sql): Sql {
  const { subject, subjectId, clientId, description, actorName, address, from, before } = filter
  return where([
    sql`position IS NOT NULL`,
    subject !== undefined ? sql`subject = ${subject}` : undefined,
    subjectId !== undefined ? sql`subject_id = ${subjectId}` : undefined,
    clientId === undefined ? undefined : sql`client_id ${equals(clientId)!}`,
    description ? contains(sql`description_folded`, description, 'description') : undefined,
    actorName !== undefined ? sql`actor_name = ${actorName}` : undefined,
    address !== undefined ? sql`address = ${address}` : undefined,
    from !== undefined ? sql`at >= ${from}` : undefined,
    before !== undefined ? sql`at < ${before}` : undefined,
    place,
  ])
}

type Row = Stored<SealedEvent, 'changes'>

function toEvent({ position: _position, hash: _hash, ...row }: Row): EventRow {
  return { ...row, changes: json(row.changes) }
}

const toSealed = (row: Row): SealedEvent => decoded(row, { changes: json(row.changes) })
