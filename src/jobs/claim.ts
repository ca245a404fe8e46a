import type { Failpoint } from './failpoint.ts'
import type { Job } from './job.ts'
import { probe } from './lanes/breaker.ts'
import { count } from './lanes/counts.ts'
import { makeDistance } from './lanes/distance.ts'
import { makeLookout } from './lanes/lookout.ts'
import { moveMarks, noSight, type Sight, sighted } from './lanes/marks.ts'
import { measurePace } from './lanes/pace.ts'
import { afterStarts, startsLost } from './lanes/rate.ts'
import { makeStride } from './lanes/stride.ts'
import type { Claimed, ClaimRequest, Origin, QueueParts } from './queue.ts'
import { freeKeysOf, segmentsOf } from './segments.ts'
import type { Candidate, JobTx, LaneRow, SegmentOf } from './store.ts'
import { earlier, roomOf, wakeAt } from './wake.ts'

/** Lanes that a claim looks at, and lanes that it takes from: enough to be fair among, few enough to be quick. */
const LOOKED_AT = 256
const TAKEN_FROM = 32
/**
 * Candidates that turn out to be late or behind their key make another round worth it, which looks further; but not for
 * ever, or a lane full of them would hold up the others.
 */
const ROUNDS = 4
const FURTHER = 64
/** Jobs back in line, of each band, that one claim looks at. */
const SIDE = 500
/** Parked jobs of a lane that one claim takes, beside what may begin. */
const LOOKS = 16
/** When to look again at what somebody else has in hand right now. */
const AGAIN_MS = 5

export type Taking = 'begin' | 'offer'

/** Claims from all lanes that are due, fairly; each process has one, which remembers who got what. */
export function makeClaimer(
  { read, transaction, failpoint, elapsed }: QueueParts & { failpoint: Failpoint; elapsed: () => number },
  taking: Taking,
) {
  const stride = makeStride()
  const distance = makeDistance()
  const lookOut = makeLookout(read.jobs.lanes.due, LOOKED_AT)

  /**
   * `first` is a step that goes before, in the same transaction; alone when there is nothing to claim. The lanes that it
   * answers are locked and changed, and saved with those of the claim.
   */
  return async function claim(
    { holderId, limit, of }: ClaimRequest,
    first?: (tx: JobTx) => Promise<readonly LaneRow[]>,
  ): Promise<Claimed> {
    const began = elapsed()
    const { now, lanes, nextAt } = await lookOut(of)
    const lateMs = distance.lateMs()
    // What has its instant until the lanes are locked belongs to this claim.
    const lockedAt = now + distance.aheadMs()
    const rooms = lanes.map((lane) => ({ ...lane, room: mostOf(lane, lockedAt, lateMs, taking) }))
    const open = rooms.filter(({ room }) => room > 0)
    const shares = stride.share(open, limit, TAKEN_FROM)
    // Those without room are looked at too, or they would stay first in line for ever.
    for (const { id } of rooms.filter(({ room }) => room === 0).slice(0, TAKEN_FROM)) shares.set(id, 0)
    if (shares.size === 0) {
      if (first) await transaction(async (tx) => tx.jobs.lanes.save(await first(tx)))
      return { jobs: [], nextInMs: nextAt === null ? null : nextAt - now }
    }

    const taken = await transaction(async (tx) => {
      // Sent together: those of the first step are waited for, and then whoever is free is locked.
      const [mine = [], locked] = await Promise.all([first?.(tx), tx.jobs.lanes.lockFree([...shares.keys()], holderId)])
      const before = new Map(lanes.map((lane) => [lane.id, lane]))
      const result = await claimFrom({ tx, holderId, taking, lateMs, before, mine, ...locked }, shares)
      failpoint('claim')
      return result
    })
    if (taken.jobs.length > 0) failpoint('claimed')
    // Who found all lanes in other hands was quick.
    if (taken.lanes.length > 0) distance.add(elapsed() - began)
    const counts = Map.groupBy(taken.jobs, ({ laneId }) => laneId)
    for (const lane of lanes) {
      const n = counts.get(lane.id)?.length ?? 0
      if (n > 0) stride.charge(lane, n)
    }
    const passedOver = lanes.length === LOOKED_AT || lanes.some(({ id }) => !shares.has(id))
    const contested = taken.lanes.length < shares.size ? now + AGAIN_MS : null
    const wakes = taken.lanes.map(({ id, wakeAt }) =>
      wakeAt !== null && taken.unsure.has(id) ? now + AGAIN_MS : wakeAt,
    )
    const next = [nextAt, contested, passedOver ? now : null, ...wakes].reduce(earlier, null)
    // Nobody who takes offers looks at parked jobs, which then stay due.
    const soonest = taking === 'offer' ? AGAIN_MS : 0
    return {
      jobs: taken.jobs,
      origins: taken.origins.size > 0 ? taken.origins : undefined,
      nextInMs: next === null ? null : Math.max(soonest, next - now),
    }
  }
}

function mostOf(lane: LaneRow, now: number, lateMs: number, taking: Taking): number {
  const { begin, resume } = roomOf(lane, now, lateMs)
  return taking === 'begin' && isDue(lane, now) ? Math.max(begin, Math.min(resume, LOOKS)) : begin
}

/** A lane's part in one claim. */
type Turn = {
  lane: LaneRow
  segments: SegmentOf[]
  /** Places that are left for jobs to begin. */
  need: number
  begun: Job[]
  resumed: number[]
  expired: number
  /** Keys of jobs that this claim began. */
  keys: Set<string>
  /** Nothing else is ready. */
  exhausted: boolean
  /** What was met of the line that enqueues go to, and has left it. */
  sight: Sight
  looked: boolean
  gone: Set<number>
}

type Hand = {
  tx: JobTx
  now: number
  holderId: number
  taking: Taking
  lateMs: number
  /** The lanes as they were on disk before this transaction. */
  before: ReadonlyMap<number, LaneRow>
  /** Lanes that a step before has changed. */
  mine: readonly LaneRow[]
  origins: Map<number, Origin>
}

/** The exact part: the lanes are locked, and all that is asked of them is asked after that. */
async function claimFrom(
  { lanes: free, ...given }: Omit<Hand, 'origins'> & { lanes: readonly LaneRow[] },
  shares: ReadonlyMap<number, number>,
) {
  const { tx, mine } = given
  const changed = new Map(mine.map((lane) => [lane.id, lane]))
  const lanes = free.map((lane) => changed.get(lane.id) ?? lane)
  const origins = new Map<number, Origin>()
  if (lanes.length === 0) {
    await tx.jobs.lanes.save(mine)
    return { jobs: [], origins, lanes, unsure: new Set<number>() }
  }
  const hand = { ...given, origins }
  const segments = await segmentsOf(tx, lanes)
  const turns = lanes.map(
    (lane): Turn => ({
      lane,
      segments: segments.get(lane.id)!,
      need: 0,
      begun: [],
      resumed: [],
      expired: 0,
      keys: new Set(),
      exhausted: false,
      sight: noSight(),
      looked: false,
      gone: new Set(),
    }),
  )
  await takeDue(hand, turns, shares)
  const resumed = await resumeParked(
    hand,
    turns.flatMap((turn) => turn.resumed),
  )
  for (let round = 0; round < ROUNDS; round++) {
    const hungry = turns.filter(({ need, exhausted }) => need > 0 && !exhausted)
    if (hungry.length === 0) break
    await takeReady(hand, hungry, round * FURTHER)
  }
  for (const { id } of resumed) origins.set(id, { is: 'parked' })
  const unsure = await saveLanes(hand, turns)
  return { jobs: [...resumed, ...turns.flatMap(({ begun }) => begun)], origins, lanes, unsure }
}

/** Parked jobs that have their time are looked at. Then says how many may begin. */
async function takeDue({ tx, now, taking, lateMs }: Hand, turns: readonly Turn[], shares: ReadonlyMap<number, number>) {
  const open = turns.map((turn) => ({ turn, room: roomOf(turn.lane, now, lateMs), share: shares.get(turn.lane.id)! }))
  const due = open.filter(({ turn, room }) => room.resume > 0 && isDue(turn.lane, now))
  if (due.length > 0) {
    const places = new Map(due.map((place) => [place.turn.lane.id, place]))
    const most = taking === 'begin' ? due.reduce((sum, { share }) => sum + share, 0) : 0
    for (const { id, laneId } of await tx.jobs.rows.parkedDue([...places.keys()], now, most)) {
      const { turn, room, share } = places.get(laneId)!
      if (turn.resumed.length < Math.min(share, room.resume)) turn.resumed.push(id)
    }
  }
  for (const { turn, room, share } of open) {
    const looks = turn.resumed.length
    // A breaker that lets one through lets one through, a look or a start.
    turn.need = Math.max(0, Math.min(share - looks, turn.lane.breaker === 'closed' ? room.begin : room.begin - looks))
  }
}

/** In the order given: who was to be looked at first comes first. */
async function resumeParked({ tx, now, holderId }: Hand, ids: readonly number[]): Promise<Job[]> {
  if (ids.length === 0) return []
  const jobs = new Map((await tx.jobs.rows.resume(ids, holderId, now)).map((job) => [job.id, job]))
  return ids.map((id) => jobs.get(id)!)
}

const idOfLane = ({ lane }: Turn): number => lane.id

const isDue = ({ dueAt }: LaneRow, now: number) => dueAt !== null && dueAt <= now

/** One round: the first in line begin, but for those that are too late or whose key is busy. */
async function takeReady({ tx, now, holderId, taking, origins }: Hand, hungry: readonly Turn[], further: number) {
  const wants = hungry.flatMap(({ lane, need, segments }) =>
    segments.map((segment) => ({ ...segment, sideMark: sideMarkOf(lane, now), ...most(need + further + 1) })),
  )
  const found = Map.groupBy(await tx.jobs.rows.candidates(wants, now), ({ laneId }) => laneId)
  const chosen = new Map<Candidate, Turn>()
  const late: Candidate[] = []
  const behind: Candidate[] = []
  for (const turn of hungry) {
    const candidates = (found.get(turn.lane.id) ?? []).sort((a, b) => a.band - b.band || a.id - b.id)
    // Of several segments each gave so many, so these are known to be the first of all.
    const { n, sideN } = most(turn.need + further + 1)
    const first = candidates.slice(0, n)
    turn.exhausted = candidates.length <= turn.need + further
    let open = turn.need
    for (const candidate of first) {
      const { id, orderKey, expiresAt, busy } = candidate
      if (open === 0) {
        turn.exhausted = false
        continue
      }
      turn.gone.add(id)
      if (expiresAt !== null && expiresAt <= now) late.push(candidate)
      else if (orderKey !== null && (busy || turn.keys.has(orderKey))) behind.push(candidate)
      else {
        open -= 1
        chosen.set(candidate, turn)
        if (expiresAt !== null) origins.set(id, { is: 'waiting', expiresAt })
        if (orderKey !== null) turn.keys.add(orderKey)
      }
    }
    sighted(turn.sight, { ...turn, met: candidates, n, sideN })
    turn.looked = true
  }
  if (behind.length > 0) await tx.jobs.rows.putBehind(behind)
  if (late.length > 0) await expireLate(tx, late, hungry, now)
  if (chosen.size === 0) return
  const candidates = [...chosen.keys()]
  const turns = new Map([...chosen].map(([{ laneId }, turn]) => [laneId, turn]))
  const { begin, offer } = tx.jobs.rows
  for (const job of await (taking === 'begin' ? begin : offer)(candidates, holderId, now)) {
    const turn = turns.get(job.laneId)!
    turn.begun.push(job)
    turn.need -= 1
  }
}

/** Of those aside the ones that are due first are not always the ones that go first, so more of them are looked at. */
const most = (n: number) => ({ n, sideN: Math.max(n, SIDE) })

/** The clock may have been set back; then what is due by it stands before the mark. */
const sideMarkOf = ({ sideMark }: LaneRow, now: number) => (sideMark < now ? sideMark : 0)

async function expireLate(tx: JobTx, late: readonly Candidate[], turns: readonly Turn[], now: number): Promise<void> {
  const ids = late.map(({ id }) => id)
  const expired = Map.groupBy(await tx.jobs.rows.expire(ids, now), ({ laneId }) => laneId)
  for (const turn of turns) {
    const gone = expired.get(turn.lane.id) ?? []
    turn.expired += gone.length
    const freed = await freeKeysOf(tx, [turn.lane], gone, now)
    if (freed.size > 0) turn.exhausted = false
  }
}

/** Answers the lanes that somebody is enqueueing to: they stay awake, and it is too early to look again at once. */
async function saveLanes(
  { tx, now, taking, lateMs, before, mine }: Hand,
  turns: readonly Turn[],
): Promise<ReadonlySet<number>> {
  for (const { lane, begun, resumed, expired, exhausted, looked, sight } of turns) {
    const n = begun.length
    if (looked) moveMarks(lane, sight, before.get(lane.id), now)
    lane.waitingHere -= expired
    count(lane, now, 'expired', expired)
    if (taking === 'offer') lane.offered += n
    else {
      lane.running += n
      lane.waitingHere -= n
      count(lane, now, 'begun', n)
    }
    // Since then there was something to begin, and nothing in the way.
    if (lane.wakeAt !== null && n > 0) count(lane, now, 'missed', startsLost(lane, lane.wakeAt, now, lateMs))
    lane.nextStartUs = afterStarts(lane, now, n, lateMs)
    const through = resumed[0] ?? begun[0]?.id
    if (lane.breaker !== 'closed' && through !== undefined) {
      probe(lane, through)
      count(lane, now, 'probed')
    }
    measurePace(lane, n, !exhausted, now)
  }
  // What a lane has left is only known for sure while nobody is enqueueing to it.
  const uncertain = turns.filter(({ lane, exhausted }) => exhausted || isDue(lane, now))
  const certain = new Set(uncertain.length > 0 ? await tx.jobs.lanes.tryHoldAlone(uncertain.map(idOfLane)) : [])
  const stretches = uncertain.flatMap(({ lane, segments }) =>
    certain.has(lane.id) ? segments.map((segment) => ({ ...segment, sideMark: sideMarkOf(lane, now) })) : [],
  )
  const ahead = new Map((await tx.jobs.rows.ahead(stretches, now)).map((each) => [each.laneId, each]))
  for (const { lane, exhausted } of turns) {
    const left = ahead.get(lane.id)
    if (left) lane.dueAt = left.dueAt
    const nothing = left ? !left.ready : exhausted && certain.has(lane.id)
    lane.wakeAt = wakeAt(lane, nothing ? null : now)
  }
  await tx.jobs.lanes.save([...new Set([...turns.map(({ lane }) => lane), ...mine])])
  return new Set(turns.filter(({ lane, exhausted }) => exhausted && !certain.has(lane.id)).map(idOfLane))
}
