import { type Actor, authorize } from '../../access/actor.ts'
import { NotFound } from '../../base/refusal.ts'
import type { Job } from '../../jobs/job.ts'
import { actionNamed } from '../operations/module-action.ts'
import type { Operation } from '../operations/operation.ts'
import { operationReference } from '../operations/request.ts'
import type { ProvisioningParts } from '../parts.ts'

/** A job that carried the action of an entry out, or is to. */
export type EntryJob = Pick<
  Job,
  | 'id'
  | 'state'
  | 'waitsFor'
  | 'band'
  | 'attempt'
  | 'losses'
  | 'note'
  | 'runAt'
  | 'enqueuedAt'
  | 'startedAt'
  | 'finishedAt'
> & { operationId: number; requestedBy: string; lane: string }

/** Of one entry; what ran before that is told by its attempts. */
const MOST_OPERATIONS = 50

/** The jobs of every operation that was under way while the entry was open, the newest first. */
export function makeEntryJobs({ read }: Pick<ProvisioningParts, 'read'>) {
  return async function jobs(actor: Actor, entryId: number): Promise<EntryJob[]> {
    authorize(actor, 'provisioning.read')
    const entry = await read.moduleQueue.get(entryId)
    if (!entry) throw new NotFound('queue entry', entryId)
    const action = actionNamed(entry.action)
    const operations = action
      ? await read.operations.between(
          { ...entry, action },
          { from: entry.createdAt, until: entry.settled?.at ?? null },
          MOST_OPERATIONS,
        )
      : []
    const byReference = new Map(operations.map((operation) => [operationReference(operation.id), operation]))
    const found = await read.jobs.rows.byReference([...byReference.keys()])
    const lanes = new Map<number, string>()
    for (const laneId of new Set(found.map((job) => job.laneId)))
      lanes.set(laneId, (await read.jobs.lanes.get(laneId))?.name ?? '')
    return found
      .map((job) => shown(job, byReference.get(job.reference!)!, lanes.get(job.laneId)!))
      .toSorted(newestFirst)
  }
}

const newestFirst = (a: EntryJob, b: EntryJob): number => b.id - a.id

function shown(job: Job, { id: operationId, requestedBy }: Operation, lane: string): EntryJob {
  const { id, state, waitsFor, band, attempt, losses, note, runAt, enqueuedAt, startedAt, finishedAt } = job
  return {
    ...{ id, state, waitsFor, band, attempt, losses, note, runAt, enqueuedAt, startedAt, finishedAt },
    ...{ operationId, requestedBy: requestedBy.name, lane },
  }
}
