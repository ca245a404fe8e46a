declare const minor: unique symbol

/** An exact amount in a currency's smallest unit (cents where it has two fraction digits), between ±(2^53 - 1). */
export type Minor = number & { readonly [minor]: true }

/** For sums and products of amounts: throws a fault when the result is not exact. */
export function toMinor(amount: number): Minor {
  if (!Number.isSafeInteger(amount))
    throw new RangeError(`An amount must be a whole number of minor units, got ${amount}`)
  return (amount === 0 ? 0 : amount) as Minor
}

/** A fraction as a whole number, half away from zero. */
export function halfAwayFromZero(numerator: bigint, denominator: bigint): number {
  const size = numerator < 0n ? -numerator : numerator
  const rounded = Number((2n * size + denominator) / (2n * denominator))
  return numerator < 0n ? -rounded : rounded
}

/**
 * Reads plain decimals such as `12.95`, `12` and `-1.00`. Zeros after the currency's own digits are fine; other digits
 * there, signs but `-`, exponents, group separators and amounts too large to be exact are `undefined`.
 */
export function parseMoney(text: string, fractionDigits = 2): Minor | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) return undefined
  const [, sign, whole = '', fraction = ''] = match
  if (/[^0]/.test(fraction.slice(fractionDigits))) return undefined
  const amount = Number(whole + fraction.slice(0, fractionDigits).padEnd(fractionDigits, '0'))
  return Number.isSafeInteger(amount) ? toMinor(sign === '-' ? -amount : amount) : undefined
}

/** `12.95`: always all fraction digits, no group separators, `-` in front of a debt. */
export function formatMoney(amount: Minor, fractionDigits = 2): string {
  const digits = String(Math.abs(amount)).padStart(fractionDigits + 1, '0')
  const whole = digits.slice(0, digits.length - fractionDigits)
  const fraction = fractionDigits === 0 ? '' : `.${digits.slice(-fractionDigits)}`
  return `${amount < 0 ? '-' : ''}${whole}${fraction}`
}
