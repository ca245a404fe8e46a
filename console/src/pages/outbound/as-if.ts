/** Another pace, tried: what is left out is as it is. */
export type AsIf = { readonly rate?: number; readonly atonce?: number }

const isRate = (value: number): boolean => value >= 0.001 && value <= 1_000_000
const isAtOnce = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 1_000_000

/** What stands in the address, so that it can be sent to a colleague: `rate:2,atonce:12`. */
export function readAsIf(text: unknown): AsIf {
  const given = new Map(
    String(text ?? '')
      .split(',')
      .map((part) => part.split(':') as [string, string?])
      .map(([name, value]) => [name, Number(value)]),
  )
  const [rate, atonce] = [given.get('rate'), given.get('atonce')]
  return {
    ...(rate !== undefined && isRate(rate) && { rate }),
    ...(atonce !== undefined && isAtOnce(atonce) && { atonce }),
  }
}

export const writeAsIf = (asIf: AsIf): string | undefined =>
  Object.entries(asIf)
    .map(([name, value]) => `${name}:${value}`)
    .join(',') || undefined

/** What was typed, as far as it is a pace. */
export const typedRate = (text: string): number | undefined => (isRate(Number(text)) ? Number(text) : undefined)
export const typedAtOnce = (text: string): number | undefined => (isAtOnce(Number(text)) ? Number(text) : undefined)
