import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { BY, openQueue } from '../../test/support/jobs.ts'
import { done } from './outcome.ts'

const named = (n: number, prefix = 'r') =>
  Array.from({ length: n }, (_, index) => ({ reference: `${prefix}-${index}` }))

forEachEngine((engine) => {
  describe('the janitor', () => {
    test('removes what ended long ago, in small steps, and tells whom it belongs to', async () => {
      const { addLane, enqueue, claim, queue, clock, read, transaction, finish, purge } = await openQueue(engine)
      const { makeJanitor } = await import('./janitor.ts')
      const removed: number[] = []
      const janitor = makeJanitor({
        read,
        transaction,
        keepFinishedMs: 1000,
        keepPurgesMs: 5000,
        onDelete: async (_, ids) => void removed.push(...ids),
        onFault: (fault) => {
          throw fault
        },
      })
      const lane = await addLane()
      const ids = await enqueue(lane, ...named(450))
      const [first, ...others] = await claim(lane, 450)
      await queue.work.finish(others.map((job) => ({ job, outcome: done() })))
      clock.advance(1001)
      await finish(first!, done())
      await enqueue(lane, ...named(300, 'p'))
      const { id: marked } = await purge(lane, { undoForMs: 60_000 })
      await enqueue(lane, { reference: 'single' })
      const { purge: single } = await transaction((tx) => queue.cancel(tx, { references: ['single'] }, BY))

      await janitor.prune()
      expect(removed.sort((a, b) => a - b)).toEqual(ids.slice(1))
      await expect(queue.jobs.get(ids[1]!)).rejects.toMatchObject({ code: 'not_found' })

      clock.advance(6000)
      await janitor.prune()
      expect(await queue.purges.references(marked, { limit: 1000 })).toHaveLength(300)
      clock.advance(60_000)
      await janitor.prune()
      await expect(queue.purges.get(marked)).rejects.toMatchObject({ code: 'not_found' })
      expect(await queue.purges.get(single.id)).toMatchObject({ count: 1 })
      expect(removed).toHaveLength(450 + 300)
    })
  })
})
