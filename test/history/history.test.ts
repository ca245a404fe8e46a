import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../support/databases.ts'
import { isLong } from '../support/long.ts'
import { check } from './check.ts'
import { run } from './run.ts'

const given = process.env.PROVISOR_HISTORY_SEEDS
/** In a short run the database that answers over a socket has the one that found the most. */
const seedsOf = (engine: string): number[] => {
  if (given) return given.split(',').map(Number)
  if (isLong) return Array.from({ length: 200 }, (_, index) => index + 1)
  return engine === 'sqlite' ? [1, 2, 3] : [2]
}

forEachEngine((engine) => {
  describe('whatever fails, what was acknowledged holds', () => {
    test.each(seedsOf(engine.name))(
      'seed %i',
      async (seed) => {
        try {
          const ran = await run(engine, seed)
          expect(ran.history.started.length).toBeGreaterThan(0)
          await check(ran)
        } catch (failure) {
          const again = `PROVISOR_TEST_ENGINES=${engine.name} PROVISOR_HISTORY_SEEDS=${seed} npx vitest run test/history`
          throw new Error(`${failure instanceof Error ? failure.message : failure}\nagain: ${again}`, {
            cause: failure,
          })
        }
      },
      60_000,
    )
  })
})
