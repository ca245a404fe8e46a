import { formatMoney, type Minor, parseMoney, toMinor } from '../../../../base/money.ts'
import { Invalid } from '../../../../base/refusal.ts'
import type { Cycle } from '../../../../catalog/cycle.ts'
import type { Price } from '../../../../catalog/price.ts'
import type { Currency } from '../../../../clients/currency.ts'
import type { ParamMap } from '../../../codec/php-value.ts'
import { textAt } from '../../../codec/php-value.ts'
import type { Fields } from '../../../codec/tree.ts'
import { SETUP_KEYS } from '../../enumerations.ts'

/** The documented price of a cycle that is not offered. */
const NOT_OFFERED = '-1.00'

const CYCLES = ['monthly', 'quarterly', 'semiannually', 'annually', 'biennially', 'triennially'] as const

/** `pricing[currencyId][cycle]`, with the set-up fee of each cycle beside it. A negative price is a cycle not offered. */
export function decodePrices(pricing: ParamMap | undefined, payType: string): Price[] | undefined {
  if (!pricing) return undefined
  return [...pricing].flatMap(([currency, cycles]) => {
    if (!/^\d{1,15}$/.test(currency)) throw new Invalid('pricing', 'currency ids as keys', currency)
    if (typeof cycles === 'string') throw new Invalid(`pricing[${currency}]`, 'an array of cycles', cycles)
    return pricesOfCurrency(Number(currency), cycles, payType)
  })
}

function pricesOfCurrency(currencyId: number, cycles: ParamMap, payType: string): Price[] {
  const amounts = new Map([...cycles.keys()].map((key) => [key.toLowerCase(), amountOf(currencyId, cycles, key)]))
  const setups = Object.entries(SETUP_KEYS)
  const zero = toMinor(0)
  return CYCLES.flatMap((cycle) => {
    const price = amounts.get(cycle)
    if (price === undefined || price < 0) return []
    const setup = amounts.get(setups.find(([, of]) => of === cycle)![0]) ?? zero
    // What is paid once stands in the monthly column, as the documents keep it.
    if (payType === 'onetime') return cycle === 'monthly' ? [priceOf('onetime', setup, price)] : []
    return [priceOf(cycle, setup, price)]
  })

  function priceOf(cycle: Cycle, setup: Minor, price: Minor): Price {
    return { currencyId, cycle, setupMinor: setup < 0 ? zero : setup, priceMinor: price }
  }
}

function amountOf(currencyId: number, cycles: ParamMap, key: string): Minor {
  const text = textAt(cycles, key)
  const amount = text === undefined ? undefined : parseMoney(text.trim())
  if (amount === undefined) throw new Invalid(`pricing[${currencyId}][${key}]`, 'an amount such as 12.95', text)
  return amount
}

/**
 * The documented map by currency code, with every cycle in it. A product is not offered for a cycle without a price; a
 * choice costs nothing more there.
 */
export const encodePrices = (prices: readonly Price[], currencies: readonly Currency[]): Fields =>
  priceMap(prices, currencies, NOT_OFFERED)

export const encodeChoicePrices = (prices: readonly Price[], currencies: readonly Currency[]): Fields =>
  priceMap(prices, currencies, formatMoney(toMinor(0)))

function priceMap(prices: readonly Price[], currencies: readonly Currency[], missing: string): Fields {
  return Object.fromEntries(
    currencies.map((currency) => {
      const own = prices.filter(({ currencyId }) => currencyId === currency.id)
      const find = (cycle: Cycle) =>
        own.find((price) => price.cycle === cycle || (cycle === 'monthly' && price.cycle === 'onetime'))
      const setups = Object.entries(SETUP_KEYS).map(([key, cycle]) => [
        key,
        formatMoney(find(cycle)?.setupMinor ?? toMinor(0)),
      ])
      const amounts = CYCLES.map((cycle) => {
        const price = find(cycle)
        return [cycle, price ? formatMoney(price.priceMinor) : missing]
      })
      const fields = { prefix: currency.prefix, suffix: currency.suffix }
      return [currency.code, { ...fields, ...Object.fromEntries(setups), ...Object.fromEntries(amounts) }]
    }),
  )
}
