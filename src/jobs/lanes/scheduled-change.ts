import { merge } from '../../base/merge.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import type { JobTx, StoredChange } from '../store.ts'
import { checkSettings, lockLane, updateLane } from './lanes.ts'

/** A pace that a lane gets at an instant; what is left out stays. */
export type ScheduledChange = Readonly<StoredChange>

const MOST = 100

/** Answers it as it is stored. */
export async function scheduleChange(
  tx: JobTx,
  { laneId, at, pace, by }: Omit<ScheduledChange, 'id' | 'createdAt'>,
): Promise<ScheduledChange> {
  checkSettings(pace)
  if (pace.startsPerSecond === undefined && pace.concurrency === undefined)
    throw new Invalid('startsPerSecond', 'a rate, or how many at once')
  const { now } = await lockLane(tx, laneId)
  if (at <= now) throw new Invalid('at', 'an instant in the future')
  if ((await tx.jobs.scheduled.list(laneId)).length >= MOST)
    throw new Invalid('at', `at most ${MOST} scheduled changes of a lane`)
  const change = { laneId, at, pace: merge({}, pace), by }
  return { id: await tx.jobs.scheduled.insert(change, now), ...change, createdAt: now }
}

export async function cancelChange(tx: JobTx, laneId: number, id: number): Promise<void> {
  if (!(await tx.jobs.scheduled.delete(laneId, id))) throw new NotFound('scheduled change', id)
}

/**
 * Applies what is due of a lane, in its order, and answers that: each once, whoever does it and however often it is tried,
 * because it goes away in the transaction that applies it.
 */
export async function applyDueChanges(tx: JobTx, laneId: number): Promise<ScheduledChange[]> {
  await lockLane(tx, laneId)
  const due = await tx.jobs.scheduled.takeDue(laneId)
  for (const { pace } of due) await updateLane(tx, laneId, pace)
  return due
}

/** `at 2026-02-03T10:11:12.000Z startsPerSecond 2`, for the activity log. */
export const wordsOf = ({ at, pace }: Pick<ScheduledChange, 'at' | 'pace'>): string =>
  [
    `at ${new Date(at).toISOString()}`,
    ...Object.entries(pace).map(([name, to]) => `${name} ${to ?? 'without limit'}`),
  ].join(', ')
