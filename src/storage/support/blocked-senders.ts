import type { BlockedSender } from '../../support/blocked-sender.ts'
import type { SupportStore } from '../../support/store.ts'
import type { Queries } from '../engine/database.ts'
import { insertRow } from '../engine/insert.ts'
import { recordStore } from '../engine/record-store.ts'
import { assignments, fold, sql } from '../engine/sql.ts'

export const blockedSenderStore = (q: Queries): SupportStore['blockedSenders'] => ({
  ...recordStore<BlockedSender>(q, {
    name: 'blocked_senders',
    columns: { email: 'email', createdAt: 'created_at', updatedAt: 'updated_at' },
  }),
  insert: (row) => insertRow(q, sql`blocked_senders`, columnsOf(row)),
  async update(id, row) {
    await q.run(sql`UPDATE blocked_senders SET ${assignments(columnsOf(row))} WHERE id = ${id}`)
  },
  async has(email) {
    return (await q.get(sql`SELECT 1 AS one FROM blocked_senders WHERE email_folded = ${fold(email)}`)) !== undefined
  },
})

const columnsOf = ({ email, createdAt, updatedAt }: Omit<BlockedSender, 'id'>) => ({
  ...{ email, email_folded: fold(email) },
  ...{ created_at: createdAt, updated_at: updatedAt },
})
