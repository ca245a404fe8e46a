import type { AttachmentStore } from '../../support/store.ts'
import type { Attachment, AttachmentOwner } from '../../support/ticket.ts'
import type { Queries } from '../engine/database.ts'
import { type Sql, sql } from '../engine/sql.ts'

/** With what lists ask beside the verbs. */
export type Attachments = AttachmentStore & {
  /** By the number of the message that they hang on. */
  ofMessages(type: AttachmentOwner['type'], ids: readonly number[]): Promise<ReadonlyMap<number, Attachment[]>>
}

type Row = Attachment & { ownerId: number }

export function attachmentStore(q: Queries): Attachments {
  const matching = (condition: Sql) =>
    q.all<Row>(sql`SELECT a.id, a.position AS "index", a.filename, a.content_id AS "contentId", c.size,
        a.owner_id AS "ownerId"
      FROM ticket_attachments a JOIN contents c ON c.id = a.content_id
      WHERE ${condition} ORDER BY a.owner_id, a.position`)

  return {
    async of({ type, id }) {
      return (await matching(sql`a.owner_type = ${type} AND a.owner_id = ${id}`)).map(toAttachment)
    },
    async get(ticketId, id) {
      const [row] = await matching(sql`a.id = ${id} AND a.ticket_id = ${ticketId}`)
      return row && toAttachment(row)
    },
    async ofMessages(type, ids) {
      if (ids.length === 0) return new Map()
      const rows = await matching(sql`a.owner_type = ${type} AND a.owner_id ${q.phrases.inIntegers(ids)}`)
      return new Map(
        [...Map.groupBy(rows, ({ ownerId }) => ownerId)].map(([ownerId, its]) => [ownerId, its.map(toAttachment)]),
      )
    },
    async contentsOfTicket(ticketId) {
      const rows = await q.all<{ contentId: number }>(
        sql`SELECT content_id AS "contentId" FROM ticket_attachments WHERE ticket_id = ${ticketId}`,
      )
      return rows.map(({ contentId }) => contentId)
    },
    async insert({ type, id }, ticketId, attachments) {
      for (const { index, filename, contentId } of attachments)
        await q.run(sql`INSERT INTO ticket_attachments (ticket_id, owner_type, owner_id, position, filename, content_id)
          VALUES (${ticketId}, ${type}, ${id}, ${index}, ${filename}, ${contentId})`)
    },
    async move(from, to) {
      await q.run(sql`UPDATE ticket_attachments SET owner_type = ${to.type}, owner_id = ${to.id}
        WHERE owner_type = ${from.type} AND owner_id = ${from.id}`)
    },
    async deleteOf({ type, id }) {
      await q.run(sql`DELETE FROM ticket_attachments WHERE owner_type = ${type} AND owner_id = ${id}`)
    },
  }
}

const toAttachment = ({ ownerId: _ownerId, ...attachment }: Row): Attachment => attachment
