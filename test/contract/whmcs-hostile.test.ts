import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ACTIONS } from '../../src/wire/whmcs/registry.ts'
import { demonstration } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'
import { isLong } from '../support/long.ts'
import { type Base, baseOf } from './hostile/bases.ts'
import { formOf, MORE_HOSTILE_VALUES, makeTurns } from './hostile/values.ts'
import { type HostileWorld, openWorld, RESPONSE_TYPES } from './hostile/world.ts'

const MIXTURES = isLong ? 20_000 : 200

const ACTIONS_AND_PARAMETERS = ACTIONS.map((action) => ({
  action,
  parameters: Object.entries(action.parameters).flatMap(([name, { aliases }]) => [name, ...aliases]),
}))

/** Never succeed here: no source of whois answers is built in, and settings are written locally only. */
const WITHOUT_BASE = new Set(['DomainWhois', 'SetConfigurationValue'])

forEachEngine((engine) => {
  let world: HostileWorld
  const nextValues = makeTurns(3)
  beforeAll(async () => {
    world = await openWorld(await engine.fresh(demonstration))
  })
  afterAll(() => world.close())

  describe.each(ACTIONS_AND_PARAMETERS)('$action.name', ({ action, parameters }) => {
    // What commands modules succeeds where panels are at work, which nobody is here.
    const asksPanels = action.permission === 'provisioning.write'
    test.skipIf(asksPanels || WITHOUT_BASE.has(action.name))('succeeds with nothing hostile in it', async () => {
      const base = await baseOf(world, action)
      expect(await world.ask(formWith(action.name, base))).toEqual({ succeeded: true })
    })

    test.each(parameters)(
      'answers whatever %s holds, and writes nothing when it refuses',
      async (parameter) => {
        let base = await baseOf(world, action)
        for (const value of nextValues()) {
          const { [parameter]: _, ...others } = base
          const answer = world.ask(`${formWith(action.name, others)}&${formOf(value, parameter)}`)
          const { succeeded } = await answer.catch((cause) => {
            throw new Error(`${action.name}, ${parameter}: ${value.name}`, { cause })
          })
          if (succeeded && !action.reads) base = await baseOf(world, action)
        }
      },
      120_000,
    )
  })

  test('answers whatever mixture of parameters it is given, in every form', async () => {
    const value = fc.constantFrom(...MORE_HOSTILE_VALUES)
    const mixture = fc.constantFrom(...ACTIONS_AND_PARAMETERS).chain(({ action, parameters }) =>
      fc.record({
        action: fc.constant(action),
        responsetype: fc.constantFrom(...RESPONSE_TYPES),
        hostile: fc.array(fc.tuple(fc.constantFrom('unknown', ...parameters), value), { maxLength: 5 }),
        plain: fc.array(fc.tuple(fc.constantFrom('unknown', ...parameters), fc.string({ unit: 'grapheme' })), {
          maxLength: 5,
        }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(mixture, async ({ action, responsetype, hostile, plain }) => {
        const base = await baseOf(world, action)
        const parts = [
          formWith(action.name, base),
          ...hostile.map(([parameter, of]) => formOf(of, parameter)),
          ...plain.map(([parameter, text]) => `${escaped(parameter)}=${escaped(text)}`),
        ]
        await world.ask(parts.join('&'), responsetype)
      }),
      { numRuns: MIXTURES },
    )
  }, 1_200_000)

  test('nothing reached the prototypes', () => {
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

const escaped = encodeURIComponent

const formWith = (action: string, parameters: Base): string =>
  Object.entries({ action, ...parameters })
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .join('&')
