import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../support/databases.ts'
import { isLong } from '../support/long.ts'
import { check } from './check.ts'
import { run } from './run.ts'

const given = process.env.PROVISOR_HISTORY_SEEDS
const SEEDS = given ? given.split(',').map(Number) : Array.from({ length: isLong ? 200 : 3 }, (_, index) => index + 1)

forEachEngine((engine) => {
  describe('whatever fails, what was acknowledged holds', () => {
    // With connections that are cut a run takes ten seconds and more: the long one has them.
    test.runIf(isLong || given !== undefined || engine.name === 'sqlite').each(SEEDS)(
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
