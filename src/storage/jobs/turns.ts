import type {
  Candidate,
  EndedTurn,
  Held,
  JobEnding,
  JobRowStore,
  Touched,
  Tries,
  Unbeginning,
} from '../../jobs/store.ts'
import type { Queries } from '../engine/database.ts'
import { type Sql, sql } from '../engine/sql.ts'
import { type Aside, asideOf, touchedOf, UNTRIED } from './aside.ts'
import { type EndedRow, insertEnded } from './ended.ts'
import { IS_HELD } from './holders.ts'
import { type Lease, leasesOf, type NewLease, oddFrom, oddOf, triesIn } from './leases.ts'
import { deleteReady } from './line.ts'
import { BODY, byPlace, type JobBody, takenJob, triesOf } from './states.ts'

type Taken = { id: number; turn: number }

/** A job whose turn goes on: in a lease, or parked. */
type Underway = Tries & Touched & { lease: Lease | undefined }

/** Taking jobs, and ending what was taken. All with the lanes locked, so that what was read is so until it is written. */
export function turnsOf(q: Queries) {
  const aside = asideOf(q)
  const leases = leasesOf(q)

  async function bodies(ids: readonly number[]): Promise<Map<number, JobBody>> {
    if (ids.length === 0) return new Map()
    const found = await q.all<JobBody>(sql`SELECT ${BODY} FROM jobs j WHERE j.id ${q.phrases.inIntegers(ids)}`)
    return new Map(found.map((body) => [body.id, body]))
  }

  /** One lease for each lane. */
  async function openLeases(taken: readonly { laneId: number }[], holderId: number, at: number, newLease: NewLeaseOf) {
    const byLane = [...Map.groupBy(taken, ({ laneId }) => laneId)]
    const numbers = await leases.open(
      byLane.map(([laneId, jobs]) => newLease(laneId, jobs as never)),
      holderId,
      at,
    )
    return new Map(byLane.map(([laneId], index) => [laneId, numbers[index]!]))
  }

  /** Of these turns, those that go on, by job. A job that has ended or gone another way is not among them. */
  async function underway(turns: readonly Taken[], withParked: boolean): Promise<Map<number, Underway>> {
    const ids = turns.map(({ id }) => id)
    const [open, over, parked] = await Promise.all([
      leases.get([...new Set(turns.map(({ turn }) => turn))]),
      ids.length === 0 ? [] : q.all<{ id: number }>(sql`SELECT id FROM ended WHERE id ${q.phrases.inIntegers(ids)}`),
      withParked ? aside.get(ids, sql`a.state = 'parked'`) : [],
    ])
    const ended = new Set(over.map(({ id }) => id))
    const gone = new Map([...open.values()].map((lease) => [lease.id, new Set(lease.gone)]))
    const found = new Map<number, Underway>()
    for (const { id, turn } of turns) {
      const lease = open.get(turn)
      if (lease && !ended.has(id) && !gone.get(turn)!.has(id))
        found.set(id, { id, laneId: lease.laneId, lease, ...triesIn(lease, id) })
    }
    const turnOf = new Map(turns.map(({ id, turn }) => [id, turn]))
    for (const row of parked) if (turnOf.get(row.id) === row.turn) found.set(row.id, { ...row, lease: undefined })
    return found
  }

  /** These jobs are in their leases no more; but for those that ended, the leases remember it. */
  async function leave(jobs: readonly { id: number; lease: Lease | undefined; ended: boolean }[]): Promise<void> {
    const changed = new Set<Lease>()
    for (const { id, lease, ended } of jobs)
      if (lease) {
        lease.remaining -= 1
        if (!ended) lease.gone.push(id)
        changed.add(lease)
      }
    await leases.save([...changed])
  }

  async function end(endings: readonly JobEnding[], counts: (job: Underway) => boolean): Promise<EndedTurn[]> {
    const found = await underway(endings, true)
    const ending: { how: JobEnding; job: Underway }[] = []
    for (const how of endings) {
      const job = found.get(how.id)
      if (job && counts(job)) ending.push({ how, job })
    }
    const over = ending.filter(({ how }) => isOver(how))
    const goOn = ending.filter(({ how }) => !isOver(how))
    const parked = ending.filter(({ job }) => !job.lease)
    await Promise.all([
      aside.delete(parked.map(({ job }) => job.id)),
      insertEnded(
        q,
        over.map(({ how, job }) => endedRow(how, job)),
      ),
      leave(ending.map(({ how, job }) => ({ id: job.id, lease: job.lease, ended: isOver(how) }))),
      aside.letGoOfKeys(ending.filter(({ how }) => how.state !== 'parked').map(({ job }) => job)),
    ])
    await setAside(
      goOn.map(({ how, job }) => {
        const { state, segmentId, dueAt } = how
        const place = { state: state as Aside['state'], segmentId, dueAt, expiresAt: null }
        return { ...touchedOf(job), ...afterTurn(how, job), ...place }
      }),
    )
    return ending.map(({ job }) => ({ ...touchedOf(job), startedAt: job.startedAt }))
  }

  /** What only the job's body says of its place is looked up. */
  async function setAside(rows: readonly Omit<Aside, 'band' | 'holderId'>[]): Promise<void> {
    if (rows.length === 0) return
    const ids = rows.map(({ id }) => id)
    const found = await q.all<{ id: number; band: number }>(
      sql`SELECT id, band FROM jobs WHERE id ${q.phrases.inIntegers(ids)}`,
    )
    const bands = new Map(found.map(({ id, band }) => [id, band]))
    await aside.insert(rows.map((row) => ({ ...row, band: bands.get(row.id)!, holderId: null })))
  }

  /** Offered jobs are in line again. */
  async function giveBack(taken: readonly (Taken & { dueAt: number })[], condition: Sql): Promise<Touched[]> {
    const by = new Map(taken.map((each) => [each.id, each]))
    const found = await aside.get([...by.keys()], sql`a.state = 'offered' AND ${condition}`)
    const returned = found.filter(({ id, turn }) => by.get(id)!.turn === turn)
    await aside.replace(
      returned.map((row) => ({ ...row, state: 'ready', holderId: null, dueAt: by.get(row.id)!.dueAt })),
    )
    await letGo(returned)
    return returned.map(touchedOf)
  }

  /** Offered jobs have left the hands that held them: their keys are free, and their leases know it. */
  async function letGo(offered: readonly Aside[]): Promise<void> {
    const open = await leases.get([...new Set(offered.map(({ turn }) => turn))])
    for (const { turn } of offered) open.get(turn)!.remaining -= 1
    await Promise.all([leases.save([...open.values()]), aside.letGoOfKeys(offered)])
  }

  return {
    letGo,
    async begin(chosen, holderId, instant) {
      const ids = chosen.map(({ id }) => id)
      const [numbers, found] = await Promise.all([
        openLeases(chosen, holderId, instant, (laneId, jobs: Candidate[]) => leaseOf(laneId, jobs, instant)),
        bodies(ids),
        deleteReady(
          q,
          chosen.filter(({ before }) => before === null),
        ),
        aside.delete(chosen.filter(({ before }) => before !== null).map(({ id }) => id)),
        aside.takeKeys(chosen),
      ])
      // Nearly all of a lane begin for the first time, and alike.
      const firsts = new Map([...numbers].map(([laneId, turn]) => [laneId, { ...begins(null, instant), turn }]))
      const begun = chosen.map((job) => {
        const first = firsts.get(job.laneId)!
        const tries = job.before === null ? first : { ...begins(job.before, instant), turn: first.turn }
        return takenJob(found.get(job.id)!, job, tries, 'running', null)
      })
      return begun.sort(byPlace)
    },
    async offer(chosen, holderId, instant) {
      const none = (laneId: number, jobs: Candidate[]): NewLease => ({
        ...{ laneId, jobs: [], odd: {}, remaining: jobs.length },
        gone: jobs.map(({ id }) => id),
      })
      const [numbers, found] = await Promise.all([
        openLeases(chosen, holderId, instant, none),
        bodies(chosen.map(({ id }) => id)),
        deleteReady(
          q,
          chosen.filter(({ before }) => before === null),
        ),
        aside.takeKeys(chosen),
      ])
      const offered = chosen.map((job) => ({
        job,
        tries: { ...(job.before ?? UNTRIED), turn: numbers.get(job.laneId)! },
      }))
      await aside.replace(
        offered.map(({ job: { busy: _, before: __, ...job }, tries }) => ({
          ...job,
          ...tries,
          state: 'offered',
          dueAt: null,
          holderId,
        })),
      )
      return offered
        .map(({ job, tries }) => takenJob(found.get(job.id)!, job, tries, 'offered', job.expiresAt))
        .sort(byPlace)
    },
    async resume(ids, holderId, instant) {
      const [parked, found] = await Promise.all([aside.get(ids, sql`a.state = 'parked'`), bodies(ids)])
      const leaseFor = (laneId: number, jobs: Aside[]): NewLease => ({
        laneId,
        jobs: jobs.map(({ id }) => id),
        gone: [],
        odd: Object.fromEntries(jobs.map((job) => [job.id, oddOf(job.orderKey, job)])),
        remaining: jobs.length,
      })
      const [numbers] = await Promise.all([
        openLeases(parked, holderId, instant, leaseFor),
        aside.delete(parked.map(({ id }) => id)),
      ])
      return parked
        .map((job) => takenJob(found.get(job.id)!, job, { ...job, turn: numbers.get(job.laneId)! }, 'running', null))
        .sort(byPlace)
    },
    end: (endings) => end(endings, () => true),
    endLost: (endings) => end(endings, ({ lease }) => lease !== undefined && !lease.held),
    async acknowledge(taken, instant) {
      const turnOf = new Map(taken.map(({ id, turn }) => [id, turn]))
      const offered = await aside.get([...turnOf.keys()], sql`a.state = 'offered'`)
      const begun = offered.filter(({ id, turn }) => turnOf.get(id) === turn)
      if (begun.length === 0) return []
      const ids = begun.map(({ id }) => id)
      const [open, found] = await Promise.all([
        leases.get([...new Set(begun.map(({ turn }) => turn))], true),
        bodies(ids),
        aside.delete(ids),
      ])
      const jobs = begun.map((job) => {
        const tries = { ...begins(job, instant), turn: job.turn }
        const lease = open.get(job.turn)!
        lease.jobs.push(job.id)
        lease.gone = lease.gone.filter((id) => id !== job.id)
        lease.odd[job.id] = oddOf(job.orderKey, tries)
        return takenJob(found.get(job.id)!, job, tries, 'running', null)
      })
      await leases.join([...open.values()])
      return jobs.sort(byPlace)
    },
    giveBack: (taken) => giveBack(taken, sql`TRUE`),
    returnOffered: (lost) => giveBack(lost, sql`NOT ${IS_HELD}`),
    async comeForward(laneIds: readonly number[], byMs: number) {
      await q.run(sql`UPDATE aside SET due_at = due_at - ${byMs}
        WHERE lane_id ${q.phrases.inIntegers(laneIds)} AND state IN ('scheduled', 'parked') AND attempt > 0`)
    },
    async unbegin(taken: readonly Unbeginning[]) {
      const found = await underway(taken, false)
      const returned = taken.flatMap((how) => {
        const job = found.get(how.id)
        return job ? [{ how, job }] : []
      })
      await leave(returned.map(({ job }) => ({ ...job, ended: false })))
      await aside.letGoOfKeys(returned.map(({ job }) => job))
      await setAside(
        returned.map(({ how, job }) => {
          const attempt = job.attempt - 1
          const { segmentId, dueAt, expiresAt } = how
          const place = { ...touchedOf(job), segmentId, dueAt, expiresAt, state: 'ready' } as const
          return { ...place, ...triesOf(job), attempt, startedAt: attempt > 0 ? job.startedAt : null }
        }),
      )
      return returned.map(({ job }) => touchedOf(job))
    },
    async lost(limit) {
      const offered = await q.all<Held>(
        sql`SELECT a.id, a.lane_id AS "laneId", a.order_key AS "orderKey", a.turn, 'offered' AS state, j.on_lost AS "onLost",
            a.losses
          FROM aside a JOIN jobs j ON j.id = a.id WHERE a.state = 'offered' AND NOT ${IS_HELD}
          ORDER BY a.id LIMIT ${limit}`,
      )
      if (offered.length === limit) return offered
      const running = await q.all<Held & { odd: string | null }>(
        sql`SELECT x.value AS id, l.lane_id AS "laneId", j.order_key AS "orderKey", l.id AS turn, 'running' AS state,
            j.on_lost AS "onLost", l.odd
          FROM leases l CROSS JOIN ${q.phrases.elements(sql`l.jobs`)} JOIN jobs j ON j.id = x.value
          WHERE NOT ${IS_HELD} AND ${isOpen(q)} ORDER BY l.id, x.value LIMIT ${limit - offered.length}`,
      )
      const told = running.map(({ odd, ...job }) => ({ ...job, losses: oddFrom(odd)[job.id]?.[2] ?? 0 }))
      return [...offered, ...told]
    },
  } satisfies Partial<JobRowStore> & { letGo: unknown }
}

/** Of leases `l` with their `elements`: the job is still in it. */
export const isOpen = (q: Queries): Sql => sql`NOT ${q.phrases.holds(sql`COALESCE(l.gone, '[]')`, sql`x.value`)}
  AND NOT EXISTS (SELECT 1 FROM ended e WHERE e.id = x.value)`

type NewLeaseOf = (laneId: number, jobs: never[]) => NewLease

const isOver = ({ state }: JobEnding): boolean => state === 'done' || state === 'failed'

const begins = (before: Tries | null, at: number): Omit<Tries, 'turn'> => ({
  attempt: (before?.attempt ?? 0) + 1,
  losses: before?.losses ?? 0,
  startedAt: at,
  note: before?.note ?? null,
})

function leaseOf(laneId: number, jobs: readonly Candidate[], at: number): NewLease {
  const odd = jobs.filter(({ before, orderKey }) => before !== null || orderKey !== null)
  return {
    laneId,
    jobs: jobs.map(({ id }) => id),
    gone: [],
    odd: Object.fromEntries(odd.map(({ id, before, orderKey }) => [id, oddOf(orderKey, begins(before, at))])),
    remaining: jobs.length,
  }
}

const afterTurn = ({ note, losses }: JobEnding, job: Tries): Tries => ({
  turn: job.turn,
  attempt: job.attempt,
  startedAt: job.startedAt,
  losses: job.losses + losses,
  note,
})

const endedRow = (how: JobEnding, job: Underway): EndedRow => ({
  id: job.id,
  laneId: job.laneId,
  state: how.state as 'done' | 'failed',
  ...afterTurn(how, job),
  runAt: null,
  finishedAt: how.finishedAt!,
  result: how.result,
  purgeId: null,
})
