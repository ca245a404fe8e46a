import { loadavg } from 'node:os'
import { cpuUsedMs } from './cpu.ts'

/** `cpuMs` of this process and all below it. */
export type Took = { readonly ms: number; readonly cpuMs: number | undefined }

export async function timed(work: () => Promise<unknown>): Promise<Took> {
  const usedBefore = cpuUsedMs()
  const began = performance.now()
  await work()
  const ms = performance.now() - began
  const used = cpuUsedMs()
  return { ms, cpuMs: used === undefined || usedBefore === undefined ? undefined : used - usedBefore }
}

export type Measured<C> = { contender: C; all: Took[] }

/**
 * Measures each in turn, round after round in one run, so that whatever else the machine does meets all alike. The first
 * round warms up and does not count, unless it is the only one.
 */
export async function inRounds<C>(
  contenders: readonly C[],
  rounds: number,
  measure: (contender: C, round: number) => Promise<Took>,
): Promise<Measured<C>[]> {
  const found = contenders.map((contender) => ({ contender, all: [] as Took[] }))
  const inAll = rounds === 1 ? 1 : rounds + 1
  for (let round = 0; round < inAll; round++)
    for (const { contender, all } of found) {
      const took = await measure(contender, round)
      if (round > 0 || rounds === 1) all.push(took)
    }
  return found
}

type Named = { readonly name: string; readonly synced: boolean }

/**
 * A line for each: the median and its range, as a rate when `jobs` is how many there were; the processor's time; whether
 * it was on disk; and ours against the quickest of the others.
 */
export function tell<C extends Named>(
  question: string,
  found: readonly Measured<C>[],
  { jobs, isOurs }: { jobs?: number; isOurs: (contender: C) => boolean },
): void {
  console.log(`\n${question} (load ${loadavg()[0]!.toFixed(1)})`)
  const lines = found.map(({ contender, all }) => ({
    contender,
    times: all.map(({ ms }) => ms).sort((a, b) => a - b),
    ms: medianOf(all.map(({ ms }) => ms)),
    cpuMs: medianOf(all.map(({ cpuMs }) => cpuMs ?? Number.NaN)),
  }))
  const best = lines.filter(({ contender }) => !isOurs(contender)).sort((a, b) => a.ms - b.ms)[0]
  for (const { contender, times, ms, cpuMs } of lines) {
    const shown = (value: number) =>
      (jobs ? rounded((jobs * 1000) / value) : value.toFixed(value < 10 ? 2 : 0)).padStart(8)
    const ends = [times.at(0)!, times.at(-1)!].map(shown).map((text) => text.trim())
    const range = (jobs ? ends.reverse() : ends).join(' to ')
    const cpu = jobs ? `${rounded((cpuMs * 1000) / jobs)} µs of processor each` : `${rounded(cpuMs)} ms of processor`
    const against = best && isOurs(contender) ? `; ${(best.ms / ms).toFixed(2)} x ${best.contender.name}` : ''
    const synced = contender.synced ? 'synced' : 'NOT synced'
    console.log(
      `  ${contender.name.padEnd(23)}${shown(ms)} ${jobs ? '/s' : 'ms'} (${range}), ${cpu}, ${synced}${against}`,
    )
  }
}

const rounded = (value: number): string => Math.round(value).toLocaleString('en')

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Keeps so many under way until all are done. */
export async function inFlight(total: number, width: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const one = async () => {
    while (next < total) await work(next++)
  }
  await Promise.all(Array.from({ length: width }, one))
}
