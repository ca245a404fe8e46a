import type { Columns, Database } from '../../src/storage/database.ts'
import { sql } from '../../src/storage/sql.ts'

/** Rows in groups of the same size, one transaction each. */
const TAKEN = 256

type Row = { id: number; payload: string }

const ROW = {
  id: ['BIGINT', ({ id }) => id],
  payload: ['TEXT', ({ payload }) => payload],
} as const satisfies Columns<Row>

/** A queue with nothing to it: a table with a number, a state and a text. Its transactions are synced like ours. */
export async function makeBare(database: Database) {
  await database.within((q) =>
    q.run(sql`CREATE TABLE bare (id INTEGER PRIMARY KEY, state TEXT NOT NULL, payload TEXT NOT NULL)`),
  )
  let last = 0

  async function insert(n: number): Promise<void> {
    const rows = Array.from({ length: n }, () => ({
      id: ++last,
      payload: `{"to":"441908273800","token":"abc${last}"}`,
    }))
    await database.within(async (q) => {
      for (const given of q.phrases.given(ROW, rows))
        await q.run(sql`INSERT INTO bare (id, state, payload) SELECT id, 'ready', payload FROM ${given}`)
    })
  }

  return {
    async insertInGroups(total: number, size: number): Promise<void> {
      for (let done = 0; done < total; done += size) await insert(Math.min(size, total - done))
    },
    /** Takes the last ones and ends them: two changes of each row. */
    async workOff(total: number): Promise<void> {
      for (let done = 0; done < total; done += TAKEN) {
        const ids = Array.from({ length: Math.min(TAKEN, total - done) }, (_, n) => last - done - n)
        for (const state of ['running', 'done'])
          await database.within((q) =>
            q.all(sql`UPDATE bare SET state = ${state} WHERE id ${q.phrases.inIntegers(ids)} RETURNING id, payload`),
          )
      }
    },
  }
}
