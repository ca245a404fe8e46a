import { expect, test } from 'vitest'
import { fixedClock } from '../../test/support/clock.ts'
import { forEachEngine } from '../../test/support/databases.ts'
import { openQueue } from '../../test/support/jobs.ts'
import { sql } from '../storage/engine/sql.ts'
import { bindStores } from '../storage/stores.ts'
import { makeClockJumps } from './clock-jumps.ts'

const HOUR = 3_600_000
const NOW = 1_700_000_000_000

forEachEngine((engine) => {
  test('a jump that several nodes see is told in the log of each, and done and recorded once', async () => {
    const { place: database } = await openQueue(engine)
    const { transaction } = bindStores(database, fixedClock(NOW))
    const lines: string[] = []
    const setBack: number[] = []
    const node = () =>
      makeClockJumps({
        transaction,
        log: { warn: (_: unknown, text?: string) => void lines.push(text!) },
        onSetBack: async (byMs) => void setBack.push(byMs),
      })
    await Promise.all([node()(-HOUR, NOW), node()(-HOUR + 900, NOW + 700)])
    expect(lines).toEqual(['the clock was set back by 3600 seconds', 'the clock was set back by 3599 seconds'])
    expect(setBack).toHaveLength(1)
    await node()(HOUR, NOW + HOUR + 5000)
    expect(setBack).toHaveLength(1)
    const told = await database.reader.all(sql`SELECT description FROM events WHERE kind = 'clock.jumped' ORDER BY id`)
    expect(told).toEqual([
      { description: expect.stringMatching(/^The clock was set back by (3600|3599) seconds$/) },
      { description: 'The clock was set forward by 3600 seconds' },
    ])
  })
})
