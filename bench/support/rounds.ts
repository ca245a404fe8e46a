import { loadavg } from 'node:os'

/** Whatever is measured: larger is better for a rate, smaller for a time. */
export type Unit = '/s' | 'ms'

export type Measured<C> = { contender: C; median: number; all: number[] }

/**
 * Measures each in turn, round after round in one run, so that whatever else the machine does meets all alike. Answers
 * the medians; the first round warms up and does not count, unless it is the only one.
 */
export async function inRounds<C>(
  contenders: readonly C[],
  rounds: number,
  measure: (contender: C, round: number) => Promise<number>,
): Promise<Measured<C>[]> {
  const found = contenders.map((contender) => ({ contender, all: [] as number[] }))
  for (let round = 0; round < rounds + (rounds > 1 ? 1 : 0); round++)
    for (const { contender, all } of found) {
      const value = await measure(contender, round)
      if (round > 0 || rounds === 1) all.push(value)
    }
  return found.map((each) => ({ ...each, median: medianOf(each.all) }))
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

type Named = { readonly name: string; readonly synced: boolean }

/** A line for each: the median, its range, whether it was on disk, and ours against the best of the others. */
export function tell<C extends Named>(
  question: string,
  unit: Unit,
  found: readonly Measured<C>[],
  ours: (c: C) => boolean,
) {
  console.log(`\n${question} (load ${loadavg()[0]!.toFixed(1)})`)
  const peers = found.filter(({ contender }) => !ours(contender))
  const best = peers.toSorted((a, b) => (unit === '/s' ? b.median - a.median : a.median - b.median))[0]
  for (const { contender, median, all } of found) {
    const range = `${shown(Math.min(...all), unit)} to ${shown(Math.max(...all), unit)}`
    const synced = contender.synced ? 'synced' : 'NOT synced'
    const factor = best && (unit === '/s' ? median / best.median : best.median / median)
    const against = factor && ours(contender) ? `, ${factor.toFixed(factor < 10 ? 2 : 0)} x ${best.contender.name}` : ''
    console.log(`  ${contender.name.padEnd(24)} ${shown(median, unit)} ${unit} (${range}), ${synced}${against}`)
  }
}

function shown(value: number, unit: Unit): string {
  const rounded =
    unit === 'ms' && value < 100 ? value.toFixed(value < 10 ? 2 : 1) : Math.round(value).toLocaleString('en')
  return rounded.padStart(8)
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Keeps so many under way until all are done. */
export async function inFlight(total: number, width: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const one = async () => {
    while (next < total) await work(next++)
  }
  await Promise.all(Array.from({ length: width }, one))
}
