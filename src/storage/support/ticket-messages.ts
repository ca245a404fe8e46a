import type { Patch } from '../../base/merge.ts'
import type { NewNote, NewReply, NoteStore, ReplyStore } from '../../support/store.ts'
import type { Note, Reply } from '../../support/ticket.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, flag, sql, type Value } from '../engine/sql.ts'
import type { Attachments } from './ticket-attachments.ts'
import { authorColumns, authorOf, besideAuthor, NAMES, type NamedRow, toAuthor, toSpoken } from './ticket-people.ts'

const REPLY = sql`r.id, r.ticket_id AS "ticketId", ${authorOf('r')}, r.message, r.markdown, r.rating, r.at`

export function replyStore(q: Queries, attachments: Attachments): ReplyStore {
  return {
    async ofTicket(ticketId) {
      const rows = await q.all<Stored<Reply> & NamedRow>(sql`SELECT ${REPLY}, ${NAMES}
        FROM ticket_replies r ${besideAuthor('r')} WHERE r.ticket_id = ${ticketId} ORDER BY r.at, r.id`)
      const files = await attachments.ofMessages('reply', idsOf(rows))
      return rows.map((row) => ({ ...toReply(row), ...toSpoken(row, true), attachments: files.get(row.id) ?? [] }))
    },
    async get(id) {
      const row = await q.get<Stored<Reply>>(sql`SELECT ${REPLY} FROM ticket_replies r WHERE r.id = ${id}`)
      return row && toReply(row)
    },
    insert: ({ id, ...reply }) => insertRow(q, sql`ticket_replies`, { id, ...replyColumns(reply) }),
    async update(id, changes) {
      await q.run(sql`UPDATE ticket_replies SET ${assignments(replyColumns(changes))} WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM ticket_replies WHERE id = ${id}`)
    },
  }
}

const NOTE = sql`n.id, n.ticket_id AS "ticketId", n.staff_id AS "staffId", n.staff_name AS "staffName", n.message,
  n.markdown, n.at`

export function noteStore(q: Queries, attachments: Attachments): NoteStore {
  return {
    async ofTicket(ticketId) {
      const rows = await q.all<Stored<Note>>(
        sql`SELECT ${NOTE} FROM ticket_notes n WHERE n.ticket_id = ${ticketId} ORDER BY n.at, n.id`,
      )
      const files = await attachments.ofMessages('note', idsOf(rows))
      return rows.map((row) => ({ ...toNote(row), attachments: files.get(row.id) ?? [] }))
    },
    async get(id) {
      const row = await q.get<Stored<Note>>(sql`SELECT ${NOTE} FROM ticket_notes n WHERE n.id = ${id}`)
      return row && toNote(row)
    },
    insert: ({ id, ...note }) => insertRow(q, sql`ticket_notes`, { id, ...noteColumns(note) }),
    async delete(id) {
      await q.run(sql`DELETE FROM ticket_notes WHERE id = ${id}`)
    },
  }
}

const idsOf = (rows: readonly { id: number }[]): number[] => rows.map(({ id }) => id)

const toReply = (row: Stored<Reply>): Reply => ({
  id: row.id,
  ticketId: row.ticketId,
  ...toAuthor(row),
  message: row.message,
  markdown: isOn(row.markdown),
  rating: row.rating,
  at: row.at,
})

const toNote = (row: Stored<Note>): Note => decoded(row, { markdown: isOn(row.markdown) })

const messageColumns = ({ ticketId, message, markdown, at }: Patch<NewNote>): Record<string, Value | undefined> => ({
  ticket_id: ticketId,
  message,
  markdown: flag(markdown),
  at,
})

const replyColumns = (reply: Patch<NewReply>) => ({
  ...messageColumns(reply),
  ...authorColumns(reply),
  rating: reply.rating,
})

const noteColumns = (note: Patch<NewNote>) => ({
  ...messageColumns(note),
  staff_id: note.staffId,
  staff_name: note.staffName,
})
