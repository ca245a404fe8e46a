import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixedClock } from '../../test/support/clock.ts'
import { forEachEngine } from '../../test/support/databases.ts'
import { jobRows } from '../../test/support/job-rows.ts'
import { canBecome } from '../../test/support/job-states.ts'
import { BY, bindQueue, EMPTY_QUEUE, idsOf, NOW, openPlace } from '../../test/support/jobs.ts'
import { isLong } from '../../test/support/long.ts'
import { type ModelJob, QueueModel } from '../../test/support/queue-model.ts'
import { countedAndRecounted } from '../../test/support/recount.ts'
import type { Database } from '../storage/engine/database.ts'
import { sql } from '../storage/engine/sql.ts'
import { QueueFull } from './enqueue.ts'
import { BANDS, type Job, type JobState, type OnLost } from './job.ts'
import { done, giveUp, type JobOutcome, retryAfter, unknown } from './outcome.ts'
import { UndoRefused } from './purges/purges.ts'
import type { Origin } from './queue.ts'

const LEASE = 10_000

const outcomes: JobOutcome[] = [
  done(),
  giveUp('no'),
  retryAfter('busy', 0),
  retryAfter('busy', 500),
  retryAfter('busy', 5000, { health: 'unsaid' }),
  retryAfter('locked out', 1000, { health: 'broken' }),
  unknown('timed out', 700),
  unknown('goes on', 2000, { health: 'well' }),
]

const lane = fc.nat(1)
const some = fc.nat(30)
const job = fc.record({
  band: fc.nat(2),
  key: fc.constantFrom(null, null, 'a', 'b'),
  delay: fc.constantFrom(0, 0, 0, 800),
  expiry: fc.constantFrom(null, null, null, 1500),
  onLost: fc.constantFrom('retry', 'retry', 'fail', 'look'),
})

const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('enqueue'), lane, jobs: fc.array(job, { minLength: 1, maxLength: 6 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('claim'),
      lane,
      limit: fc.integer({ min: 1, max: 5 }),
      holder: fc.nat(1),
      offering: fc.constant(false),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('claim'),
      lane,
      limit: fc.integer({ min: 1, max: 3 }),
      holder: fc.nat(1),
      offering: fc.constant(true),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('finish'),
      which: some,
      outcome: fc.nat(outcomes.length - 1),
      late: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle'), which: some }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('acknowledge'), which: some }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('giveBack'), which: some }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unbegin'), which: some, late: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('tick'), ms: fc.constantFrom(1, 30, 400, 1000, 6000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('beat'), holder: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash'), holder: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('janitor') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause'), lane }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resume'), lane }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('purge'), lane, undoForMs: fc.constantFrom(null, 3000, 60_000) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('purgeWhere'),
      lane,
      key: fc.constantFrom('a', 'b'),
      band: fc.option(fc.nat(2)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('cancel'), which: fc.array(some, { minLength: 1, maxLength: 4 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo'), which: some }) },
)
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never

const settings = fc.record({
  concurrency: fc.constantFrom(null, null, 2, 3),
  queueLimit: fc.constantFrom(null, null, 8),
  breakAfter: fc.constantFrom(null, 2),
  startsPerSecond: fc.constantFrom(null, null, 2, 50),
})

forEachEngine((engine) => {
  test(
    'does what a queue in memory does, whatever happens to it',
    async () => {
      const place = await engine.fresh(EMPTY_QUEUE)
      const database = await openPlace(place)
      const property = fc.asyncProperty(
        fc.tuple(settings, settings),
        fc.array(command, { minLength: 5, maxLength: isLong ? 120 : 60 }),
        async (lanes, commands) => {
          const run = await begin(database, lanes)
          try {
            for (const each of commands) await run.step(each)
            await run.drain()
          } finally {
            await run.end()
          }
        },
      )
      try {
        await fc.assert(property, { numRuns: isLong ? 1500 : engine.name === 'sqlite' ? 60 : 25, endOnFailure: false })
      } finally {
        await database.close()
        await place.drop()
      }
    },
    isLong ? 3_600_000 : 120_000,
  )
})

let runs = 0

async function begin(database: Database, wanted: Record<string, number | null>[]) {
  const name = `run-${++runs}`
  const clock = fixedClock(NOW + runs * 10_000_000)
  const { queue, transaction, janitor } = bindQueue(database, { now: clock.now })
  const model = new QueueModel(clock.now())
  const lanes: number[] = []
  for (const [index, settings] of wanted.entries()) {
    const { id } = await transaction((tx) =>
      queue.lanes.ensure(tx, { name: `${name}-${index}`, kind: name, breakForMs: 1000, ...settings }),
    )
    lanes.push(id)
    const { startsPerSecond, concurrency, queueLimit, breakAfter } = settings as Record<string, number | null>
    model.lanes.set(id, {
      concurrency: concurrency!,
      queueLimit: queueLimit!,
      breakAfter: breakAfter!,
      breakForMs: 1000,
      intervalMs: startsPerSecond ? 1000 / startsPerSecond : null,
      paused: false,
      breaker: 'closed',
      failures: 0,
      openUntil: 0,
      probe: null,
      nextStart: 0,
    })
  }
  const holders: number[] = []
  const register = async (index: number) => {
    holders[index] = await queue.work.register(`${name}-${index}`, LEASE)
    model.holders.set(holders[index]!, clock.now() + LEASE)
  }
  await register(0)
  await register(1)
  /** Every turn that was ever taken, as whoever took it still has it in hand. */
  const taken: Job[] = []
  const originOf = new Map<Job, Origin | undefined>()
  let seen = new Map<number, JobState>()

  /** The numbers of the turns of each job, as they were taken: they go up. */
  const turns = new Map<number, number[]>()
  const turnsOf = (id: number) => turns.get(id) ?? []
  const nthTurn = ({ id, turn }: Pick<Job, 'id' | 'turn'>) => turnsOf(id).indexOf(turn) + 1
  function take(jobs: readonly Job[]): void {
    for (const { id, turn } of jobs) {
      expect(turn).toBeGreaterThan(turnsOf(id).at(-1) ?? 0)
      turns.set(id, [...turnsOf(id), turn])
    }
    taken.push(...jobs)
  }

  const laneAt = (index: number) => lanes[index]!
  const modelOf = (id: number): ModelJob => model.jobs.get(id)!
  const pick = <Item>(items: readonly Item[], which: number): Item | undefined => items[which % items.length]

  async function act(command: Command): Promise<void> {
    switch (command.do) {
      case 'enqueue': {
        const laneId = laneAt(command.lane)
        const jobs = command.jobs.map((request, index) => ({
          laneId,
          kind: 'test.do',
          band: BANDS[request.band]!,
          orderKey: request.key,
          reference: `${name}.${model.jobs.size + index}`,
          runAt: request.delay === 0 ? null : clock.now() + request.delay,
          expiresAt: request.expiry === null ? null : clock.now() + request.expiry,
          onLost: request.onLost as OnLost,
        }))
        const { queueLimit } = model.lanes.get(laneId)!
        const enqueue = transaction((tx) => queue.enqueueMany(tx, jobs))
        if (queueLimit !== null && model.counts(laneId).waiting + jobs.length > queueLimit) {
          await expect(enqueue).rejects.toThrow(QueueFull)
          return
        }
        for (const [index, id] of (await enqueue).entries()) {
          const { band, orderKey, reference, runAt, expiresAt, onLost } = jobs[index]!
          model.jobs.set(id, {
            id,
            lane: laneId,
            band: BANDS.indexOf(band),
            key: orderKey,
            reference,
            state: 'waiting',
            parked: false,
            runAt,
            expiresAt,
            onLost,
            holder: null,
            turn: 0,
            losses: 0,
            purge: null,
          })
        }
        return
      }
      case 'claim': {
        const holderId = holders[command.holder]!
        const request = { holderId, limit: command.limit, of: { ids: [laneAt(command.lane)] } }
        const { jobs, origins } = command.offering ? await queue.work.offer(request) : await queue.work.claim(request)
        for (const job of jobs) originOf.set(job, origins?.get(job.id))
        expect(idsOf(jobs)).toEqual(model.claim(laneAt(command.lane), command.limit, holderId, command.offering))
        take(jobs)
        return
      }
      case 'finish': {
        const running = taken.filter(
          (job) => command.late || (modelOf(job.id).turn === nthTurn(job) && modelOf(job.id).state === 'running'),
        )
        const job = pick(running, command.which)
        if (!job) return
        const outcome = outcomes[command.outcome]!
        const expected = model.finish(modelOf(job.id), nthTurn(job), outcome)
        expect(await queue.work.finish([{ job, outcome }])).toEqual([expected])
        return
      }
      case 'settle': {
        const job = pick(
          [...model.jobs.values()].filter(({ parked }) => parked),
          command.which,
        )
        if (!job) return
        expect(await transaction((tx) => queue.settle(tx, job.id, done()))).toBe(model.finish(job, null, done()))
        return
      }
      case 'acknowledge':
      case 'giveBack': {
        const offered = taken.filter(
          (job) => modelOf(job.id).turn === nthTurn(job) && modelOf(job.id).state === 'offered',
        )
        const job = pick(offered, command.which)
        if (!job) return
        if (command.do === 'giveBack') {
          model.giveBack(modelOf(job.id))
          await queue.work.giveBack([job])
        } else
          expect(idsOf(await queue.work.acknowledge([job]))).toEqual(model.acknowledge(modelOf(job.id)) ? [job.id] : [])
        return
      }
      case 'unbegin': {
        const running = taken.filter(
          (job) => command.late || (modelOf(job.id).turn === nthTurn(job) && modelOf(job.id).state === 'running'),
        )
        const job = pick(running, command.which)
        if (!job || !originOf.has(job)) return
        const origin = originOf.get(job)
        const expected = model.unbegin(modelOf(job.id), nthTurn(job), origin)
        expect(await transaction((tx) => queue.unbegin(tx, job, origin))).toBe(expected)
        return
      }
      case 'tick':
        clock.advance(command.ms)
        model.now = clock.now()
        return
      case 'beat': {
        const holderId = holders[command.holder]!
        const alive = model.isAlive(holderId)
        expect(await queue.work.beat(holderId, LEASE)).toBe(alive)
        if (alive) model.holders.set(holderId, clock.now() + LEASE)
        else await register(command.holder)
        return
      }
      case 'crash':
        // A process that comes back under its name has lost what it had.
        model.holders.delete(holders[command.holder]!)
        await register(command.holder)
        return
      case 'janitor':
        model.recover()
        model.expire()
        await janitor.recover()
        await janitor.expire()
        await janitor.prune()
        return
      case 'pause':
      case 'resume':
        model.lanes.get(laneAt(command.lane))!.paused = command.do === 'pause'
        await transaction((tx) => queue.lanes[command.do](tx, laneAt(command.lane)))
        return
      case 'purge': {
        const laneId = laneAt(command.lane)
        const undoForMs = command.undoForMs
        const purge = await transaction((tx) => queue.purges.lane(tx, laneId, { ...BY, undoForMs }))
        const undoUntil = undoForMs === null ? null : clock.now() + undoForMs
        const ids = model.take(model.line(laneId), { id: purge.id, undoUntil, undone: false })
        expect(purge.count).toBe(ids.length)
        return
      }
      case 'purgeWhere': {
        const laneId = laneAt(command.lane)
        const band = command.band === null ? {} : { band: BANDS[command.band]! }
        const filter = { laneIds: [laneId], orderKey: command.key, ...band }
        const purge = await transaction((tx) => queue.purges.where(tx, filter, BY))
        const matching = model
          .line(laneId)
          .filter((job) => job.key === command.key && (command.band === null || job.band === command.band))
        const ids = model.take(matching, { id: purge.id, undoUntil: purge.undoUntil, undone: false })
        expect(purge.count).toBe(ids.length)
        return
      }
      case 'cancel': {
        const jobs = [...new Set(command.which.flatMap((which) => pick([...model.jobs.values()], which) ?? []))]
        const references = jobs.map(({ reference }) => reference)
        const answer = await transaction((tx) => queue.cancel(tx, { references }, BY))
        const ids = model.take(jobs, { id: answer.purge.id, undoUntil: answer.purge.undoUntil, undone: false })
        const cancelled = answer.jobs.filter((each) => each.cancelled).map((each) => each.job.id)
        expect(cancelled).toEqual(ids.sort((a, b) => a - b))
        return
      }
      case 'undo': {
        const purge = pick(model.purges, command.which)
        if (!purge) return
        const undo = transaction((tx) => queue.purges.undo(tx, purge.id, BY))
        if (model.undo(purge)) await undo
        else await expect(undo).rejects.toThrow(UndoRefused)
        return
      }
    }
  }

  async function compare(): Promise<void> {
    const ids = [...model.jobs.keys()].sort((a, b) => a - b)
    const jobs = await Promise.all([queue.jobs.byReference([...model.jobs.values()].map(({ reference }) => reference))])
    expect(
      jobs[0].map(({ id, state, parked, turn, losses, purgeId }) => {
        return { id, state, parked, turn: nthTurn({ id, turn }), losses, purgeId }
      }),
    ).toEqual(
      ids.map((id) => {
        const { state, parked, turn, losses, purge } = modelOf(id)
        return { id, state, parked, turn, losses, purgeId: purge }
      }),
    )
    for (const { id, state } of jobs[0]) {
      const before = seen.get(id) ?? 'waiting'
      if (before !== state) expect(canBecome(before, state) || canBecome('offered', state)).toBe(true)
    }
    seen = new Map(jobs[0].map(({ id, state }) => [id, state]))
    for (const laneId of lanes) {
      const { waiting, offered, running, breaker } = await queue.lanes.get(laneId)
      expect({ waiting, offered, running }).toEqual(model.counts(laneId))
      expect(breaker).toBe(model.lanes.get(laneId)!.breaker)
      expect(idsOf(await queue.jobs.waiting(laneId, { limit: 1000 }))).toEqual(idsOf(model.line(laneId)))
      const { counted, recounted } = await countedAndRecounted(database.reader, laneId)
      expect(counted).toEqual(recounted)
    }
    for (const purge of model.purges) {
      const references = await queue.purges.references(purge.id, { limit: 1000 })
      const expected = model.taken(purge).sort((a, b) => a.id - b.id)
      expect(references).toEqual(expected.map(({ id, reference }) => ({ id, reference })))
    }
    // Whoever waits behind a key is reached by the end of the one before.
    const stuck =
      await database.reader.all(sql`WITH rows AS (SELECT * FROM ${jobRows(database.reader, lanes)}) SELECT id FROM rows b
      WHERE state = 'behind' AND EXISTS (SELECT 1 FROM lane_segments g WHERE g.id = b.segment_id AND g.purge_id IS NULL)
        AND NOT EXISTS (SELECT 1 FROM rows o WHERE o.lane_id = b.lane_id AND o.order_key = b.order_key
          AND o.state IN ('ready', 'offered', 'running', 'parked'))`)
    expect(stuck).toEqual([])
    const misshapen = await database.reader.all(sql`SELECT id, state FROM ${jobRows(database.reader, lanes)}
      WHERE places <> 1 OR (segment_id IS NOT NULL) <> (state IN ('ready', 'scheduled', 'behind', 'offered'))
        OR (holder_id IS NOT NULL) <> (state IN ('offered', 'running'))
        OR (finished_at IS NOT NULL) <> (state IN ('done', 'failed', 'cancelled'))`)
    expect(misshapen).toEqual([])
  }

  async function step(command: Command): Promise<void> {
    await act(command)
    if (command.do !== 'tick') {
      // A claim ends late jobs that it meets in line, and only those: both sides have to end the others.
      await janitor.expire()
      model.expire()
    }
    await compare()
  }

  return {
    step,
    /** When all is well again, everything that waits gets its turn. */
    async drain(): Promise<void> {
      for (const index of lanes.keys()) await step({ do: 'resume', lane: index })
      for (const index of holders.keys()) await step({ do: 'crash', holder: index })
      for (
        let round = 0;
        [...model.jobs.values()].some(({ state }) => !['done', 'failed', 'cancelled'].includes(state));
        round++
      ) {
        expect(round).toBeLessThan(200)
        await step({ do: 'tick', ms: 6000 })
        await step({ do: 'beat', holder: 0 })
        await step({ do: 'janitor' })
        for (const index of lanes.keys()) {
          await step({ do: 'claim', lane: index, limit: 5, holder: 0, offering: false })
          for (const job of taken.splice(0)) {
            const expected = model.finish(modelOf(job.id), nthTurn(job), done())
            expect(await queue.work.finish([{ job, outcome: done() }])).toEqual([expected])
          }
        }
      }
    },
    async end(): Promise<void> {
      for (const laneId of lanes) await transaction((tx) => queue.purges.lane(tx, laneId, { ...BY, undoForMs: null }))
      for (const holderId of holders) await queue.work.surrender(holderId)
      await janitor.recover()
      for (const laneId of lanes) await transaction((tx) => queue.purges.lane(tx, laneId, { ...BY, undoForMs: null }))
    },
  }
}
