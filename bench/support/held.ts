import pg from 'pg'
import type { Ours } from './ours.ts'
import { medianOf, timed } from './rounds.ts'

export type Held = { readonly claimsOf: number; readonly free: number; readonly first: number; readonly last: number }

/** Rounds from which the rate without a snapshot, at its begin and at the end is taken. */
const ROUNDS = 3

/**
 * Jobs claimed and ended per second while nobody looks, and while another session sits in a snapshot that it forgot:
 * everything that goes stays in the tables and indexes until it lets go. `jobs` so many in all, `each` in a round.
 */
export async function measureHeld(
  ours: Ours,
  url: string,
  { claimsOf, jobs, each }: { claimsOf: number; jobs: number; each: number },
): Promise<Held> {
  const queue = `held-${claimsOf}`
  const round = async () => {
    await ours.enqueueMany(
      queue,
      Array.from({ length: each }, (_, n) => n),
    )
    const { ms } = await timed(() => ours.workOffBy(claimsOf, queue, each))
    return (each * 1000) / ms
  }
  const rounds = async (n: number) => {
    const rates: number[] = []
    for (let at = 0; at < n; at++) rates.push(await round())
    return rates
  }
  await round()
  const free = medianOf(await rounds(ROUNDS))
  const session = new pg.Client(url)
  await session.connect()
  try {
    await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    await session.query('SELECT count(*) FROM lanes')
    const rates = await rounds(Math.max(2 * ROUNDS, Math.ceil(jobs / each)))
    const first = medianOf(rates.slice(0, ROUNDS))
    return { claimsOf, free, first, last: medianOf(rates.slice(-ROUNDS)) }
  } finally {
    await session.end()
  }
}
