import { halfAwayFromZero, type Minor, toMinor } from '../base/money.ts'

/** How people are shown amounts: `1234.56`, `1,234.56`, `1.234,56` or `1,234`. */
export const CURRENCY_FORMATS = [1, 2, 3, 4] as const
export type CurrencyFormat = (typeof CURRENCY_FORMATS)[number]

export type Currency = {
  id: number
  /** ISO 4217, such as `EUR`. */
  code: string
  prefix: string
  suffix: string
  format: CurrencyFormat
  /** What one unit of the default currency is in this one, in hundred-thousandths: the default's is 100,000. */
  rate: number
  /** Exactly one currency is, from the first on. */
  isDefault: boolean
}

export const RATE_OF_DEFAULT = 100_000
export const HIGHEST_RATE = 1_000_000_000_000

/** `1.00000` */
export function rateText(rate: number): string {
  const digits = String(rate).padStart(6, '0')
  return `${digits.slice(0, -5)}.${digits.slice(-5)}`
}

/** The amount in another currency, half of a minor unit away from zero. */
export const converted = (amount: Minor, from: Pick<Currency, 'rate'>, to: Pick<Currency, 'rate'>): Minor =>
  toMinor(halfAwayFromZero(BigInt(amount) * BigInt(to.rate), BigInt(from.rate)))
