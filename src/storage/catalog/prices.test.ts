import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { withWorld } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { Minor } from '../../base/money.ts'
import type { Cycle } from '../../catalog/cycle.ts'
import type { Price } from '../../catalog/price.ts'

const price = (cycle: Cycle, priceMinor: number, setupMinor = 0, currencyId = 1): Price => ({
  currencyId,
  cycle,
  setupMinor: setupMinor as Minor,
  priceMinor: priceMinor as Minor,
})

forEachEngine((engine) => {
  test('replaces the prices of one owner and leaves those of others', () =>
    withWorld(engine, async ({ clients, read, transaction }) => {
      await clients.currencies.create(SYSTEM, { code: 'EUR' })
      const replace = (owner: 'product' | 'choice', id: number, prices: Price[]) =>
        transaction((tx) => tx.catalog.prices.replace(owner, id, prices))
      await replace('product', 1, [price('monthly', 100, 5, 2), price('monthly', 2 ** 53 - 1), price('annually', 0)])
      await replace('product', 2, [price('onetime', 7)])
      await replace('choice', 1, [price('monthly', 9)])
      expect(await read.catalog.prices.of('product', [1, 2, 3])).toEqual(
        new Map([
          [1, [price('annually', 0), price('monthly', 2 ** 53 - 1), price('monthly', 100, 5, 2)]],
          [2, [price('onetime', 7)]],
        ]),
      )
      await replace('product', 1, [price('quarterly', 3)])
      await replace('product', 2, [])
      expect(await read.catalog.prices.of('product', [1, 2])).toEqual(new Map([[1, [price('quarterly', 3)]]]))
      expect(await read.catalog.prices.of('choice', [1])).toEqual(new Map([[1, [price('monthly', 9)]]]))
      expect(await read.catalog.prices.of('choice', [])).toEqual(new Map())
    }))
})
