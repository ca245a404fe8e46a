import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { CHAIN_KEY, MINUTE, NOW, openAccess } from '../../test/support/access.ts'
import { SYSTEM } from '../access/actor.ts'
import { sql } from '../storage/engine/sql.ts'
import { makeSealer, type Sealer } from './sealer.ts'

async function setup(events = 0) {
  const world = await openAccess()
  const log = async (...descriptions: string[]) => {
    for (const description of descriptions) await world.access.activity.log(SYSTEM, description)
  }
  const tamper = (statement: ReturnType<typeof sql>) => world.database.transaction((q) => q.run(statement))
  await log(...Array.from({ length: events }, (_, index) => `Event ${index + 1}`))
  // Small batches, so that a few rows show what happens at their borders.
  const sealer = makeSealer({ read: world.read, transaction: world.transaction, key: CHAIN_KEY, batch: 3 })
  return { ...world, log, tamper, sealer }
}

/** As somebody does who walks the whole in parts. */
async function inParts(sealer: Sealer) {
  for (let after = 0; ; ) {
    const verdict = await sealer.verifyBehind(after, 2)
    if (!verdict.intact || verdict.through === verdict.head) return verdict
    after = verdict.through
  }
}

const told = (events: { description: string }[]) => events.map(({ description }) => description)

describe('settle', () => {
  test('gives what is committed its order, from one on, without gaps', async () => {
    const { sealer, read } = await setup(7)
    expect(await read.events.after(0, 100)).toEqual([])
    await sealer.settle()
    const rows = await read.events.after(0, 100)
    expect(rows.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(7)
    expect(await read.events.hasUnsealed()).toBe(false)
  })

  test('writes nothing when nothing waits', async () => {
    const { sealer, database } = await setup()
    const writes = vi.spyOn(database, 'transaction')
    await sealer.settle()
    expect(writes).not.toHaveBeenCalled()
  })

  test('covers what was committed before the call, also while another call is under way', async () => {
    const { sealer, log, read } = await setup()
    const { promise: commit, resolve: committed } = Promise.withResolvers<void>()
    vi.spyOn(read.events, 'hasUnsealed').mockImplementationOnce(async () => {
      await commit
      return false // as it was when the pass looked
    })
    const first = sealer.settle()
    await log('Late')
    const second = sealer.settle()
    committed()
    await Promise.all([first, second])
    expect(told(await read.events.after(0, 100))).toEqual(['Late'])
  })

  test('by several processes at once makes one chain', async () => {
    const { log, read, transaction, sealer } = await setup()
    const sealers = [1, 2, 3].map(() => makeSealer({ read, transaction, key: CHAIN_KEY, batch: 2 }))
    await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        await log(`Event ${index}`)
        await sealers[index % 3]!.settle()
      }),
    )
    expect(await sealer.verify()).toMatchObject({ intact: true, head: { position: 30 } })
    expect(await read.events.hasUnsealed()).toBe(false)
  })
})

describe('verify', () => {
  test('finds an empty record whole, and one that was sealed in parts', async () => {
    const { sealer, log } = await setup()
    expect(await sealer.verify()).toMatchObject({ intact: true, head: { position: 0 } })
    await log('a', 'b')
    await sealer.settle()
    await log('c', 'd')
    await sealer.settle()
    expect(await sealer.verify()).toMatchObject({ intact: true, start: { position: 0 }, head: { position: 4 } })
  })

  test.each([
    ['an edited description', sql`UPDATE events SET description = 'x' WHERE position = 5`, 5, 'altered'],
    ['another actor', sql`UPDATE events SET actor_name = 'mallory' WHERE position = 1`, 1, 'altered'],
    ['another instant', sql`UPDATE events SET at = at + 1 WHERE position = 7`, 7, 'altered'],
    ['a row taken out', sql`DELETE FROM events WHERE position = 4`, 4, 'missing'],
    ['the first row taken out', sql`DELETE FROM events WHERE position = 1`, 1, 'missing'],
    ['the last row taken out', sql`DELETE FROM events WHERE position = 7`, 7, 'missing'],
    ['everything taken out', sql`DELETE FROM events`, 1, 'missing'],
    ['a row moved to the end', sql`UPDATE events SET position = 8 WHERE position = 2`, 2, 'missing'],
    ['a seal taken off', sql`UPDATE events SET position = NULL, hash = NULL WHERE position = 6`, 6, 'missing'],
    ['an edit of what searches find', sql`UPDATE events SET description_folded = 'x' WHERE position = 4`, 4, 'altered'],
    ['another hash', sql`UPDATE events SET hash = ${'0'.repeat(64)} WHERE position = 7`, 7, 'altered'],
  ] as const)('names the first place after %s', async (_, statement, position, why) => {
    const { sealer, tamper } = await setup(7)
    await sealer.settle()
    await tamper(statement)
    expect(await sealer.verify()).toEqual({ intact: false, position, why })
    expect(await inParts(sealer)).toEqual({ intact: false, position, why })
  })

  test('in parts it goes on where the last part ended, also from what was removed by age', async () => {
    const { sealer } = await setup(7)
    await sealer.settle()
    expect(await sealer.verifyBehind(0, 3)).toEqual({ intact: true, start: 0, through: 3, head: 7 })
    expect(await inParts(sealer)).toEqual({ intact: true, start: 0, through: 7, head: 7 })
    await sealer.prune(NOW + 1)
    expect(await sealer.verifyBehind(3, 3)).toEqual({ intact: true, start: 7, through: 7, head: 7 })
  })

  test.each([
    ['a head that was moved back', sql`UPDATE settings SET value = replace(value, '"position":7', '"position":6')`],
    ['a seal that was taken off', sql`UPDATE settings SET value = substr(value, 45) WHERE name = 'events.chain.v2'`],
  ])('tells of %s for good, and seals on', async (_, statement) => {
    const { sealer, tamper, log, read } = await setup(7)
    await sealer.settle()
    await tamper(statement)
    const verdict = { intact: false, position: 1, why: 'altered' }
    expect(await sealer.verify()).toEqual(verdict)
    await log('Event 8')
    await sealer.settle()
    expect(await read.events.after(7, 10)).toHaveLength(1)
    expect(await sealer.verify()).toEqual(verdict)
  })

  test('finds a tail that was sealed again after a row was taken out of it', async () => {
    const { sealer, tamper, log } = await setup(7)
    await sealer.settle()
    await tamper(sql`DELETE FROM events WHERE position = 7`)
    await log('Event 8')
    await sealer.settle()
    expect(await sealer.verify()).toEqual({ intact: false, position: 7, why: 'missing' })
  })
})

describe('an anchor', () => {
  test('finds a log that was put back as it was before', async () => {
    const { sealer, log, read, tamper } = await setup(3)
    await sealer.settle()
    const ends = (await read.settings.get('events.chain.v2'))!
    await log('Event 4')
    const anchor = await sealer.anchor()
    expect(await sealer.verify([anchor])).toMatchObject({ intact: true, prunedAnchors: 0 })

    await tamper(sql`DELETE FROM events WHERE position = 4`)
    await tamper(sql`UPDATE settings SET value = ${ends} WHERE name = 'events.chain.v2'`)
    expect(await sealer.verify()).toMatchObject({ intact: true })
    expect(await sealer.verify([anchor])).toEqual({ intact: false, position: 4, why: 'missing' })
    await log('Another 4')
    await sealer.settle()
    expect(await sealer.verify()).toMatchObject({ intact: true })
    expect(await sealer.verify([anchor])).toEqual({ intact: false, position: 4, why: 'altered' })
  })

  test('holds for what is kept when retention has taken what is before', async () => {
    const { sealer, log, clock } = await setup(2)
    const old = await sealer.anchor()
    await log('Event 3')
    const border = await sealer.anchor()
    clock.advance(MINUTE)
    await log('Event 4')
    const recent = await sealer.anchor()
    expect(await sealer.prune(NOW + MINUTE)).toBe(3)
    expect(await sealer.verify([old, border, recent])).toMatchObject({ intact: true, prunedAnchors: 1 })
  })

  test('that this installation did not give is refused by its place', async () => {
    const { sealer } = await setup(2)
    const anchor = await sealer.anchor()
    for (const text of ['', 'provisor', anchor.replace('-1.2.', '-1.1.'), `${anchor}x`])
      expect(await sealer.verify([anchor, text])).toEqual({ intact: false, why: 'foreign anchor', index: 1 })
    expect(await sealer.verify([` ${anchor}\n`])).toMatchObject({ intact: true })
  })
})

describe('prune', () => {
  test('removes what is older, and the rest can still be verified and goes on', async () => {
    const { sealer, log, clock, read } = await setup(7)
    clock.advance(MINUTE)
    await log('Event 8', 'Event 9')
    await sealer.settle()
    expect(await sealer.prune(NOW + MINUTE)).toBe(7)
    expect(told(await read.events.after(0, 100))).toEqual(['Event 8', 'Event 9'])
    await log('Event 10')
    await sealer.settle()
    expect(await sealer.verify()).toMatchObject({ intact: true, start: { position: 7 }, head: { position: 10 } })
    expect(await sealer.prune(NOW + MINUTE)).toBe(0)
  })

  test('can remove everything, and the chain goes on from where it was', async () => {
    const { sealer, log } = await setup(6)
    await sealer.settle()
    expect(await sealer.prune(NOW + 1)).toBe(6)
    await log('Event 7')
    await sealer.settle()
    expect(await sealer.verify()).toMatchObject({ intact: true, start: { position: 6 }, head: { position: 7 } })
  })

  test('never removes what is not sealed yet', async () => {
    const { sealer, read } = await setup(2)
    expect(await sealer.prune(NOW + 1)).toBe(0)
    expect(await read.events.unsealed(10)).toHaveLength(2)
  })

  test('stops at the first row that is not old, so that no hole is made', async () => {
    const { sealer, log, clock, read } = await setup(1)
    clock.advance(MINUTE)
    await log('Event 2')
    clock.advance(-MINUTE)
    await log('Event 3')
    await sealer.settle()
    expect(await sealer.prune(NOW + MINUTE)).toBe(1)
    expect(told(await read.events.after(0, 100))).toEqual(['Event 2', 'Event 3'])
    expect(await sealer.verify()).toMatchObject({ intact: true })
  })

  test('does not disturb a verification under way', async () => {
    const { sealer, read } = await setup(7)
    await sealer.settle()
    const after = read.events.after
    vi.spyOn(read.events, 'after').mockImplementationOnce(async (position, limit) => {
      await sealer.prune(NOW + 1)
      return after(position, limit)
    })
    expect(await sealer.verify()).toMatchObject({ intact: true, start: { position: 7 } })
  })
})

describe('as a part that runs', () => {
  test('seals at every interval, tells faults and goes on, and stops', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const { sealer, log, read } = await setup()
    const faults: unknown[] = []
    await sealer.stop()
    sealer.start(1000, (fault) => faults.push(fault))
    sealer.start(1000, (fault) => faults.push(fault))
    expect(vi.getTimerCount()).toBe(1)

    vi.spyOn(read.events, 'hasUnsealed').mockRejectedValueOnce(new Error('gone away'))
    vi.advanceTimersByTime(1000)
    await vi.waitFor(() => expect(faults).toEqual([new Error('gone away')]))
    await log('Event 1')
    vi.advanceTimersByTime(1000)
    await vi.waitFor(async () => expect(await read.events.after(0, 10)).toHaveLength(1))

    await sealer.stop()
    await sealer.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('ends the round under way before it has stopped', async () => {
    const { sealer, read } = await setup(7)
    void sealer.settle()
    await sealer.stop()
    expect(await read.events.hasUnsealed()).toBe(false)
  })
})
