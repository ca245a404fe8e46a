import type { Job } from '../../jobs/job.ts'
import { done, giveUp, type JobOutcome, retryAfter, unknown } from '../../jobs/outcome.ts'
import type { VerbName, VerbOutput } from '../panel/backend.ts'
import { type Failed, failed, type Outcome } from '../panel/outcome.ts'
import type { ProvisioningTools, ProvisioningTx } from '../parts.ts'
import { fail } from '../queue/module-queue.ts'
import { applySuccess, submitted } from './apply-result.ts'
import { MODULE_ACTIONS } from './module-action.ts'
import type { Attempt, Operation } from './operation.ts'
import { actorOf } from './operation.ts'
import { delayBefore } from './retry-policy.ts'
import { lockTarget, type Target } from './target.ts'

/** What an attempt has come to, once its answer and what was seen of the panel are put together. */
export type Finding =
  | { is: 'done'; text: string; value: VerbOutput[VerbName] }
  /**
   * `asks`: whatever its class, a person decides, who then means it to be done without looking. `settled`: the panel has
   * said that it failed, so there is nothing to look for any more.
   */
  | { is: 'failed'; failure: Failed; asks?: true; settled?: true }
  /** Nobody knows yet: look (again) after this time. `absences` is how often looking has found nothing. */
  | { is: 'open'; failure: Failed | null; absences: number; delayMs: number; beginning: boolean }
  /** The panel says that it is at work on it: no failure, and nothing that must be known at once. */
  | { is: 'underway'; text: string; delayMs: number }
  /** Looking has shown that nothing was done: it may be done again. */
  | { is: 'undone' }

/** How an operation's turn ends: of its job, if it has one. */
export type JobTurn = {
  jobId: number | null
  laneId: number
  /** False when another turn has the job by now. */
  end(outcome: JobOutcome): Promise<boolean>
}

/** Of a job that runs. */
export const jobTurn = (tx: ProvisioningTx, { queue }: Pick<ProvisioningTools, 'queue'>, job: Job): JobTurn => ({
  jobId: job.id,
  laneId: job.laneId,
  end: (outcome) => queue.finish(tx, job, outcome),
})

/**
 * Ends the turn, and writes down all that follows from it. False when another turn has the job by now: then nothing
 * is written, and the other one looks what became of this one.
 */
export async function finish(
  tx: ProvisioningTx,
  tools: ProvisioningTools,
  turn: JobTurn,
  operationId: number,
  finding: Finding,
  attempts: readonly Attempt[],
): Promise<boolean> {
  const known = (await tx.operations.get(operationId))!
  const target = await lockTarget(tx, known.serviceType, known.serviceId)
  const operation = (await tx.operations.lock(operationId))!
  if (operation.jobId !== turn.jobId) return false
  const rested = { acting: false, reports: operation.reports + 1 }

  if (finding.is === 'done') {
    if (!(await turn.end(done()))) return false
    await note()
    await succeed(tx, tools, operation, target, finding)
    return true
  }
  if (finding.is === 'failed') {
    const { failure, asks = false, settled = asks } = finding
    const ended = await stop(tx, tools, turn, operation, failure, { hold: asks, ...(settled && { looking: false }) })
    if (ended) await note()
    return ended
  }
  if (operation.obsolete) {
    if (!(await turn.end(done({ health: 'unsaid', note: 'superseded' })))) return false
    await note()
    await tx.operations.update(operationId, { ...rested, state: 'superseded', jobId: null, finishedAt: tx.at }, tx.at)
    return true
  }
  if (finding.is === 'undone') {
    // A termination that did not happen is not repeated by itself any more than one that failed.
    if (operation.action === 'TerminateAccount' && !retriesTerminations()) {
      const { text = '', explanation = '' } = operation.outcome ?? {}
      const failure: Failed = { class: 'transient', text, explanation, cause: '', retryAfterMs: null, field: null }
      const ended = await stop(tx, tools, turn, operation, failure)
      if (ended) await note()
      return ended
    }
    if (!(await turn.end(retryAfter('It was not done', 0, { health: 'well' })))) return false
    await note()
    await tx.operations.update(operationId, { acting: false, looking: false, absences: 0 }, tx.at)
    return true
  }
  return finding.is === 'underway' ? wait(finding) : stayOpen(finding)

  async function wait({ text, delayMs }: Extract<Finding, { is: 'underway' }>) {
    if (operation.beganAt !== null && tx.at - operation.beganAt > tools.policy.patienceMs) {
      const failure = failed('unknown', text || 'Accepted', {
        cause: 'never finished',
        explanation: 'The panel said that it was at work on it, and has not ended in all this time.',
      })
      const ended = await stop(tx, tools, turn, operation, failure, { hold: true, looking: true })
      if (ended) await note()
      return ended
    }
    if (!(await turn.end(retryAfter('The panel is at work on it', delayMs, { health: 'well' })))) return false
    // A look that finds it still at work tells nothing that the one before did not tell.
    if (!operation.looking) await note()
    await tx.operations.update(operationId, { acting: false, looking: true, absences: 0 }, tx.at)
    if (target?.type === 'domain') await submitted(tx, operation, target.item)
    return true
  }

  async function stayOpen({ failure, absences, delayMs, beginning }: Extract<Finding, { is: 'open' }>) {
    const tries = beginning ? operation.tries : operation.tries + 1
    if (tries >= tools.policy.retries.unknown.tries) {
      const last: Failed = failure ?? {
        class: 'unknown',
        text: operation.outcome?.text ?? '',
        explanation: 'Looking did not tell whether it was done.',
        cause: 'unknown outcome',
        retryAfterMs: null,
        field: null,
      }
      const ended = await stop(tx, tools, turn, operation, { ...last, class: 'unknown' }, { hold: true, looking: true })
      if (ended) await note()
      return ended
    }
    const why = failure?.text ?? 'Nobody knows yet whether it was done'
    const health = beginning ? 'ill' : 'unsaid'
    // While something is being made there is nothing to do that must keep its order with it. So it waits without a place
    // among those that run: a few lost answers in a flood of creations would hold up the whole panel otherwise.
    const end = 'makes' in MODULE_ACTIONS[operation.action] ? retryAfter : unknown
    if (!(await turn.end(end(why, delayMs, { health })))) return false
    await note()
    const outcome = failure && { class: failure.class, text: failure.text, explanation: failure.explanation }
    await tx.operations.update(
      operationId,
      { ...(beginning ? rested : { acting: false }), looking: true, absences, tries, ...(outcome && { outcome }) },
      tx.at,
    )
    if (beginning && failure) await list(tx, tools, operation, failure, tx.at + delayMs)
    return true
  }

  async function note(): Promise<void> {
    for (const attempt of attempts) await tx.operations.addAttempt(attempt)
  }

  function retriesTerminations(): boolean {
    return target?.type === 'service' && target.product.options.retryTerminations === true
  }
}

/** The panel has done it, however we came to know. */
async function succeed(
  tx: ProvisioningTx,
  tools: ProvisioningTools,
  operation: Operation,
  target: Target | undefined,
  { text, value }: Pick<Extract<Finding, { is: 'done' }>, 'text' | 'value'>,
): Promise<void> {
  const outcome = { class: 'done', text, explanation: '' } as const
  const ended = { acting: false, looking: false, state: 'done', jobId: null, outcome, finishedAt: tx.at } as const
  await tx.operations.update(operation.id, { ...ended, reports: operation.reports + 1 }, tx.at)
  if (target) await applySuccess(tx, tools, operation, target, value)
}

/** A failure, which is tried again by itself where the policy says so and held for a person where not. */
export async function stop(
  tx: ProvisioningTx,
  tools: ProvisioningTools,
  turn: JobTurn,
  operation: Operation,
  failure: Failed,
  { hold = false, looking }: { hold?: boolean; looking?: boolean } = {},
): Promise<boolean> {
  const { queue, policy } = tools
  const rule = policy.retries[failure.class]
  const again = !hold && operation.tries < rule.tries && (await mayRepeat(tx, operation))
  const delayMs = delayBefore(rule, Math.max(1, operation.tries), failure.retryAfterMs)
  const outcome: JobOutcome = operation.obsolete
    ? done({ health: 'unsaid', note: 'superseded' })
    : again
      ? retryAfter(failure.text, delayMs)
      : giveUp(failure.text, { health: HEALTH[failure.class] })
  if (!(await turn.end(outcome))) return false
  if (failure.class === 'authentication') await queue.lanes.openBreaker(tx, turn.laneId, policy.refusedMs)
  const { class: failureClass, text, explanation } = failure
  const ending = operation.obsolete
    ? ({ state: 'superseded', jobId: null, finishedAt: tx.at } as const)
    : again
      ? {}
      : ({ state: 'held', jobId: null } as const)
  await tx.operations.update(
    operation.id,
    {
      acting: false,
      reports: operation.reports + 1,
      outcome: { class: failureClass, text, explanation },
      ...ending,
      ...(looking !== undefined && { looking }),
    },
    tx.at,
  )
  if (!operation.obsolete) await list(tx, tools, operation, failure, again ? tx.at + delayMs : null)
  return true
}

const HEALTH = {
  transient: 'ill',
  unknown: 'ill',
  conflict: 'well',
  configuration: 'unsaid',
  authentication: 'broken',
  permanent: 'well',
} as const

/** What would be harm if it came late or twice is repeated only where the product asks for it. */
async function mayRepeat(tx: ProvisioningTx, { action, serviceType, serviceId }: Operation): Promise<boolean> {
  if (action !== 'TerminateAccount') return true
  if (serviceType !== 'service') return false
  const service = await tx.services.get(serviceId)
  const product = service && (await tx.catalog.products.get(service.productId))
  return product?.options.retryTerminations === true
}

/** The entry of the module queue, unless the operator wants to hear of later failures only. */
async function list(
  tx: ProvisioningTx,
  { policy }: ProvisioningTools,
  operation: Operation,
  failure: Failed,
  nextAttemptAt: number | null,
): Promise<void> {
  if (nextAttemptAt !== null && operation.tries < policy.listAfter) return
  const { clientId, serviceType, serviceId, module, action, serverId } = operation
  await fail(tx, actorOf(operation.requestedBy), {
    ...{ clientId, serviceType, serviceId, module, action, serverId },
    operationId: operation.id,
    error: failure.text,
    explanation: failure.explanation,
    cause: failure.cause,
    failureClass: failure.class,
    held: nextAttemptAt === null,
    nextAttemptAt,
  })
}

export const attemptOf = (
  operationId: number,
  looked: boolean,
  outcome: Outcome<unknown>,
  { trace, startedAt, durationMs }: Pick<Attempt, 'trace' | 'startedAt' | 'durationMs'>,
): Attempt => ({
  operationId,
  looked,
  outcome: outcome.class,
  said: outcome.text,
  explanation: 'explanation' in outcome ? outcome.explanation : '',
  trace,
  startedAt,
  durationMs,
})
