import { expect, it } from 'vitest'
import { done } from '../../src/jobs/outcome.ts'
import { forEachEngine } from '../support/databases.ts'
import { idsOf, openQueue } from '../support/jobs.ts'

forEachEngine((engine) => {
  it('claims in order and ends', async () => {
    const { addLane, enqueue, claim, finish, counts, queue } = await openQueue(engine)
    const lane = await addLane()
    const ids = await enqueue(lane, {}, {}, { band: 'person' })
    expect(await counts(lane)).toEqual({ waiting: 3, offered: 0, running: 0 })
    const jobs = await claim(lane, 2)
    expect(idsOf(jobs)).toEqual([ids[2], ids[0]])
    expect(await counts(lane)).toEqual({ waiting: 1, offered: 0, running: 2 })
    expect(await finish(jobs[0]!, done({ result: { code: 0 } }))).toBe(true)
    expect(await finish(jobs[0]!, done())).toBe(false)
    expect(await queue.jobs.get(jobs[0]!.id)).toMatchObject({ state: 'done', result: { code: 0 } })
    expect(await counts(lane)).toEqual({ waiting: 1, offered: 0, running: 1 })
  })
})
