import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Job, JobState } from '../../src/jobs/job.ts'
import { done } from '../../src/jobs/outcome.ts'
import { migrate } from '../../src/storage/engine/schema/migrate.ts'
import { type Sql, sql } from '../../src/storage/engine/sql.ts'
import { forEachEngine } from '../support/databases.ts'
import { BY, bindQueue, openPlace } from '../support/jobs.ts'
import { isLong } from '../support/long.ts'

const N = isLong ? 999_996 : 600
const MIGRATION = 34

/** Each state that a job could have, one after the other, as the one table of before had it. */
const STATES = [
  'ready',
  'scheduled',
  'behind',
  'offered',
  'running',
  'parked',
  'done',
  'failed',
  'cancelled',
  'retried',
  'purged',
  'unbegun',
] as const
const SHOWN: Record<(typeof STATES)[number], JobState> = {
  ready: 'waiting',
  scheduled: 'waiting',
  behind: 'waiting',
  offered: 'offered',
  running: 'running',
  parked: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  retried: 'waiting',
  purged: 'cancelled',
  unbegun: 'waiting',
}

/** Which of them the number of a job stands for. */
const is = (...states: (typeof STATES)[number][]): Sql =>
  sql`n.i % ${STATES.length} IN (${sql([states.map((state) => STATES.indexOf(state)).join()])})`

/** The table as it was. */
const BEFORE = readFileSync(new URL('../../src/storage/migrations/0002_jobs.sql', import.meta.url), 'utf8')

forEachEngine((engine) => {
  test(
    'jobs in every state are after it what they were before',
    async () => {
      const place = await engine.fresh()
      const database = await openPlace(place)
      await migrate(database)
      await takeBack()
      await database.transaction(async (q) => {
        for (const statement of GIVEN) await q.run(statement)
        for (const table of ['jobs', 'lane_segments', 'purges', 'lanes'])
          await q.get(q.phrases.passIdentity(table, N + 1000))
      })
      const before = await states(
        sql`SELECT state, count(*) AS n, sum(id) AS ids FROM jobs GROUP BY state ORDER BY state`,
      )
      expect(before.map(({ state }) => state)).toHaveLength(9)

      expect((await migrate(database)).applied).toEqual(['0034_where_jobs_are'])
      expect(
        await states(sql`SELECT state, sum(n) AS n, sum(ids) AS ids FROM (
            SELECT 'ready' AS state, count(*) AS n, sum(id) AS ids FROM ready
            UNION ALL SELECT state, count(*), sum(id) FROM aside GROUP BY state
            UNION ALL SELECT state, count(*), sum(id) FROM ended GROUP BY state
            UNION ALL SELECT 'running', count(*), sum(x.value)
              FROM leases l CROSS JOIN ${database.reader.phrases.elements(sql`l.jobs`)}) AS found
          GROUP BY state ORDER BY state`),
      ).toEqual(before)

      const { queue, transaction, janitor } = bindQueue(database)
      const first = await queue.jobs.byReference(Array.from({ length: STATES.length }, (_, i) => `r${i + 1}`))
      expect(first.map(({ state }) => state)).toEqual(first.map(({ id }) => SHOWN[STATES[id % STATES.length]!]))
      expect(byState(first, 'retried')).toMatchObject({ attempt: 2, losses: 1, note: 'busy', expiresAt: null })
      expect(byState(first, 'running')).toMatchObject({ attempt: 3, losses: 2, orderKey: 'k4', startedAt: 700 })
      expect(byState(first, 'parked')).toMatchObject({ parked: true, runAt: 900, attempt: 1 })
      expect(byState(first, 'done')).toMatchObject({ result: { ok: true }, finishedAt: 800, note: null })
      expect(byState(first, 'purged')).toMatchObject({ purgeId: 1, finishedAt: 5 })

      // Ids and turns go on from where they were, and everything that is not over ends.
      const [lane] = await queue.lanes.list()
      const id = await transaction((tx) => queue.enqueue(tx, { laneId: lane!.id, kind: 'test.do' }))
      expect(id).toBeGreaterThan(N + 1000)
      await transaction((tx) => queue.purges.undo(tx, 1, BY))
      await janitor.recover()
      const holderId = await queue.work.register('new', 600_000)
      for (let jobs: Job[] = []; ; ) {
        const endings = jobs.map((job) => ({ job, outcome: done() }))
        ;({ jobs } = await queue.work.turnOver(endings, { holderId, limit: 5000, of: { ids: [lane!.id] } }))
        expect(jobs.every(({ turn }) => turn > 7)).toBe(true)
        if (jobs.length + endings.length === 0) break
      }
      expect(await queue.lanes.get(lane!.id)).toMatchObject({ waiting: 0, offered: 0, running: 0 })
      expect(await states(sql`SELECT state, count(*) AS n, 0 AS ids FROM ended GROUP BY state ORDER BY state`)).toEqual(
        [
          { state: 'cancelled', n: N / 12, ids: 0 },
          { state: 'done', n: (N / 12) * 10 + 1, ids: 0 },
          { state: 'failed', n: N / 12, ids: 0 },
        ],
      )
      expect(await database.reader.all(sql`SELECT id FROM leases UNION ALL SELECT id FROM aside`)).toEqual([])
      await database.close()
      await place.drop()

      async function states(statement: Sql) {
        const found = await database.reader.all<{ state: string; n: number; ids: number }>(statement)
        return found.map(({ state, n, ids }) => ({ state, n: Number(n), ids: Number(ids) }))
      }

      /** The schema of before, in which nothing is. */
      async function takeBack(): Promise<void> {
        const jobs = BEFORE.slice(BEFORE.indexOf('CREATE TABLE jobs ('))
        const text =
          engine.name === 'sqlite'
            ? jobs.replace('IDENTITY', 'INTEGER PRIMARY KEY AUTOINCREMENT').replaceAll('BIGINT', 'INTEGER')
            : jobs.replace('IDENTITY', 'BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY')
        const drops = ['ready', 'aside', 'leases', 'busy_keys', 'ended', 'jobs'].map((table) => `DROP TABLE ${table};`)
        const marks = ['mark_0', 'mark_1', 'mark_2']
        const columns = [
          ...[...marks, 'pending_0', 'pending_1', 'pending_2', 'pending_until', 'side_mark'].map(
            (name) => `lane_states ${name}`,
          ),
          ...marks.map((name) => `lane_segments ${name}`),
        ].map((name) => `ALTER TABLE ${name.replace(' ', ' DROP COLUMN ')};`)
        await database.script(
          [...drops, ...columns, text].join('\n'),
          sql`DELETE FROM schema_migrations WHERE number = ${MIGRATION}`,
        )
      }
    },
    isLong ? 600_000 : 60_000,
  )
})

const byState = (jobs: readonly Job[], state: (typeof STATES)[number]) =>
  jobs.find(({ id }) => STATES[id % STATES.length] === state)

const numbers = sql`(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${N}) SELECT i FROM n) AS n`

/** One lane with all of them, and a purge that took those of its first segment. */
const GIVEN = [
  sql`INSERT INTO lanes (id, name, kind, parent, weight, on_lost, break_for_ms, created_at) VALUES (1, 'lane', 'test', '', 1, 'retry', 1, 1)`,
  sql`INSERT INTO lane_segments (id, lane_id, purge_id) VALUES (1, 1, 1), (2, 1, NULL)`,
  sql`INSERT INTO purges (id, lane_id, jobs, marked, made_by, why, at, undo_until) VALUES (1, 1, ${N / 12}, ${N / 12}, 't', '', 5, 9000000000000)`,
  sql`INSERT INTO job_holders (id, name, alive_until) VALUES (7, 'old', 1)`,
  sql`INSERT INTO lane_states (lane_id, version, paused, breaker, failures, waiting_here, offered, running, next_start_us,
      segment_id, revived, wake_at) VALUES (1, 1, 0, 'closed', 0, ${(N / 12) * 6}, ${N / 12}, ${(N / 12) * 2}, 0, 2, 0, 1)`,
  sql`INSERT INTO jobs (id, lane_id, segment_id, state, band, kind, order_key, payload, reference, run_at, expires_at, on_lost,
      holder_id, turn, attempt, losses, note, result, enqueued_at, started_at, finished_at, purge_id)
    SELECT i, 1,
      CASE WHEN ${is('purged')} THEN 1 WHEN ${is('ready', 'scheduled', 'behind', 'offered', 'retried', 'unbegun')} THEN 2 END,
      CASE WHEN ${is('ready', 'retried', 'purged', 'unbegun')} THEN 'ready' WHEN ${is('scheduled')} THEN 'scheduled'
        WHEN ${is('behind')} THEN 'behind' WHEN ${is('offered')} THEN 'offered' WHEN ${is('running')} THEN 'running'
        WHEN ${is('parked')} THEN 'parked' WHEN ${is('done')} THEN 'done' WHEN ${is('failed')} THEN 'failed' ELSE 'cancelled' END,
      1, 'test.do', CASE WHEN ${is('behind')} THEN 'k' || (i + 2) WHEN ${is('running')} THEN 'k' || i END, '{}', 'r' || i,
      CASE WHEN ${is('scheduled', 'parked')} THEN 900 END, CASE WHEN ${is('unbegun')} THEN 9000000000000 END, 'retry',
      CASE WHEN ${is('offered', 'running')} THEN 7 END,
      CASE WHEN ${is('ready', 'scheduled', 'behind', 'purged')} THEN 0 WHEN ${is('retried')} THEN 7 ELSE 1 END,
      CASE WHEN ${is('retried')} THEN 2 WHEN ${is('running')} THEN 3 WHEN ${is('parked', 'done', 'failed')} THEN 1 ELSE 0 END,
      CASE WHEN ${is('retried')} THEN 1 WHEN ${is('running')} THEN 2 ELSE 0 END,
      CASE WHEN ${is('retried')} THEN 'busy' END, CASE WHEN ${is('done')} THEN '{"ok":true}' END, 100,
      CASE WHEN ${is('running', 'parked', 'done', 'failed', 'retried')} THEN 700 END,
      CASE WHEN ${is('done', 'failed', 'cancelled')} THEN 800 END, CASE WHEN ${is('cancelled')} THEN 2 END
    FROM ${numbers}`,
  // One that is no more had the highest number.
  sql`INSERT INTO jobs (id, lane_id, state, band, kind, payload, on_lost, enqueued_at) VALUES (${N + 1000}, 1, 'done', 1, '', '', 'retry', 1)`,
  sql`DELETE FROM jobs WHERE id = ${N + 1000}`,
]
