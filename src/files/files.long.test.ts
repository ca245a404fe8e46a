import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { filesIn, MB, stream } from '../../test/support/files.ts'
import { openTicketWorld } from '../../test/support/ticket-world.ts'

forEachEngine((engine) => {
  test.each(['folder', 'database'] as const)(
    '200 MB go up into the %s and come down with flat memory',
    async (place) => {
      const { keep, comesDownAs } = filesIn(place, await openTicketWorld(engine))
      // The first one warms up what grows once: pools, buffers, code.
      await comesDownAs((await keep(stream(20 * MB))).id)
      const memory = watchMemory()
      const { id, sha256 } = await keep(memory.watched(stream(200 * MB)))
      expect((await comesDownAs(id)).sha256).toBe(sha256)
      // With what the collector has not taken yet.
      expect(memory.grownMb()).toBeLessThan(100)
    },
    300_000,
  )
})

/** How much more the process held, at most, than when the watch began. */
function watchMemory() {
  const held = () => {
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  globalThis.gc?.()
  const start = held()
  let most = start
  return {
    *watched(bytes: Iterable<Uint8Array>): Generator<Uint8Array> {
      for (const piece of bytes) {
        most = Math.max(most, held())
        yield piece
      }
    },
    grownMb: () => (Math.max(most, held()) - start) / MB,
  }
}
