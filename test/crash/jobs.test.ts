import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { sql } from '../../src/storage/engine/sql.ts'
import { forEachEngine, type Place, shareOf } from '../support/databases.ts'
import { jobRows } from '../support/job-rows.ts'
import { FINAL } from '../support/job-states.ts'
import { bindQueue, EMPTY_QUEUE, idsOf, openPlace } from '../support/jobs.ts'
import { countedAndRecounted } from '../support/recount.ts'
import { live } from './live.ts'

const CHILD = fileURLToPath(new URL('./jobs-child.ts', import.meta.url))

/** What a process said before it ended, and how it ended. */
async function work({ dataDir, url }: Place, moment = '', nth = 1) {
  const { code, signal, words } = await live(CHILD, [dataDir, url ?? '', moment, nth])
  const numbers = (word: string) => words(word).map((rest) => rest.map(Number))
  return {
    code,
    signal,
    drained: words('drained').length > 0,
    faults: words('fault'),
    enqueued: numbers('enqueued').map(([id]) => id!),
    ran: numbers('ran').map(([id]) => id!),
    purged: numbers('purged').map(([id, count]) => ({ id: id!, count: count! })),
  }
}

const FAILPOINTS = [
  ['enqueue', 5],
  ['enqueued', 7],
  ['claim', 3],
  ['claimed', 3],
  ['handle', 5],
  ['finish', 2],
  ['finished', 3],
  ['purge', 2],
  ['purged', 1],
] as const

type Life = Awaited<ReturnType<typeof work>>

forEachEngine((engine) => {
  /** What has to hold whenever the queue is looked at. */
  async function check(place: Place, lives: readonly Life[], ended: boolean): Promise<void> {
    const database = await openPlace(place)
    try {
      const { queue } = bindQueue(database)
      const acknowledged = lives.flatMap(({ enqueued }) => enqueued)
      const jobs = await Promise.all(acknowledged.map((id) => queue.jobs.get(id)))
      expect(idsOf(jobs)).toEqual(acknowledged)

      for (const lane of await queue.lanes.list()) {
        const rows = await database.reader.all<{
          state: string
          n: number
        }>(sql`SELECT state, count(*) AS n FROM ${jobRows(database.reader, [lane.id])}
          WHERE lane_id = ${lane.id} AND (segment_id IS NULL OR EXISTS
            (SELECT 1 FROM lane_segments g WHERE g.id = segment_id AND g.purge_id IS NULL)) GROUP BY state`)
        const count = (...states: string[]) =>
          rows.filter(({ state }) => states.includes(state)).reduce((sum, { n }) => sum + n, 0)
        expect({ name: lane.name, waiting: lane.waiting, running: lane.running }).toEqual({
          name: lane.name,
          waiting: count('ready', 'scheduled', 'behind', 'offered'),
          running: count('running', 'parked'),
        })
        const { counted, recounted } = await countedAndRecounted(database.reader, lane.id)
        expect(counted).toEqual(recounted)
      }

      const ran = new Set(lives.flatMap((life) => life.ran))
      for (const { id, count } of lives.flatMap(({ purged }) => purged)) {
        const references = await queue.purges.references(id, { limit: 1000 })
        expect(references).toHaveLength(count)
        for (const purged of references) expect(ran.has(purged.id)).toBe(false)
      }
      for (const job of jobs) {
        if (job.state === 'done') expect(ran.has(job.id)).toBe(true)
        if (job.state === 'failed') expect(job).toMatchObject({ onLost: 'fail', note: 'worker lost' })
        if (ended) expect(FINAL).toContain(job.state)
      }
    } finally {
      await database.close()
    }
  }

  test.each(shareOf(engine, FAILPOINTS))(
    'a process killed at %s has lost nothing, and done nothing by half',
    async (moment, nth) => {
      const place = await engine.fresh(EMPTY_QUEUE)
      const first = await work(place, moment, nth)
      expect(first.signal).toBe('SIGKILL')
      await check(place, [first], false)
      const second = await work(place)
      expect(second).toMatchObject({ code: 0, drained: true, faults: [] })
      await check(place, [first, second], true)
      await place.drop()
    },
    120_000,
  )
})
