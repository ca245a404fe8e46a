import type { Minor } from '../base/money.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import type { Cycle } from './cycle.ts'

/** `choice` is one choice of a configurable option. */
export type PriceOwner = 'product' | 'addon' | 'choice'

/** A cycle that has no price in a currency is not offered in it. */
export type Price = {
  currencyId: number
  cycle: Cycle
  /** Paid once, with the first payment. */
  setupMinor: Minor
  priceMinor: Minor
}

/** Refuses prices that could not be charged, and two for the same cycle and currency. */
export function checkPrices(prices: readonly Price[], cycles: readonly Cycle[], currencyIds: readonly number[]): void {
  const seen = new Set<string>()
  for (const { currencyId, cycle, setupMinor, priceMinor } of prices) {
    if (!currencyIds.includes(currencyId)) throw new NotFound('Currency', currencyId)
    if (!cycles.includes(cycle)) throw new Invalid('billing cycle', `one of ${cycles.join(', ')}`, cycle)
    if (setupMinor < 0 || priceMinor < 0)
      throw new Invalid('price', 'no less than zero', Math.min(setupMinor, priceMinor))
    const key = `${currencyId} ${cycle}`
    if (seen.has(key)) throw new Invalid('price', 'one for each currency and cycle', key)
    seen.add(key)
  }
}

/** The order in which prices are compared. */
export const inOrder = (prices: readonly Price[]): Price[] =>
  [...prices].sort((a, b) => a.currencyId - b.currencyId || (a.cycle < b.cycle ? -1 : 1))
