import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { makeRandom } from '../../src/demo/random.ts'
import type { Lane } from '../../src/jobs/lanes/lane.ts'
import { sql } from '../../src/storage/engine/sql.ts'
import { plainEnvironment } from '../support/command.ts'
import { forEachEngine } from '../support/databases.ts'
import { bindQueue, EMPTY_QUEUE, openPlace } from '../support/jobs.ts'
import { isLong } from '../support/long.ts'
import { countedAndRecounted } from '../support/recount.ts'

const CHILD = fileURLToPath(new URL('./jobs-crowd-child.ts', import.meta.url))
const JOBS = isLong ? 5000 : 600
const KILLS = isLong ? 60 : 6
const RATE = 200

type Begun = { laneId: number; id: number; startedAt: number }

forEachEngine((engine) => {
  // A data folder of SQLite belongs to one process.
  test.skipIf(engine.name === 'sqlite')(
    'three processes, killed and started again at random, end every job once and keep to the limits',
    async () => {
      const place = await engine.fresh(EMPTY_QUEUE)
      const database = await openPlace(place)
      await database.transaction((q) => q.run(sql`CREATE TABLE effects (job_id BIGINT PRIMARY KEY)`))
      const { queue, transaction } = bindQueue(database)
      const lane = (name: string, limits: { concurrency?: number; startsPerSecond?: number }) =>
        transaction((tx) => queue.lanes.ensure(tx, { name, kind: 'crowd', ...limits }))
      const lanes = [
        await lane('free', {}),
        await lane('narrow', { concurrency: 3 }),
        await lane('slow', { startsPerSecond: RATE }),
      ]

      const begun: Begun[] = []
      const faults: string[] = []
      const heard = new EventTarget()
      const random = makeRandom(20_260_203)
      const crowd = new Map<string, ChildProcess>()
      const start = (name: string) => {
        const child = spawn(process.execPath, [CHILD, place.dataDir, place.url!, name], {
          env: plainEnvironment(),
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        crowd.set(name, child)
        createInterface(child.stdout!).on('line', (line) => {
          const [word, ...rest] = line.split(' ')
          if (word === 'fault') faults.push(line)
          const [laneId, id, startedAt] = rest.map(Number)
          if (word === 'ran') begun.push({ laneId: laneId!, id: id!, startedAt: startedAt! })
          heard.dispatchEvent(new Event('line'))
        })
      }
      const names = ['a', 'b', 'c']
      try {
        for (const name of names) start(name)
        const acknowledged = await Promise.all(
          Array.from({ length: JOBS }, (_, n) => {
            const orderKey = n % 3 === 1 ? `key ${n % 10}` : null
            return queue.enqueueAlone({ laneId: lanes[n % 3]!.id, kind: 'test.do', orderKey })
          }),
        )
        for (let kills = 1; kills <= KILLS; kills++) {
          await reached(begun, heard, (JOBS / (KILLS + 2)) * kills)
          const name = random.pick(names)
          const victim = crowd.get(name)!
          const gone = once(victim, 'exit')
          victim.kill('SIGKILL')
          await gone
          expect((await queue.lanes.get(lanes[1]!.id)).running).toBeLessThanOrEqual(3)
          start(name)
        }
        await expect.poll(() => unfinished(queue.lanes.list()), { timeout: 120_000, interval: 100 }).toBe(0)

        const effects = await database.reader.all<{ id: number }>(sql`SELECT job_id AS id FROM effects ORDER BY job_id`)
        expect(effects.map(({ id }) => id)).toEqual(acknowledged.sort((a, b) => a - b))
        const states = await Promise.all(acknowledged.map(async (id) => (await queue.jobs.get(id)).state))
        expect(new Set(states)).toEqual(new Set(['done']))
        const starts = begun.filter(({ laneId }) => laneId === lanes[2]!.id).map(({ startedAt }) => startedAt)
        for (const from of starts)
          expect(starts.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(RATE * 1.02 + 1)
        expect(faults).toEqual([])
        for (const { id } of lanes) {
          const { counted, recounted } = await countedAndRecounted(database.reader, id)
          expect(counted).toEqual(recounted)
        }
      } finally {
        await Promise.all(
          [...crowd.values()].map(async (child) => {
            if (child.exitCode !== null || child.signalCode !== null) return
            const gone = once(child, 'exit')
            child.kill('SIGTERM')
            await gone
          }),
        )
        await database.close()
        await place.drop()
      }
    },
    isLong ? 1_800_000 : 180_000,
  )
})

async function reached(begun: readonly Begun[], heard: EventTarget, count: number): Promise<void> {
  while (begun.length < count) await new Promise((resolve) => heard.addEventListener('line', resolve, { once: true }))
}

const unfinished = async (lanes: Promise<Lane[]>) =>
  (await lanes).reduce((sum, { waiting, running }) => sum + waiting + running, 0)
