import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openWorldWithCurrency } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'
import type { Minor } from '../base/money.ts'
import type { Cycle } from './cycle.ts'
import type { Price } from './price.ts'
import { quote } from './quote.ts'

const CYCLES = ['monthly', 'annually'] as const satisfies readonly Cycle[]
const amounts = fc.record({ setup: fc.nat(1_000_000), price: fc.nat(1_000_000) })
/** What a product or a choice costs in each cycle; a choice may have no price there. */
const pricing = fc.record({ monthly: amounts, annually: amounts })
const choicePricing = fc.record({ monthly: fc.option(amounts), annually: fc.option(amounts) })
const option = fc.oneof(
  fc.record({
    kind: fc.constantFrom('dropdown' as const, 'radio' as const),
    choices: fc.array(choicePricing, { minLength: 1, maxLength: 3 }),
    given: fc.nat(2),
  }),
  fc.record({ kind: fc.constant('yesno' as const), choices: fc.tuple(choicePricing), given: fc.nat(1) }),
  fc.record({ kind: fc.constant('quantity' as const), choices: fc.tuple(choicePricing), given: fc.nat(20) }),
)

type Pricing = { [cycle in (typeof CYCLES)[number]]: { setup: number; price: number } | null }

const pricesOf = (of: Pricing): Price[] =>
  CYCLES.flatMap((cycle) => {
    const amount = of[cycle]
    return amount
      ? [{ currencyId: 1, cycle, setupMinor: amount.setup as Minor, priceMinor: amount.price as Minor }]
      : []
  })

test('a quote is the sum that a person would write down', async () => {
  const world = await openWorldWithCurrency()
  await world.catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
  await fc.assert(
    fc.asyncProperty(
      pricing,
      fc.array(option, { maxLength: 3 }),
      fc.constantFrom(...CYCLES),
      fc.integer({ min: 1, max: 5 }),
      async (own, options, cycle, quantity) => {
        const { id } = await world.catalog.products.create(SYSTEM, {
          groupId: 1,
          name: 'Starter',
          payType: 'recurring',
          prices: pricesOf(own),
        })
        let setup = own[cycle].setup
        let period = own[cycle].price
        const configOptions: Record<string, number> = {}
        for (const [index, { kind, choices, given }] of options.entries()) {
          const made = await world.catalog.configOptions.create(SYSTEM, {
            name: `Option ${index}`,
            kind,
            position: index,
            choices: choices.map((of, number) => ({ name: `Choice ${number}`, prices: pricesOf(of) })),
            productIds: [id],
          })
          const counts = kind === 'yesno' || kind === 'quantity'
          const chosen = counts ? 0 : given % choices.length
          configOptions[made.id] = counts ? given : made.choices[chosen]!.id
          const amount = choices[chosen]![cycle] ?? { setup: 0, price: 0 }
          setup += amount.setup * (counts ? given : 1)
          period += amount.price * (counts ? given : 1)
        }
        expect(await quote(world.read, { productId: id, currencyId: 1, cycle, configOptions, quantity })).toMatchObject(
          {
            setupMinor: setup * quantity,
            recurringMinor: period * quantity,
            firstPaymentMinor: (setup + period) * quantity,
          },
        )
      },
    ),
    { numRuns: 40 },
  )
})
