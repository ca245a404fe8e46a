import type { Tries } from '../../jobs/store.ts'
import type { Queries, RowColumns } from '../engine/database.ts'
import { jsonOrNull } from '../engine/decode.ts'
import { type Sql, sql } from '../engine/sql.ts'
import { IS_HELD } from './holders.ts'

/** What a claim took of one lane. Its number is the turn of its jobs. Read and written with the lane locked. */
export type Lease = {
  id: number
  laneId: number
  startedAt: number
  /** Somebody has it whose own lease goes on. */
  held: boolean
  /** Those that began. */
  jobs: number[]
  odd: Record<string, Odd>
  /** Those that went another way than to their end, or have not begun. */
  gone: number[]
  remaining: number
}

/** Of a job that is not at its first attempt, or has a key. */
type Odd = [orderKey: string | null, attempt: number, losses: number, startedAt: number | null, note: string | null]

type Row = {
  id: number
  laneId: number
  startedAt: number
  held: 0 | 1
  odd: string | null
  gone: string | null
  remaining: number
}

const COLUMNS = sql`id, lane_id AS "laneId", started_at AS "startedAt", odd, gone, remaining`

export type NewLease = Pick<Lease, 'laneId' | 'jobs' | 'odd' | 'gone' | 'remaining'>

const NEW = {
  lane_id: ['BIGINT', ({ laneId }) => laneId],
  jobs: ['TEXT', ({ jobs }) => JSON.stringify(jobs)],
  odd: ['TEXT', ({ odd }) => oddText(odd)],
  gone: ['TEXT', ({ gone }) => numbersText(gone)],
  remaining: ['BIGINT', ({ remaining }) => remaining],
} as const satisfies RowColumns<NewLease>

const CHANGED = {
  id: ['BIGINT', ({ id }) => id],
  gone: ['TEXT', ({ gone }) => numbersText(gone)],
  remaining: ['BIGINT', ({ remaining }) => remaining],
} as const satisfies RowColumns<Lease>

const JOINED = {
  id: ['BIGINT', ({ id }) => id],
  jobs: ['TEXT', ({ jobs }) => JSON.stringify(jobs)],
  odd: ['TEXT', ({ odd }) => oddText(odd)],
  gone: ['TEXT', ({ gone }) => numbersText(gone)],
} as const satisfies RowColumns<Lease>

const numbersText = (numbers: readonly number[]) => (numbers.length === 0 ? null : JSON.stringify(numbers))

const oddText = (odd: Record<string, Odd>) => {
  const text = JSON.stringify(odd)
  return text === '{}' ? null : text
}

/** What is to be remembered of a job while it runs; undefined when it is what nearly all of them are. */
export const oddOf = (orderKey: string | null, { attempt, losses, startedAt, note }: Omit<Tries, 'turn'>): Odd => [
  orderKey,
  attempt,
  losses,
  startedAt,
  note,
]

/** How a job stands that is in a lease. */
export function triesIn(
  { id: turn, startedAt, odd }: Pick<Lease, 'id' | 'startedAt' | 'odd'>,
  jobId: number,
): Tries & { orderKey: string | null } {
  const known = odd[jobId]
  if (!known) return { turn, orderKey: null, attempt: 1, losses: 0, startedAt, note: null }
  const [orderKey, attempt, losses, beganAt, note] = known
  return { turn, orderKey, attempt, losses, startedAt: beganAt, note }
}

export const oddFrom = (text: string | null): Record<string, Odd> => jsonOrNull<Record<string, Odd>>(text) ?? {}
const numbersFrom = (text: string | null): number[] => jsonOrNull<number[]>(text) ?? []

export function leasesOf(q: Queries) {
  const toLease = ({ odd, gone, held, ...row }: Row, jobs: number[] = []): Lease => ({
    ...row,
    jobs,
    held: held === 1,
    odd: oddFrom(odd),
    gone: numbersFrom(gone),
  })
  return {
    /** Answers their numbers, in the order given: one lane each. */
    async open(leases: readonly NewLease[], holderId: number, at: number): Promise<number[]> {
      const numbers = new Map<number, number>()
      for (const given of q.phrases.given(NEW, leases))
        for (const { id, laneId } of await q.all<{ id: number; laneId: number }>(
          sql`INSERT INTO leases (lane_id, holder_id, started_at, jobs, odd, gone, remaining)
            SELECT given.lane_id, CAST(${holderId} AS BIGINT), CAST(${at} AS BIGINT), given.jobs, given.odd, given.gone,
              given.remaining
            FROM ${given} RETURNING id, lane_id AS "laneId"`,
        ))
          numbers.set(laneId, id)
      return leases.map(({ laneId }) => numbers.get(laneId)!)
    },
    /** Without what they took, unless that is asked for. */
    async get(ids: readonly number[], withJobs = false): Promise<Map<number, Lease>> {
      if (ids.length === 0) return new Map()
      const found = await q.all<Row & { jobs?: string }>(
        sql`SELECT ${COLUMNS}, ${withJobs ? sql`jobs, ` : sql``}CASE WHEN ${IS_HELD} THEN 1 ELSE 0 END AS held
          FROM leases WHERE id ${q.phrases.inIntegers(ids)}`,
      )
      return new Map(found.map(({ jobs, ...row }) => [row.id, toLease(row, numbersFrom(jobs ?? null))]))
    },
    /** Offered jobs that began are now among those of the lease. */
    async join(leases: readonly Lease[]): Promise<void> {
      for (const given of q.phrases.given(JOINED, leases))
        await q.run(
          sql`UPDATE leases SET jobs = given.jobs, odd = given.odd, gone = given.gone FROM ${given} WHERE leases.id = given.id`,
        )
    },
    /** What is left of them. */
    async save(leases: readonly Lease[]): Promise<void> {
      const over = leases.filter(({ remaining }) => remaining === 0).map(({ id }) => id)
      const others = leases.filter(({ remaining }) => remaining > 0)
      const changes = q.phrases
        .given(CHANGED, others)
        .map((given) =>
          q.run(
            sql`UPDATE leases SET gone = given.gone, remaining = given.remaining FROM ${given} WHERE leases.id = given.id`,
          ),
        )
      if (over.length > 0) changes.push(q.run(sql`DELETE FROM leases WHERE id ${q.phrases.inIntegers(over)}`))
      await Promise.all(changes)
    },
  }
}

/** Of a row of `leases`: has the job, and it has not gone another way. */
export const leaseHolds = (q: Queries, id: Sql): Sql =>
  sql`${q.phrases.holds(sql`l.jobs`, id)} AND NOT ${q.phrases.holds(sql`COALESCE(l.gone, '[]')`, id)}`
