import { StorageFault } from '../../base/fault.ts'
import { randomToken } from '../../base/ids.ts'
import type { Trouble } from '../../base/trouble/trouble.ts'
import type { Database, EngineDatabase, Queries } from './database.ts'
import { sql } from './sql.ts'

/** What only who writes is told of, and what lasts until somebody mends it. */
const LASTING: ReadonlySet<Trouble> = new Set(['full', 'read_only', 'disk', 'refused', 'gone'])

/** A quarter of a megabyte that a database cannot make small. */
const ROOM = Array.from({ length: 25_000 }, (_, index) => (index * 2_654_435_761) % 4_294_967_291).join()

/**
 * Knows whether the database can do its work: it answers, it would take a write, and the last one that was tried went
 * well. After one that did not, the question itself writes, and nothing else
 * counts: a change of what is there finds its place on a full disk, too.
 */
export function withReadiness(database: EngineDatabase): Database {
  const { dialect, reader } = database
  let isDoubtful = false

  const transaction: Database['transaction'] = async (work) => {
    try {
      return await database.transaction(work)
    } catch (failure) {
      if (failure instanceof StorageFault && LASTING.has(failure.trouble)) isDoubtful = true
      throw failure
    }
  }

  return {
    ...database,
    transaction,
    async requireReady() {
      if (dialect === 'sqlite') await reader.get(sql`SELECT name FROM settings LIMIT 1`)
      else if (await isReadOnly(reader)) throw new StorageFault('Asking PostgreSQL', 'read_only')
      if (!isDoubtful) return
      await database.transaction(proveRoom)
      isDoubtful = false
    },
  }
}

/** Where a little is written there may still be room for it and for nothing else. */
async function proveRoom(q: Queries): Promise<void> {
  const name = `room ${randomToken(16)}`
  await q.run(sql`INSERT INTO settings (name, value) VALUES (${name}, ${ROOM})`)
  await q.run(sql`DELETE FROM settings WHERE name = ${name}`)
}

async function isReadOnly(reader: Database['reader']): Promise<boolean> {
  const row = await reader.get<{ only: string }>(sql`SELECT current_setting('transaction_read_only') AS only`)
  return row?.only === 'on'
}
