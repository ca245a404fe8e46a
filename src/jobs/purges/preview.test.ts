import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { BY, idsOf, NOW, openQueue, type QueueWorld } from '../../../test/support/jobs.ts'
import { retryAfter } from '../outcome.ts'

const MINUTE = 60_000
const many = (n: number) => Array.from({ length: n }, () => ({}))

forEachEngine((engine) => {
  async function opened() {
    const world = await openQueue(engine)
    const { queue, transaction, addLane } = world
    const lane = await addLane()
    return {
      ...world,
      lane,
      preview: (holds = true, sample = 5) =>
        transaction((tx) => queue.purges.preview(tx, lane.id, { by: 'bob', holds, sample })),
      end: (id: number) => transaction((tx) => queue.purges.endPreview(tx, id)),
      extend: (id: number) => transaction((tx) => queue.purges.extendPreview(tx, id)),
    }
  }
  const taken = async (queue: QueueWorld['queue'], purgeId: number) =>
    idsOf(await queue.purges.references(purgeId, { limit: 1000 }))

  test('counts what waits, offered and later too, and tells the first and the last', async () => {
    const { lane, enqueue, claim, queue, holderId, preview } = await opened()
    expect(await preview(false)).toMatchObject({ count: 0, first: [], last: undefined })
    const ids = await enqueue(
      ...([lane, ...many(4), { runAt: NOW + 1000 }, { orderKey: 'k' }, { orderKey: 'k' }, { band: 'bulk' }] as const),
    )
    await claim(lane, 1)
    await queue.work.offer({ holderId, limit: 2, of: { ids: [lane.id] } })
    expect(await preview()).toEqual({
      id: 2,
      ...{ laneId: lane.id, count: 7, holds: true, by: 'bob', createdAt: NOW, expiresAt: NOW + 5 * MINUTE },
      ...{ first: ids.slice(1, 6), last: ids[7] },
    })
  })

  test('holds the lane still, for every process, until it ends by itself, and what was offered goes back', async () => {
    const { lane, enqueue, claim, queue, clock, counts, holderId, another, preview, extend } = await opened()
    await enqueue(lane, ...many(3))
    const { jobs: offered } = await queue.work.offer({ holderId, limit: 1, of: { ids: [lane.id] } })
    const { id } = await preview()
    await enqueue(lane, {})
    const elsewhere = another().queue
    const request = { holderId, limit: 9, of: { ids: [lane.id] } }
    expect(await claim(lane)).toEqual([])
    expect(await elsewhere.work.claim(request)).toEqual({ jobs: [], nextInMs: 5 * MINUTE })
    expect(await queue.work.acknowledge(offered)).toEqual([])
    expect(await counts(lane)).toEqual({ waiting: 4, offered: 0, running: 0 })
    clock.advance(MINUTE)
    expect(await extend(id)).toMatchObject({ expiresAt: NOW + 6 * MINUTE })
    const holder = await queue.work.register('other', 100 * MINUTE)
    clock.advance(5 * MINUTE - 1)
    expect(await claim(lane, 9, holder)).toEqual([])
    clock.advance(1)
    expect(await claim(lane, 9, holder)).toHaveLength(4)
    await expect(extend(id)).rejects.toMatchObject({ code: 'preview_over' })
  })

  test('lets go when it is ended, but not of what others hold or a person paused', async () => {
    const { lane, enqueue, claim, queue, transaction, preview, end } = await opened()
    await enqueue(lane, ...many(3))
    const [mine, hers, unheld] = [await preview(), await preview(), await preview(false)]
    await end(mine.id)
    await end(unheld.id)
    expect(await claim(lane)).toEqual([])
    await transaction((tx) => queue.lanes.pause(tx, lane.id))
    expect(await end(hers.id)).toMatchObject({ holds: true, count: 3 })
    expect(await queue.lanes.get(lane.id)).toMatchObject({ paused: true, heldUntil: null })
    expect(await claim(lane)).toEqual([])
    await transaction((tx) => queue.lanes.resume(tx, lane.id))
    expect(await claim(lane)).toHaveLength(3)
    await expect(end(hers.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('makes a purge take what it counted and nothing else, and lets go in the same moment', async () => {
    const { lane, enqueue, claim, finish, purge, queue, transaction, counts, preview } = await opened()
    const before = await enqueue(lane, ...many(4), { orderKey: 'k' }, { runAt: NOW + 1000 })
    const [retried] = await claim(lane, 1)
    const { id, count } = await preview()
    await finish(retried!, retryAfter('busy', 0))
    const after = await enqueue(lane, {}, { orderKey: 'k' })
    const purged = await purge(lane, { previewId: id })
    expect([count, purged.count]).toEqual([5, 5])
    expect(await taken(queue, purged.id)).toEqual(before.slice(1))
    expect(await counts(lane)).toEqual({ waiting: 3, offered: 0, running: 0 })
    expect(idsOf(await claim(lane))).toEqual([retried!.id, ...after])
    await expect(purge(lane, { previewId: id })).rejects.toMatchObject({ code: 'not_found' })
    await transaction((tx) => queue.purges.undo(tx, purged.id, BY))
    expect(idsOf(await claim(lane))).toEqual(before.slice(1, 4))
  })

  test('takes of what it counted without a hold what has not begun, while others enqueue', async () => {
    const { lane, enqueue, claim, purge, queue, counts, preview } = await opened()
    const before = await enqueue(lane, ...many(20))
    const { id } = await preview(false)
    const begun = idsOf(await claim(lane, 5))
    const [first, purged, second] = await Promise.all([
      enqueue(lane, ...many(3)),
      purge(lane, { previewId: id }),
      enqueue(lane, ...many(3)),
    ])
    expect(purged.count).toBe(15)
    expect(await taken(queue, purged.id)).toEqual(before.filter((job) => !begun.includes(job)))
    expect(await counts(lane)).toEqual({ waiting: 6, offered: 0, running: 5 })
    expect(idsOf(await claim(lane))).toEqual([...first, ...second].sort((a, b) => a - b))
  })

  test('is good for no purge once it is over, of another lane, or an undo brought more back', async () => {
    const { lane, addLane, enqueue, purge, queue, transaction, clock, counts, preview } = await opened()
    await enqueue(lane, ...many(2))
    const earlier = await purge(lane)
    await enqueue(lane, {})
    const { id } = await preview()
    await transaction((tx) => queue.purges.undo(tx, earlier.id, BY))
    await expect(purge(lane, { previewId: id })).rejects.toMatchObject({ code: 'preview_over' })
    const good = await preview()
    const other = await addLane({ name: 'other' })
    await expect(purge(other, { previewId: good.id })).rejects.toMatchObject({ code: 'not_found' })
    clock.advance(5 * MINUTE)
    await expect(purge(lane, { previewId: good.id })).rejects.toMatchObject({ code: 'preview_over' })
    expect(await counts(lane)).toEqual({ waiting: 3, offered: 0, running: 0 })
    for (let open = 0; open < 20; open++) await preview(false)
    await expect(preview()).rejects.toMatchObject({ code: 'too_many_previews' })
    clock.advance(5 * MINUTE)
    await preview()
  })
})
