import type { Ban } from '../../access/bans/ban.ts'
import type { BanStore } from '../../access/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { flag, insertValues, sql, where } from '../engine/sql.ts'

const BAN = sql`id, face, address, reason, automatic, created_at AS "createdAt", expires_at AS "expiresAt",
  lifted_at AS "liftedAt"`
const toBan = (row: Stored<Ban>): Ban => decoded(row, { automatic: isOn(row.automatic) })

const inForce = (at: number) => sql`lifted_at IS NULL AND (expires_at IS NULL OR expires_at > ${at})`

export function banStore(q: Queries): BanStore {
  return {
    async list(at) {
      const rows = await q.all<Stored<Ban>>(
        sql`SELECT ${BAN} FROM bans ${where([at === undefined ? undefined : inForce(at)])} ORDER BY id DESC`,
      )
      return rows.map(toBan)
    },
    async isBanned(face, address, at) {
      const row = await q.get(
        sql`SELECT id FROM bans WHERE ${inForce(at)} AND face = ${face} AND address = ${address} LIMIT 1`,
      )
      return row !== undefined
    },
    async lock(id) {
      const row = await q.get<Stored<Ban>>(sql`SELECT ${BAN} FROM bans WHERE id = ${id} ${q.phrases.forUpdate}`)
      return row && toBan(row)
    },
    insert: ({ face, address, reason, automatic, expiresAt }, at) =>
      q.insert(
        sql`INSERT INTO bans ${insertValues({
          face,
          address,
          reason,
          automatic: flag(automatic),
          created_at: at,
          expires_at: expiresAt,
        })} RETURNING id`,
      ),
    async lift(id, at) {
      await q.run(sql`UPDATE bans SET lifted_at = ${at} WHERE id = ${id}`)
    },
  }
}
