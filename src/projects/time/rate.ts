import { type Minor, toMinor } from '../../base/money.ts'

/**
 * The amount per hour. Each link of the chain is an amount that replaces what came before (`75`), an offset to it (`+10`,
 * `-20`, `+15%`, `-5%`), or empty. It is never below nothing.
 */
export function rateOf(chain: readonly string[]): Minor {
  return toMinor(chain.reduce(linked, 0))
}

function linked(before: number, link: string): number {
  const match = /^([+-]?)(\d+)(?:\.(\d{1,2}))?(%?)$/.exec(link)
  if (!match) return before
  const [, sign, whole = '', fraction = '', percent] = match
  const hundredths = Number(whole + fraction.padEnd(2, '0'))
  if (!sign) return hundredths
  const offset = percent ? Math.round((before * hundredths) / 10_000) : hundredths
  return Math.max(0, before + (sign === '-' ? -offset : offset))
}

/** Up to whole steps of so many minutes; down where that is negative; as it is where it is 0. */
export function roundedSeconds(seconds: number, minutes: number): number {
  if (minutes === 0) return seconds
  const step = Math.abs(minutes) * 60
  return (minutes > 0 ? Math.ceil(seconds / step) : Math.floor(seconds / step)) * step
}

export const amountOf = (rate: Minor, seconds: number): Minor => toMinor(Math.round((rate * seconds) / 3600))
