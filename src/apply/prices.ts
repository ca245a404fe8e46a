import * as z from 'zod'
import { SYSTEM } from '../access/actor.ts'
import { formatMoney, parseMoney } from '../base/money.ts'
import { Invalid } from '../base/refusal.ts'
import { CYCLE_KEYS, type Cycle } from '../catalog/cycle.ts'
import type { Price } from '../catalog/price.ts'
import type { Currency } from '../clients/currency.ts'
import type { Domain } from '../domain.ts'

/** Beyond this a YAML number may not be the amount that was written. */
const LARGEST_NUMBER = 1e12

/** `9.95` or `"9.95"`, always as text with all its digits. */
export const amount = z
  .union([z.string(), z.number()], { error: 'Expected an amount such as 9.95' })
  .transform((given, context) => {
    const minor = typeof given === 'number' && given > LARGEST_NUMBER ? undefined : parseMoney(String(given).trim())
    if (minor !== undefined && minor >= 0) return formatMoney(minor)
    context.addIssue({ code: 'custom', message: `Expected an amount such as 9.95, got ${given}` })
    return z.NEVER
  })

const ZERO = formatMoney(parseMoney('0')!)

/** One cycle: an amount, or `{ price, setup }`. */
const price = z.preprocess(
  (given) => (typeof given === 'object' ? given : { price: given }),
  z.strictObject({ price: amount, setup: amount.default(ZERO) }),
)

/** `EUR: { monthly: 9.95, annually: { price: 99, setup: 10 } }`: all the prices there are. */
export const pricesSchema = z
  .record(z.string(), z.partialRecord(z.enum(CYCLE_KEYS), price))
  .transform((prices) => Object.fromEntries(Object.entries(prices).filter(([, its]) => Object.keys(its).length > 0)))

export type Prices = z.output<typeof pricesSchema>

/** Turns prices of the file into those of the domain and back. */
export async function openPriceList({ clients }: Domain) {
  const currencies = await clients.currencies.list(SYSTEM)
  return {
    toPrices: (prices: Prices | undefined): Price[] | undefined =>
      prices && Object.entries(prices).flatMap(([code, cycles]) => pricesIn(currencyNamed(currencies, code), cycles)),

    fromPrices(prices: readonly Price[]): Prices {
      const listed: Prices = {}
      for (const { id, code } of currencies) {
        const its = prices.filter(({ currencyId }) => currencyId === id).sort(byCycle)
        if (its.length > 0) listed[code] = Object.fromEntries(its.map(listedPrice))
      }
      return listed
    },
  }
}

function pricesIn(currency: Currency, cycles: Prices[string]): Price[] {
  return Object.entries(cycles).map(([cycle, { price, setup }]) => ({
    currencyId: currency.id,
    cycle: cycle as Cycle,
    priceMinor: parseMoney(price)!,
    setupMinor: parseMoney(setup)!,
  }))
}

const listedPrice = ({ cycle, priceMinor, setupMinor }: Price) =>
  [cycle, { price: formatMoney(priceMinor), setup: formatMoney(setupMinor) }] as const

const byCycle = (a: Price, b: Price) => CYCLE_KEYS.indexOf(a.cycle) - CYCLE_KEYS.indexOf(b.cycle)

function currencyNamed(currencies: readonly Currency[], code: string): Currency {
  const found = currencies.find((currency) => currency.code === code)
  if (!found) throw new Invalid('prices', 'the code of a currency', code)
  return found
}

/** As short as it can be said: an amount alone where nothing is paid once. */
export const shortPrices = (prices: Prices): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(prices).map(([code, cycles]) => [
      code,
      Object.fromEntries(Object.entries(cycles).map(([cycle, its]) => [cycle, its.setup === ZERO ? its.price : its])),
    ]),
  )
