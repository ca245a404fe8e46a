import { type Actor, may } from '../access/actor.ts'
import { actorAgain } from '../access/actor-again.ts'
import { Refusal } from '../base/refusal.ts'
import { observed } from '../base/transactions/after-commit.ts'
import { record } from '../events/event.ts'
import type { Job } from '../jobs/job.ts'
import { done } from '../jobs/outcome.ts'
import type { JobHandler } from '../jobs/worker.ts'
import type { BulkItem } from './bulk-action.ts'
import { countItems } from './item-counts.ts'
import { enqueueStep, type StepPayload } from './lane.ts'
import type { BulkParts, BulkStores, BulkTx } from './parts.ts'
import type { EndedItem, LockedBulkAction } from './store.ts'
import type { Done, Work } from './work.ts'
import { workOf } from './works.ts'

/** Items of one step. */
const STEP = 100
/** What breaks for a hundred together so often may be the fault of one. */
const TRIES = 3
/** How often an action that stands at the brake looks whether there is room. */
const BRAKED_MS = 60_000

type Parts = BulkParts & { onFault: (fault: unknown, job: Job) => void }

/** What an action is at this moment, with what it takes to go on with it. */
type Underway = { action: LockedBulkAction; actor: Actor; work: Work }

/**
 * One step of a bulk action. What is done to an item and that it was done are written in one transaction: of a hundred
 * items together, and one by one where any of them is refused, so that a refusal takes nothing else along.
 */
export function makeStep(parts: Parts): JobHandler {
  const { queue, onFault } = parts
  const transaction = observed<BulkStores>(parts.transaction, countItems)

  return async (job) => {
    try {
      await transaction((tx) => together(tx, job))
    } catch (fault) {
      if (!(fault instanceof Refusal) && job.attempt < TRIES) throw fault
      await oneByOne(job)
    }
    return 'settled'
  }

  async function together(tx: BulkTx, job: Job): Promise<void> {
    const underway = await goOn(tx, job)
    if (!underway) return
    const { action } = underway
    const items = await tx.bulk.waiting(action.id, STEP)
    const ended: EndedItem[] = []
    let braked = ''
    for (const item of items) {
      const what = await act(tx, underway, item)
      if (what.is === 'braked') {
        braked = what.words
        break
      }
      ended.push(endOf(item, what))
    }
    await tx.bulk.end(action.id, ended, tx.at)
    await finishStep(tx, job, count(action, ended), { braked, isLast: braked === '' && items.length < STEP })
  }

  async function oneByOne(job: Job): Promise<void> {
    const { actionId } = job.payload as StepPayload
    const items = await parts.read.bulk.waiting(actionId, STEP)
    let braked = ''
    for (const item of items) {
      const goesOn = await transaction((tx) => alone(tx, job, item)).catch((fault) => fail(job, item, fault))
      if (goesOn === true) continue
      if (goesOn === false) return
      braked = goesOn
      break
    }
    await transaction(async (tx) => {
      const underway = await goOn(tx, job)
      if (!underway) return
      await finishStep(tx, job, underway.action, { braked, isLast: braked === '' && items.length < STEP })
    })
  }

  /** False where the action does not go on; the words of the brake where it stands still. */
  async function alone(tx: BulkTx, job: Job, item: BulkItem): Promise<boolean | string> {
    const underway = await goOn(tx, job)
    if (!underway) return false
    // Another turn may have come to it.
    const [next] = await tx.bulk.waiting(underway.action.id, 1)
    if (next?.id !== item.id) return true
    const what = await act(tx, underway, item)
    if (what.is === 'braked') return what.words
    await endOne(tx, underway.action, endOf(item, what))
    return true
  }

  async function fail(job: Job, item: BulkItem, fault: unknown): Promise<boolean> {
    const known = fault instanceof Refusal
    if (!known) onFault(fault, job)
    const { code, message } = known
      ? fault
      : { code: 'internal', message: 'Something broke; the log of the server has it' }
    const state = PASSED_OVER.has(code) ? 'skipped' : 'failed'
    return transaction(async (tx) => {
      const action = await lockCurrent(tx, job)
      if (!action) return false
      const [next] = await tx.bulk.waiting(action.id, 1)
      if (next?.id === item.id)
        await endOne(tx, action, { id: item.id, state, code, words: message.slice(0, 2000), effectId: item.effectId })
      return true
    })
  }

  function act(tx: BulkTx, { action, actor, work }: Underway, item: BulkItem): Promise<Done> {
    return work.act(tx, parts, actor, item, action)
  }

  async function endOne(tx: BulkTx, action: LockedBulkAction, item: EndedItem): Promise<void> {
    await tx.bulk.end(action.id, [item], tx.at)
    const { succeeded, failed, skipped } = count(action, [item])
    await tx.bulk.update(action.id, { succeeded, failed, skipped })
  }

  /** Undefined where nothing is to be done any more: then the turn has ended, and the action if it was to. */
  async function goOn(tx: BulkTx, job: Job): Promise<Underway | undefined> {
    const action = await lockCurrent(tx, job)
    if (!action) {
      await queue.finish(tx, job, done({ health: 'unsaid' }))
      return undefined
    }
    const work = workOf(action)!
    const found = await actorAgain(tx, action.by, tx.at)
    const lacks = 'gone' in found ? found.gone : work.needs.find((permission) => !may(found.actor, permission))
    if ('actor' in found && action.state === 'running' && lacks === undefined)
      return { action, actor: found.actor, work }
    const why = action.state === 'running' ? `${action.by.name} has no right any more: ${lacks}` : ''
    await end(tx, job, action, why)
    return undefined
  }

  async function lockCurrent(tx: BulkTx, job: Job): Promise<LockedBulkAction | undefined> {
    const { actionId, step } = job.payload as StepPayload
    const action = await tx.bulk.lock(actionId)
    const isCurrent = action?.step === step && (action.state === 'running' || action.state === 'stopping')
    return isCurrent ? action : undefined
  }

  async function finishStep(
    tx: BulkTx,
    job: Job,
    action: LockedBulkAction,
    { braked, isLast }: { braked: string; isLast: boolean },
  ): Promise<void> {
    if (isLast) return end(tx, job, action)
    const { succeeded, failed, skipped } = action
    await tx.bulk.update(action.id, { succeeded, failed, skipped, held: braked })
    await enqueueStep(tx, queue, action, braked === '' ? null : tx.at + BRAKED_MS)
    await finishTurn(tx, job)
  }

  async function end(tx: BulkTx, job: Job, action: LockedBulkAction, stoppedBecause?: string): Promise<void> {
    const { id, total, succeeded, failed, skipped } = action
    const state = stoppedBecause === undefined ? 'done' : 'stopped'
    await tx.bulk.update(id, {
      ...{ state, succeeded, failed, skipped, held: '', stoppedBecause: stoppedBecause ?? '', endedAt: tx.at },
    })
    const counted = `${succeeded} of ${total} succeeded, ${failed} failed, ${skipped} were passed over`
    await record(tx, action.by, {
      kind: 'bulk_action.ended',
      subjectId: id,
      description: `Bulk action ${id} (${action.action}) is ${state}: ${counted}${stoppedBecause ? `; ${stoppedBecause}` : ''}`,
      changes: { state: [action.state, state] },
    })
    await finishTurn(tx, job)
  }

  /** Somebody else has the job where the lease was lost: then nothing of this was done. */
  async function finishTurn(tx: BulkTx, job: Job): Promise<void> {
    if (!(await queue.finish(tx, job, done()))) throw new Error(`The turn of job ${job.id} was lost`)
  }
}

/** Refusals that say that there is nothing to do, and not that it went wrong. */
const PASSED_OVER: ReadonlySet<string> = new Set(['not_found', 'transition_refused'])

const endOf = (item: BulkItem, what: Exclude<Done, { is: 'braked' }>): EndedItem =>
  what.is === 'succeeded'
    ? { id: item.id, state: 'succeeded', code: '', words: '', effectId: what.effectId }
    : { id: item.id, state: 'skipped', code: what.code, words: what.words, effectId: item.effectId }

function count(action: LockedBulkAction, ended: readonly EndedItem[]): LockedBulkAction {
  const of = (state: EndedItem['state']) => ended.filter((item) => item.state === state).length
  return {
    ...action,
    succeeded: action.succeeded + of('succeeded'),
    failed: action.failed + of('failed'),
    skipped: action.skipped + of('skipped'),
  }
}
