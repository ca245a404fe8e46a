import type { Backlog } from '../../base/measuring/backlog.ts'
import type { Mail, MailFilter } from '../../notices/mail/mail.ts'
import type { MailStore } from '../../notices/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, json, type Stored } from '../engine/decode.ts'
import { number } from '../engine/fields.ts'
import { equals, narrowestFilterFirst } from '../engine/filters.ts'
import { listPage } from '../engine/page.ts'
import { sortedPage } from '../engine/sorted.ts'
import { assignments, insertValues, type Sql, sql } from '../engine/sql.ts'

const MAIL = sql`id, staff_id AS "staffId", address, kind, cause_key AS "causeKey", needs, message_id AS "messageId",
  subject, plain, html, state, attempts, answer, created_at AS "createdAt", ended_at AS "endedAt"`

export function mailStore(q: Queries): MailStore {
  async function one(statement: Sql): Promise<Mail | undefined> {
    const row = await q.get<Row>(statement)
    return row && toMail(row)
  }

  return {
    async list(filter, page) {
      const { behind, part } = sortedPage({ keys: [number(sql`id`)], descending: true }, page)
      const { total, rows } = await listPage<Row>(
        q,
        page,
        sql`SELECT (SELECT count(*) FROM mails ${matching(filter)}) AS total, ${MAIL} FROM mails
          ${matching(filter, behind)} ${part}`,
        sql`SELECT count(*) AS total FROM mails ${matching(filter)}`,
      )
      return { total, rows: rows.map(toMail) }
    },
    get: (id) => one(sql`SELECT ${MAIL} FROM mails WHERE id = ${id}`),
    lock: (id) => one(sql`SELECT ${MAIL} FROM mails WHERE id = ${id} ${q.phrases.forUpdate}`),
    insert: (mail, at) =>
      q.insert(
        sql`INSERT INTO mails ${insertValues({
          staff_id: mail.staffId,
          address: mail.address,
          kind: mail.kind,
          cause_key: mail.causeKey,
          needs: JSON.stringify(mail.needs),
          message_id: mail.messageId,
          subject: mail.subject,
          plain: mail.plain,
          html: mail.html,
          state: mail.state,
          attempts: mail.attempts,
          answer: mail.answer,
          created_at: at,
          ended_at: mail.endedAt,
        })} RETURNING id`,
      ),
    async update(id, { state, attempts, answer, endedAt }) {
      await q.run(sql`UPDATE mails SET ${assignments({ state, attempts, answer, ended_at: endedAt })} WHERE id = ${id}`)
    },
    backlog: async () =>
      (await q.get<Backlog>(
        sql`SELECT count(*) AS waiting, min(created_at) AS "oldestAt" FROM mails WHERE state = 'queued'`,
      ))!,
    prune: (through, limit) =>
      q.run(
        sql`DELETE FROM mails WHERE id IN
          (SELECT id FROM mails WHERE ended_at IS NOT NULL AND ended_at <= ${through} ORDER BY ended_at LIMIT ${limit})`,
      ),
  }
}

type Row = Stored<Mail, 'needs'>

const toMail = (row: Row): Mail => decoded(row, { needs: json<Mail['needs']>(row.needs) })

const matching = ({ staffId, state }: MailFilter, place?: Sql): Sql =>
  narrowestFilterFirst(
    [
      [sql`staff_id`, 'number', equals(staffId)],
      [sql`state`, 'text', equals(state)],
    ],
    place,
  )
