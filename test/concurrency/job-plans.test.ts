import pg from 'pg'
import { expect, test } from 'vitest'
import { done, retryAfter } from '../../src/jobs/outcome.ts'
import type { Database, Queries } from '../../src/storage/engine/database.ts'
import type { Sql } from '../../src/storage/engine/sql.ts'
import { forEachEngine, type Place } from '../support/databases.ts'
import { BY, bindQueue, EMPTY_QUEUE, openPlace } from '../support/jobs.ts'

/** Tables that grow with the jobs. */
const GROWING = /\b(jobs|ready|aside|leases|busy_keys|ended|lane_states)\b/

/** Outside of transactions a small table may be read as a whole: nobody writes by that. These are not small. */
const REFUSED_OUTSIDE = /Seq Scan on (jobs|ready|ended)\b/

/** What reads more than it is asked for, or is chosen by the statistics of the day. */
const REFUSED =
  /Seq Scan on (jobs|ready|aside|leases|busy_keys|ended|lane_states)\b|Hash Join|Merge Join|Sort Key: (r|a|t)\./

forEachEngine((engine) => {
  test.skipIf(engine.name === 'sqlite')(
    'every hot statement finds its rows by an index, whatever the tables held when it was planned',
    async () => {
      const place = await engine.fresh(EMPTY_QUEUE)
      const database = await openPlace(place)
      const asked = new Map<string, boolean>()
      const { queue, transaction } = bindQueue(recording(database, asked))
      const lane = await transaction((tx) => queue.lanes.ensure(tx, { name: 'lane', kind: 'test' }))
      const holderId = await queue.work.register('worker', 600_000)
      const request = { holderId, limit: 500, of: { kinds: ['test'] } }
      const many = (n: number) =>
        transaction((tx) =>
          queue.enqueueMany(
            tx,
            Array.from({ length: n }, (_, i) => jobOf(lane.id, i)),
          ),
        )

      asked.clear()
      for (let n = 0; n < 3; n++) await hot()
      const statements = [...asked].filter(([text]) => GROWING.test(text))
      expect(statements.length).toBeGreaterThan(15)
      expect(
        await misplanned(
          place,
          statements.filter(([, inTransaction]) => inTransaction),
        ),
      ).toEqual([])

      await many(20_000)
      for (let n = 0; n < 20; n++) await hot()
      await many(20_000)
      expect(await misplanned(place, statements)).toEqual([])
      await database.close()
      await place.drop()

      /** What a server does all day. */
      async function hot(): Promise<void> {
        await queue.enqueueAlone(jobOf(lane.id, 1))
        await many(20)
        const { jobs } = await queue.work.claim(request)
        const endings = jobs.map((job, i) => ({ job, outcome: i % 50 === 0 ? retryAfter('busy', 0) : done() }))
        const next = await queue.work.turnOver(endings, request)
        await queue.work.finish(next.jobs.map((job) => ({ job, outcome: done() })))
        await queue.jobs.byReference(['r1'])
        const purge = await transaction((tx) => queue.purges.lane(tx, lane.id, BY))
        await queue.purges.references(purge.id, { limit: 100 })
        await transaction((tx) => queue.purges.undo(tx, purge.id, BY))
      }
    },
    120_000,
  )
})

const jobOf = (laneId: number, n: number) => ({
  laneId,
  kind: 'test.do',
  reference: `r${n}`,
  orderKey: n % 10 === 0 ? `k${n}` : null,
})

/** Notes the text of each statement, and whether it was in a transaction. */
function recording(database: Database, asked: Map<string, boolean>): Database {
  const noting = (q: Queries, inTransaction: boolean): Queries => {
    const note = (statement: Sql) => {
      asked.set(statement.text, inTransaction)
      return statement
    }
    return {
      phrases: q.phrases,
      get: (statement) => q.get(note(statement)),
      all: (statement) => q.all(note(statement)),
      run: (statement) => q.run(note(statement)),
      insert: (statement) => q.insert(note(statement)),
    }
  }
  return {
    ...database,
    reader: noting(database.reader, false),
    transaction: (work) => database.transaction((q) => work(noting(q, true))),
  }
}

/** After ANALYZE, with plans that are made for any values. */
async function misplanned(
  { url }: Place,
  statements: readonly [text: string, inTransaction: boolean][],
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('ANALYZE')
    const found: string[] = []
    for (const [text, inTransaction] of statements) {
      for (const way of ['seqscan', 'hashjoin', 'mergejoin'])
        await client.query(`SET enable_${way} = ${inTransaction ? 'off' : 'on'}`)
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (GENERIC_PLAN, COSTS OFF) ${text}`)
      const plan = rows.map((row) => row['QUERY PLAN'])
      if (plan.some((line) => (inTransaction ? REFUSED : REFUSED_OUTSIDE).test(line)))
        found.push([text, ...plan].join('\n'))
    }
    return found
  } finally {
    await client.end()
  }
}
