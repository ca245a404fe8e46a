import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixedClock } from '../../../test/support/clock.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { EMPTY_QUEUE, openPlace } from '../../../test/support/jobs.ts'
import { isLong } from '../../../test/support/long.ts'
import { bindOutbound, callerOf, gathered, NOW, PASSWORD } from '../../../test/support/outbound.ts'
import { SYSTEM } from '../../access/actor.ts'
import { makeJanitor } from '../../jobs/janitor.ts'
import type { Job } from '../../jobs/job.ts'
import { done, giveUp } from '../../jobs/outcome.ts'
import type { Database } from '../../storage/engine/database.ts'
import type { OutboundService } from '../services/service.ts'
import type { StartStatus } from './start.ts'
import type { Taken } from './take.ts'

const LEASE = 10_000

const service = fc.nat(2)
const some = fc.nat(60)
const command = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('start'), service, n: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('startAtOnce'), service, n: fc.integer({ min: 2, max: 6 }) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('run'), service, n: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('acknowledge'), service, some }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('finish'), some, well: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('cancel'), which: fc.array(some, { minLength: 1, maxLength: 5 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('purge'), service, final: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo'), some }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause'), service, on: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tick'), ms: fc.constantFrom(1, 5000, 11_000) }) },
)
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never

/** One of these for each way in which a lost start ends. */
const KINDS = [
  { kind: 'rest', runner: 'demonstration' },
  { kind: 'uas', runner: 'worker', onLost: 'fail' },
  { kind: 'uas', runner: 'worker', onLost: 'repeat' },
] as const

type Known = { reference: string; service: number; status: StartStatus; offered: boolean; purge: number | undefined }

/** What is known of every acknowledged start, kept beside the real ones. */
async function begin(database: Database, run: number) {
  const clock = fixedClock(NOW)
  let process = bindOutbound(database, { clock })
  const { account } = await process.outbound.accounts.create(SYSTEM, { cloudId: '1-2-0', username: `run-${run}` })
  const services: OutboundService[] = []
  for (const [n, config] of KINDS.entries()) {
    const { outbound } = process
    const ref = { accountId: account.id, name: `service-${n}` }
    services.push((await outbound.services.put(SYSTEM, ref, { ...config, password: PASSWORD })).service)
  }
  const janitor = makeJanitor({ ...process, onFault: (fault) => Promise.reject(fault) })
  const known = new Map<string, Known>()
  const purges: { id: number; final: boolean; undone: boolean }[] = []
  const running = new Map<string, Job>()
  const begun = new Set<string>()
  const paused = new Set<number>()
  let holderId = await process.queue.work.register(`runner-${run}`, LEASE)
  let sessions = new Map<number, string>()
  const offers = new Map<number, (Taken & { reference: string })[]>()

  const all = () => [...known.values()]
  const nth = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
  const isWaiting = ({ status }: Known) => status === 'QUEUED'

  function started(n: number, references: readonly string[]): void {
    for (const reference of references) {
      expect(known.has(reference)).toBe(false)
      known.set(reference, { reference, service: n, status: 'QUEUED', offered: false, purge: undefined })
    }
  }

  function began(reference: string): void {
    const start = known.get(reference)!
    expect(start.status).toBe('QUEUED')
    Object.assign(start, { status: 'RUNNING', offered: false })
    begun.add(reference)
  }

  /** Nothing of those cancelled begins any more, unless the purge is undone. */
  function cancelled(reference: string, purge: number): void {
    const start = known.get(reference)!
    expect(start.status).toBe('QUEUED')
    Object.assign(start, { status: 'CANCELLED', offered: false, purge })
  }

  async function session(n: number): Promise<string> {
    const opened = sessions.get(n) ?? (await process.outbound.workers.open(callerOf(services[n]!), 'w')).session
    sessions.set(n, opened)
    return opened
  }

  async function renew(): Promise<void> {
    await janitor.recover()
    // What the processes that are gone had: offered ones wait again, and the rest goes as its service says.
    for (const start of all()) {
      if (start.offered) start.offered = false
      else if (start.status === 'RUNNING' && start.service === 1) start.status = 'COULDNOTRUN'
      else if (start.status === 'RUNNING' && start.service === 2) start.status = 'QUEUED'
    }
    running.clear()
    offers.clear()
    sessions = new Map()
    holderId = await process.queue.work.register(`runner-${run}`, LEASE)
  }

  async function crash(): Promise<void> {
    for (const [n, opened] of sessions) await process.outbound.workers.close(callerOf(services[n]!), opened)
    await process.queue.work.surrender(holderId)
    process = bindOutbound(database, { clock })
    await renew()
  }

  async function runSome(n: number, limit: number): Promise<void> {
    const { laneId } = services[n]!
    if (KINDS[n]!.runner === 'demonstration') {
      const { jobs } = await process.queue.work.claim({ holderId, limit, of: { ids: [laneId] } })
      for (const job of jobs) {
        // One that had been lost is looked at again; it has begun before.
        if (known.get(job.reference!)!.status !== 'RUNNING') began(job.reference!)
        running.set(job.reference!, job)
      }
      if (paused.has(n)) expect(jobs).toEqual([])
      return
    }
    const opened = await session(n)
    const taken = await process.outbound.workers.take(callerOf(services[n]!), opened, { limit, waitMs: 0 })
    for (const start of all()) if (start.service === n) start.offered = false
    for (const { reference } of taken) known.get(reference)!.offered = true
    offers.set(n, taken)
  }

  async function acknowledge(n: number, pick: number): Promise<void> {
    const taken = nth(offers.get(n) ?? [], pick)
    if (!taken || !sessions.has(n)) return
    const start = known.get(taken.reference)!
    const wasOffered = start.offered
    const answer = await process.outbound.workers.acknowledge(callerOf(services[n]!), sessions.get(n)!, [taken])
    const [job] = await process.queue.jobs.byReference([taken.reference])
    if (!wasOffered && start.status === 'RUNNING') expect(answer).toHaveLength(1)
    else if (answer.length === 0) {
      if (wasOffered) start.offered = false
    } else {
      expect(wasOffered && !paused.has(n)).toBe(true)
      began(taken.reference)
      running.set(taken.reference, job!)
    }
  }

  async function finish(pick: number, well: boolean): Promise<void> {
    const found = nth([...running], pick)
    if (!found) return
    const [reference, job] = found
    const outcome = well ? done({ result: { code: 1 } }) : giveUp('engaged')
    expect(await process.queue.work.finish([{ job, outcome }])).toEqual([true])
    known.get(reference)!.status = well ? 'COMPLETED' : 'COULDNOTRUN'
    running.delete(reference)
  }

  async function purge(n: number, final: boolean): Promise<void> {
    const wanted = all().filter((start) => start.service === n && isWaiting(start))
    const purged = await process.outbound.queues.purge(callerOf(services[n]!), services[n]!, { final })
    expect(await gathered(purged.references())).toEqual(wanted.map(({ reference }) => reference))
    expect(purged.purge.count).toBe(wanted.length)
    for (const { reference } of wanted) cancelled(reference, purged.purge.id)
    purges.push({ id: purged.purge.id, final, undone: false })
  }

  async function cancel(which: readonly number[]): Promise<void> {
    const wanted = [...new Set(which.flatMap((n) => nth(all(), n)?.reference ?? []))]
    const waiting = wanted.filter((reference) => isWaiting(known.get(reference)!))
    const answer = await process.outbound.starts.cancel(SYSTEM, wanted)
    expect(answer.cancelled).toEqual(waiting)
    for (const { reference, status } of answer.others) expect(status).toBe(known.get(reference)!.status)
    for (const reference of waiting) cancelled(reference, answer.purge!.id)
    if (answer.purge) purges.push({ id: answer.purge.id, final: false, undone: false })
  }

  async function undo(pick: number): Promise<void> {
    const found = nth(purges, pick)
    if (!found) return
    const undoing = process.outbound.queues.undo(SYSTEM, found.id)
    if (found.final || found.undone) return expect(undoing).rejects.toMatchObject({ code: 'undo_refused' })
    await undoing
    found.undone = true
    for (const start of all())
      if (start.purge === found.id) Object.assign(start, { status: 'QUEUED', purge: undefined })
  }

  async function step(each: Command): Promise<void> {
    const { outbound } = process
    switch (each.do) {
      case 'start': {
        const calls = Array.from({ length: each.n as number }, () => callFor(each.service as number))
        started(
          each.service as number,
          await outbound.starts.startMany(SYSTEM, services[each.service as number]!, calls),
        )
        break
      }
      case 'startAtOnce': {
        const ref = services[each.service as number]!
        const one = () => outbound.starts.start(SYSTEM, ref, callFor(each.service as number))
        const references = await Promise.all(Array.from({ length: each.n as number }, one))
        // Who was first shows in the references: that is the order of the queue.
        started(
          each.service as number,
          references.sort((a, b) => counterOf(a) - counterOf(b)),
        )
        break
      }
      case 'run':
        await runSome(each.service as number, each.n as number)
        break
      case 'acknowledge':
        await acknowledge(each.service as number, each.some as number)
        break
      case 'finish':
        await finish(each.some as number, each.well as boolean)
        break
      case 'cancel':
        await cancel(each.which as number[])
        break
      case 'purge':
        await purge(each.service as number, each.final as boolean)
        break
      case 'undo':
        await undo(each.some as number)
        break
      case 'pause':
        await (each.on ? outbound.services.pause : outbound.services.resume)(SYSTEM, services[each.service as number]!)
        paused[each.on ? 'add' : 'delete'](each.service as number)
        break
      case 'crash':
        await crash()
        break
      case 'tick':
        clock.advance(each.ms as number)
        if ((each.ms as number) >= LEASE) await crash()
        break
    }
    await check()
  }

  /** The counts equal the truth, and everybody is told it. */
  async function check(): Promise<void> {
    const { outbound } = process
    const references = [...known.keys()]
    const told = await outbound.starts.status(SYSTEM, references)
    expect(told.map((start) => start?.status)).toEqual(references.map((reference) => known.get(reference)!.status))
    for (const start of told)
      if (start?.status === 'CANCELLED') expect(start.startedAt === null || begun.has(start.reference)).toBe(true)
    const queues = await outbound.queues.list(SYSTEM, { accountId: account.id })
    expect(queues.map(({ waiting, running: n }) => ({ waiting, running: n }))).toEqual(
      services.map((_, n) => {
        const count = (status: StartStatus) => all().filter((tx) => tx.service === n && tx.status === status).length
        return { waiting: count('QUEUED'), running: count('RUNNING') }
      }),
    )
  }

  /** Everything that can run runs to its end. */
  async function drain(): Promise<void> {
    for (const [n, ref] of services.entries()) {
      await process.outbound.services.resume(SYSTEM, ref)
      paused.delete(n)
    }
    await crash()
    for (const n of services.keys()) {
      while (all().some((start) => start.service === n && (isWaiting(start) || start.status === 'RUNNING'))) {
        await runSome(n, 100)
        for (const index of (offers.get(n) ?? []).keys()) await acknowledge(n, index)
        while (running.size > 0) await finish(0, true)
      }
    }
    await check()
    for (const { status } of all()) expect(['COMPLETED', 'COULDNOTRUN', 'CANCELLED']).toContain(status)
  }

  return { step, drain }
}

const callFor = (n: number) =>
  KINDS[n]!.kind === 'rest' ? { to: 'sip:a@example.com' } : { parameters: 'a destination' }

const counterOf = (reference: string) => Number(reference.split('.')[2])

let runs = 0

forEachEngine((engine) => {
  test(
    'every acknowledged start ends once; nothing cancelled runs, and nothing comes back unless its purge is undone',
    async () => {
      const place = await engine.fresh(EMPTY_QUEUE)
      const database = await openPlace(place)
      const property = fc.asyncProperty(
        fc.array(command, { minLength: 5, maxLength: isLong ? 100 : 40 }),
        async (commands) => {
          const model = await begin(database, ++runs)
          for (const each of commands) await model.step(each)
          await model.drain()
        },
      )
      try {
        await fc.assert(property, { numRuns: isLong ? 1000 : engine.name === 'sqlite' ? 40 : 12, endOnFailure: false })
      } finally {
        await database.close()
        await place.drop()
      }
    },
    isLong ? 3_600_000 : 120_000,
  )
})
