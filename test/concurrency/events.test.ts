import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { demonstration, startApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'
import { isLong } from '../support/long.ts'

const RUNS = isLong ? 50 : 3

/** What a reader does next: reads so many events and goes away, to come back on another node. */
const visits = fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 7 })), { minLength: 3, maxLength: 12 })
const writes = fc.array(fc.nat(2), { minLength: 5, maxLength: 40 })

forEachEngine((engine) => {
  test('who comes back on any node, as often as they like, has read what was committed: each once, in order', async () => {
    const place = await engine.fresh(demonstration)
    // A file has one node.
    const nodes = await Promise.all((place.url ? [1, 2, 3] : [1]).map(() => startApp(place)))
    for (const { provisor } of nodes) await provisor.background.activityLog.start()
    const nodeAt = (index: number) => nodes[index % nodes.length]!.provisor
    let line = 0
    try {
      await fc.assert(
        fc.asyncProperty(visits, writes, async (comings, writers) => {
          await nodeAt(0).domain.access.sealer.settle()
          let position = (await nodeAt(0).domain.access.sealer.bounds()).head
          const committed: string[] = []
          const writing = Promise.all(
            writers.map(async (index) => {
              const description = `line ${++line}`
              await nodeAt(index).domain.access.activity.log(SYSTEM, description)
              committed.push(description)
            }),
          )
          const read: string[] = []
          const positions: number[] = []
          async function visit(index: number, most: number): Promise<void> {
            const over = new AbortController()
            const again = async () => SYSTEM
            const pages = nodeAt(index).domain.feed.follow(SYSTEM, {}, { after: position, signal: over.signal, again })
            let taken = 0
            for await (const page of pages) {
              if ('gap' in page) throw new Error('A gap, and nothing was removed')
              for (const event of page.events) {
                // Away in the middle of a page: what comes after is asked for again.
                if (taken++ === most) break
                read.push(event.description)
                positions.push(event.position)
                position = event.position
              }
              if (taken >= most) over.abort()
            }
          }
          for (const [index, most] of comings)
            if (read.length < writers.length) await visit(index, Math.min(most, writers.length - read.length))
          await writing
          while (read.length < writers.length) await visit(0, writers.length - read.length)
          expect(read.toSorted()).toEqual(committed.toSorted())
          expect(positions).toEqual(positions.toSorted((a, b) => a - b))
          expect(new Set(positions).size).toBe(positions.length)
        }),
        { numRuns: RUNS },
      )
    } finally {
      for (const { close } of nodes) await close()
    }
  })
})
