import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { forEachEngine, type Place, shareOf } from '../support/databases.ts'
import { EMPTY_QUEUE, openPlace } from '../support/jobs.ts'
import { isLong } from '../support/long.ts'
import { bindOutbound, PASSWORD } from '../support/outbound.ts'
import { live } from './live.ts'

const CHILD = fileURLToPath(new URL('./outbound-child.ts', import.meta.url))

/** What a process said before it ended, and how it ended. */
async function work({ dataDir, url }: Place, name = 'a', moment = '', nth = 1, rounds = 3) {
  const { signal, words } = await live(CHILD, [dataDir, url ?? '', name, moment, nth, rounds])
  return {
    signal,
    faults: words('fault'),
    started: words('started').map(([reference]) => reference!),
    ran: words('ran').map(([reference]) => reference!),
    looked: words('looked').map(([reference]) => reference!),
    purged: words('purged').map(([id, count]) => ({ id: Number(id), count: Number(count) })),
  }
}

/** In the start, in the dispatch, in the run, in the purge; and the others. */
const FAILPOINTS: [string, number][] = [
  ['enqueue', 4],
  ['claimed', 2],
  ['handle', 3],
  ['purge', 2],
  ['enqueued', 5],
  ['claim', 2],
  ['finish', 2],
  ['finished', 2],
  ['purged', 1],
]

type Life = Awaited<ReturnType<typeof work>>

forEachEngine((engine) => {
  async function prepare() {
    const place = await engine.fresh(EMPTY_QUEUE)
    const database = await openPlace(place)
    const { outbound } = bindOutbound(database)
    const { account } = await outbound.accounts.create(SYSTEM, { cloudId: '1-2-0', username: 'bob' })
    // By name: the one that moves comes first.
    for (const [name, paused] of [
      ['a-moving', false],
      ['b-idle', true],
    ] as const)
      await outbound.services.put(
        SYSTEM,
        { accountId: account.id, name },
        { kind: 'rest', runner: 'demonstration', password: PASSWORD, paused },
      )
    await database.close()
    return place
  }

  /** What has to hold whoever died when. */
  async function check(place: Place, lives: readonly Life[]): Promise<void> {
    const database = await openPlace(place)
    try {
      const { outbound, queue } = bindOutbound(database)
      const started = lives.flatMap((life) => life.started)
      const ran = new Set(lives.flatMap((life) => life.ran))
      expect(new Set(started).size).toBe(started.length)
      expect([...ran]).toHaveLength(lives.flatMap((life) => life.ran).length)
      for (const reference of lives.flatMap(({ looked }) => looked)) ran.add(reference)
      expect(lives.flatMap(({ faults }) => faults)).toEqual([])

      const statuses = await outbound.starts.status(SYSTEM, started)
      for (const [index, start] of statuses.entries()) {
        expect(start, started[index]).toBeDefined()
        if (start!.status === 'CANCELLED') expect(ran.has(start!.reference)).toBe(false)
        if (start!.status === 'COMPLETED') expect(ran.has(start!.reference)).toBe(true)
      }
      for (const { id, count } of lives.flatMap((life) => life.purged)) {
        const references = (await queue.purges.references(id, { limit: 10_000 })).map(({ reference }) => reference!)
        expect(references).toHaveLength(count)
        for (const reference of references) expect(ran.has(reference)).toBe(false)
      }
      for (const { service, waiting, running } of await outbound.queues.list(SYSTEM)) {
        const lane = await outbound.starts.waiting(SYSTEM, service, { limit: 10_000 })
        expect([service.name, waiting, running]).toEqual([service.name, lane.length, 0])
      }
    } finally {
      await database.close()
    }
  }

  test.each(isLong ? FAILPOINTS : shareOf(engine, FAILPOINTS.slice(0, 4)))(
    'a process killed at %s has lost no start, and carried out nothing that it purged',
    async (moment, nth) => {
      const place = await prepare()
      const first = await work(place, 'a', moment, nth)
      expect(first.signal).toBe('SIGKILL')
      // The same name, as after a restart: what the first one had is looked at, and ends.
      const second = await work(place)
      expect(second.signal).toBe(null)
      await check(place, [first, second])
      await place.drop()
    },
    120_000,
  )

  test.skipIf(engine.name === 'sqlite')(
    'three processes at once, two of them killed: every start is somebody’s once',
    async () => {
      const place = await prepare()
      const lives = await Promise.all([
        work(place, 'a', 'purge', 3, 6),
        work(place, 'b', 'handle', 6, 6),
        work(place, 'c', '', 1, 6),
      ])
      expect(lives.map(({ signal }) => signal)).toEqual(['SIGKILL', 'SIGKILL', null])
      await check(place, [...lives, await work(place, 'a')])
      await place.drop()
    },
    120_000,
  )
})
