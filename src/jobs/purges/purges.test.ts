import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { BY, idsOf, LEASE, NOW, openQueue, type QueueWorld } from '../../../test/support/jobs.ts'
import { done, retryAfter, unknown } from '../outcome.ts'
import type { Purged } from './purge.ts'

const named = (n: number, prefix = 'r') =>
  Array.from({ length: n }, (_, index) => ({ reference: `${prefix}-${index}` }))
const DAY = 86_400_000

forEachEngine((engine) => {
  async function streamed(queue: QueueWorld['queue'], purgeId: number): Promise<Purged[]> {
    const all: Purged[] = []
    for await (const page of queue.purges.streamReferences(purgeId)) all.push(...page)
    return all
  }

  describe('a purge of a lane', () => {
    test('takes everything that has not begun, says what, and nothing of it begins', async () => {
      const { addLane, enqueue, claim, purge, queue, counts, clock } = await openQueue(engine)
      const lane = await addLane()
      const other = await addLane({ name: 'other' })
      const ids = await enqueue(
        lane,
        ...named(5),
        { reference: 'later', runAt: NOW + 1000 },
        { reference: 'x', orderKey: 'k' },
        { reference: 'y', orderKey: 'k' },
      )
      await enqueue(other, ...named(3, 'other'))
      const begun = await claim(lane, 2)
      expect(idsOf(begun)).toEqual(ids.slice(0, 2))

      const { id, ...purged } = await purge(lane, { by: 'bob', why: 'wrong list' })
      expect(purged).toEqual({
        laneId: lane.id,
        count: 6,
        by: 'bob',
        why: 'wrong list',
        at: NOW,
        undoUntil: NOW + DAY,
        undoneAt: null,
        undoneBy: null,
      })
      const references = await queue.purges.references(id, { limit: 100 })
      expect(references.map(({ reference }) => reference)).toEqual(['r-2', 'r-3', 'r-4', 'later', 'x', 'y'])
      expect(idsOf(references)).toEqual(ids.slice(2))
      expect(await counts(lane)).toEqual({ waiting: 0, offered: 0, running: 2 })
      expect(await counts(other)).toEqual({ waiting: 3, offered: 0, running: 0 })
      clock.advance(5000)
      expect(await claim(lane)).toEqual([])
      expect(await queue.jobs.get(ids[3]!)).toMatchObject({ state: 'cancelled', purgeId: id, finishedAt: NOW })
      expect(await queue.jobs.place(ids[3]!)).toBeUndefined()
    })

    test('leaves what comes after it alone', async () => {
      const { addLane, enqueue, claim, purge } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, ...named(3))
      await purge(lane)
      const after = await enqueue(lane, ...named(2))
      expect(idsOf(await claim(lane))).toEqual(after)
    })

    test('leaves alone what ran, also when it comes back to wait', async () => {
      const { addLane, enqueue, claim, finish, purge, counts, clock, queue, janitor, holderId } =
        await openQueue(engine)
      const lane = await addLane()
      const [a, b, c] = await enqueue(lane, {}, {}, {}, {}, {})
      const [retried, lost, parked] = await claim(lane, 3)
      await finish(retried!, retryAfter('busy', 100))
      const retriedAgain = await purge(lane)
      expect(retriedAgain.count).toBe(3)
      await finish(parked!, unknown('timed out', 100))
      await queue.work.surrender(holderId)
      await janitor.recover()
      expect(await counts(lane)).toEqual({ waiting: 1, offered: 0, running: 1 })
      const [newer] = await enqueue(lane, {})
      clock.advance(100)
      const other = await queue.work.register('other', LEASE)
      // The older job is first in line again; the one that waited for its retry was taken.
      expect(idsOf(await claim(lane, 9, other))).toEqual([c, b, newer])
      expect(await queue.jobs.get(a!)).toMatchObject({ state: 'cancelled' })
      expect(lost!.id).toBe(b)
    })

    test('is empty the second time', async () => {
      const { addLane, enqueue, purge, queue } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, ...named(3))
      await purge(lane)
      const second = await purge(lane)
      expect(second.count).toBe(0)
      expect(await queue.purges.references(second.id, { limit: 10 })).toEqual([])
    })

    test('happens with the change of the caller, or not at all', async () => {
      const { addLane, enqueue, transaction, queue, counts, claim } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {}, {})
      const failed = transaction(async (tx) => {
        await queue.purges.lane(tx, lane.id, BY)
        throw new Error('changed my mind')
      })
      await expect(failed).rejects.toThrow('changed my mind')
      expect(await counts(lane)).toEqual({ waiting: 2, offered: 0, running: 0 })
      expect(await claim(lane)).toHaveLength(2)
    })

    test('gives its references page by page, or all in batches, however many', async () => {
      const { addLane, enqueue, purge, queue } = await openQueue(engine)
      const lane = await addLane()
      const bands = ['bulk', 'person', 'automatic'] as const
      const jobs = named(5000).map((job, index) => ({
        ...job,
        band: bands[index % 3]!,
        runAt: index % 5 ? null : NOW + 1,
      }))
      const ids = await enqueue(lane, ...jobs)
      const { id } = await purge(lane)
      const expected = ids.map((each, index) => ({ id: each, reference: `r-${index}` }))
      expect(await streamed(queue, id)).toEqual(expected)
      const paged: Purged[] = []
      for (let page: Purged[] = []; paged.length === 0 || page.length > 0; paged.push(...page))
        page = await queue.purges.references(id, { after: paged.at(-1)?.id ?? 0, limit: 700 })
      expect(paged).toEqual(expected)
    })
  })

  describe('an undo', () => {
    test('brings everything back to its old place, before what came since', async () => {
      const { addLane, enqueue, claim, purge, queue, transaction, counts, clock } = await openQueue(engine)
      const lane = await addLane()
      const old = await enqueue(lane, {}, { runAt: NOW + 50 }, { orderKey: 'a' }, { orderKey: 'a' })
      const [running] = await claim(lane, 1)
      const first = await purge(lane)
      const newer = await enqueue(lane, {}, { band: 'person' })
      const undone = await transaction((tx) => queue.purges.undo(tx, first.id, { by: 'bob' }))
      expect(undone).toMatchObject({ undoneAt: NOW, undoneBy: 'bob' })
      expect(await counts(lane)).toEqual({ waiting: 5, offered: 0, running: 1 })
      expect(await queue.purges.references(first.id, { limit: 10 })).toEqual([])
      clock.advance(50)
      expect(idsOf(await claim(lane))).toEqual([newer[1], old[1], old[2], newer[0]])
      expect(running!.id).toBe(old[0])
    })

    test('can be followed by another purge, and that by an undo', async () => {
      const { addLane, enqueue, claim, purge, queue, transaction, counts, janitor } = await openQueue(engine)
      const lane = await addLane()
      const ids = await enqueue(lane, {}, {})
      const first = await purge(lane)
      ids.push(...(await enqueue(lane, {})))
      await transaction((tx) => queue.purges.undo(tx, first.id, BY))
      const second = await purge(lane)
      expect(second.count).toBe(3)
      ids.push(...(await enqueue(lane, {})))
      await transaction((tx) => queue.purges.undo(tx, second.id, BY))
      await janitor.prune()
      expect(await counts(lane)).toEqual({ waiting: 4, offered: 0, running: 0 })
      expect(idsOf(await claim(lane))).toEqual(ids)
      await janitor.prune()
      expect(await counts(lane)).toEqual({ waiting: 0, offered: 0, running: 4 })
      const late = await enqueue(lane, {})
      expect(idsOf(await claim(lane))).toEqual(late)
    })

    test('does not leave a job behind a key that became free meanwhile', async () => {
      const { addLane, enqueue, claim, finish, purge, queue, transaction } = await openQueue(engine)
      const lane = await addLane()
      const [, second] = await enqueue(lane, { orderKey: 'a' }, { orderKey: 'a' })
      const [job] = await claim(lane)
      const { id } = await purge(lane)
      await finish(job!, done())
      await transaction((tx) => queue.purges.undo(tx, id, BY))
      expect(idsOf(await claim(lane))).toEqual([second])
    })

    test('is refused when it is final, too late, or done before', async () => {
      const { addLane, enqueue, purge, queue, transaction, clock } = await openQueue(engine)
      const lane = await addLane()
      const undo = (id: number) => transaction((tx) => queue.purges.undo(tx, id, BY))
      await enqueue(lane, {})
      const final = await purge(lane, { undoForMs: null })
      await enqueue(lane, {})
      const brief = await purge(lane, { undoForMs: 1000 })
      await enqueue(lane, {})
      const undone = await purge(lane)
      await undo(undone.id)
      clock.advance(1000)
      await expect(undo(final.id)).rejects.toMatchObject({ code: 'undo_refused', facts: { why: 'final' } })
      await expect(undo(brief.id)).rejects.toMatchObject({ facts: { why: 'late' } })
      await expect(undo(undone.id)).rejects.toMatchObject({ facts: { why: 'undone' } })
      await expect(undo(999_999)).rejects.toMatchObject({ code: 'not_found' })
    })
  })

  describe('a cancellation', () => {
    test('takes the jobs named that have not begun, and says what became of each', async () => {
      const { addLane, enqueue, claim, queue, transaction, counts, finish } = await openQueue(engine)
      const lane = await addLane()
      const other = await addLane({ name: 'other' })
      await enqueue(lane, { reference: 'done' }, { reference: 'runs' }, { reference: 'waits' }, { reference: 'twice' })
      await enqueue(other, { reference: 'twice' })
      const [first] = await claim(lane, 2)
      await finish(first!, done())
      const references = ['waits', 'runs', 'done', 'twice', 'unknown']
      const { purge, jobs } = await transaction((tx) =>
        queue.cancel(tx, { references, laneIds: [lane.id] }, { by: 'bob' }),
      )
      expect(jobs.map(({ job, cancelled }) => [job.reference, job.state, cancelled])).toEqual([
        ['done', 'done', false],
        ['runs', 'running', false],
        ['waits', 'cancelled', true],
        ['twice', 'cancelled', true],
      ])
      expect(purge).toMatchObject({ laneId: lane.id, count: 2, by: 'bob' })
      expect((await queue.purges.references(purge.id, { limit: 9 })).map(({ reference }) => reference)).toEqual([
        'waits',
        'twice',
      ])
      expect(await counts(lane)).toEqual({ waiting: 0, offered: 0, running: 1 })
      expect(await counts(other)).toEqual({ waiting: 1, offered: 0, running: 0 })
    })

    test('can be undone, also when its lane was purged meanwhile', async () => {
      const { addLane, enqueue, claim, purge, queue, transaction } = await openQueue(engine)
      const lane = await addLane()
      const [a] = await enqueue(lane, {}, {})
      const { purge: cancellation } = await transaction((tx) => queue.cancel(tx, { ids: [a!] }, BY))
      await purge(lane)
      await transaction((tx) => queue.purges.undo(tx, cancellation.id, BY))
      expect(idsOf(await claim(lane))).toEqual([a])
    })

    test('lets the next job of the key go', async () => {
      const { addLane, enqueue, claim, finish, queue, transaction } = await openQueue(engine)
      const lane = await addLane()
      const [, second, third] = await enqueue(lane, { orderKey: 'a' }, { orderKey: 'a' }, { orderKey: 'a' })
      const [job] = await claim(lane)
      await finish(job!, done())
      await transaction((tx) => queue.cancel(tx, { ids: [second!] }, BY))
      expect(idsOf(await claim(lane))).toEqual([third])
    })
  })

  describe('a purge by filter', () => {
    test('takes what matches in all respects, wherever it waits', async () => {
      const { addLane, enqueue, claim, queue, transaction, counts, clock } = await openQueue(engine)
      const a = await addLane({ name: 'a' })
      const b = await addLane({ name: 'b' })
      await enqueue(
        a,
        ...named(1200, 'a').map((job, index) => ({ ...job, kind: index % 2 ? 'test.odd' : 'test.even' })),
      )
      await enqueue(b, { kind: 'test.odd', reference: 'b', runAt: NOW + 9 }, { kind: 'test.odd', band: 'bulk' })
      clock.advance(5)
      await enqueue(b, { kind: 'test.odd', reference: 'too new' })
      const purge = await transaction((tx) =>
        queue.purges.where(
          tx,
          { laneIds: [a.id, b.id], kind: 'test.odd', band: 'automatic', enqueuedBefore: NOW + 5 },
          BY,
        ),
      )
      expect(purge).toMatchObject({ laneId: null, count: 601 })
      expect(await streamed(queue, purge.id)).toHaveLength(601)
      expect(await counts(a)).toEqual({ waiting: 600, offered: 0, running: 0 })
      expect(await counts(b)).toEqual({ waiting: 2, offered: 0, running: 0 })
      await transaction((tx) => queue.purges.undo(tx, purge.id, BY))
      expect(await counts(a)).toEqual({ waiting: 1200, offered: 0, running: 0 })
      clock.advance(5)
      expect(await claim(b)).toHaveLength(3)
    })

    test('finds jobs of a key that step forward while it takes those before them', async () => {
      const { addLane, enqueue, claim, queue, transaction, counts } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, ...Array.from({ length: 5 }, () => ({ orderKey: 'a' })))
      await claim(lane)
      const purge = await transaction((tx) => queue.purges.where(tx, { laneIds: [lane.id], orderKey: 'a' }, BY))
      expect(purge.count).toBe(4)
      expect(await counts(lane)).toEqual({ waiting: 0, offered: 0, running: 1 })
    })
  })

  test('tells who purged what, newest first', async () => {
    const { addLane, enqueue, purge, queue } = await openQueue(engine)
    const lane = await addLane()
    const other = await addLane({ name: 'other' })
    await enqueue(lane, {}, {})
    const first = await purge(lane, { by: 'ann' })
    const second = await purge(other, { by: 'bob' })
    expect(await queue.purges.list()).toEqual([second, first])
    expect(await queue.purges.list({ laneId: lane.id })).toEqual([first])
  })
})
