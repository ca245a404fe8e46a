import { NotFound } from '../../base/refusal.ts'
import { serverAccess } from '../../catalog/servers/servers.ts'
import { operationNamed } from '../panel/account.ts'
import type { Backend, Callback, CallbackReader, VerbName } from '../panel/backend.ts'
import { makeMasker } from '../panel/mask.ts'
import { maskOutcome } from '../panel/mask-outcome.ts'
import { isFailed, type Outcome } from '../panel/outcome.ts'
import { secretsOf } from '../panel/run-action.ts'
import type { PanelServer } from '../panel/server.ts'
import { makeTrace } from '../panel/trace.ts'
import type { ProvisioningParts, ProvisioningTx } from '../parts.ts'
import { ProvisioningRefused } from '../refused.ts'
import { attemptOf, finish, type JobTurn, jobTurn } from './finish.ts'
import { MODULE_ACTIONS } from './module-action.ts'
import type { Attempt, Operation } from './operation.ts'
import { inputOf } from './prepare.ts'
import { enqueue } from './request.ts'
import { takeBack } from './supersede.ts'
import { lockTarget } from './target.ts'

type Reading = Backend & { callbacks: CallbackReader }

/**
 * Ends that panels report by themselves. Who may is who signs as the operation's server; there is no other actor. The first
 * end that is told counts: what comes later, or again, changes nothing and is answered as well.
 */
export function makeCallbacks(parts: ProvisioningParts) {
  const { read, transaction, registry, secrets, clock, installation, reports } = parts

  return {
    async take(name: string, callback: Callback): Promise<void> {
      const known = await operationOf(name)
      const backend = registry.find(known.module)
      if (!backend?.callbacks || known.serverId === null) throw new NotFound('operation', name)
      const server = await serverAccess(read, secrets, known.serverId)
      const about = { operationId: name, server, now: clock.now() }
      const checked = backend.callbacks.check(callback, about)
      if ('refused' in checked) throw refusal(checked.refused)
      await transaction((tx) => heed(tx, backend as Reading, server, known, checked.id, callback))
      reports.tell(known.id)
    },
  }

  async function operationOf(name: string): Promise<Operation> {
    const id = operationNamed(installation, name)
    const operation = id === undefined ? undefined : await read.operations.get(id)
    if (!operation) throw new NotFound('operation', name)
    return operation
  }

  async function heed(
    tx: ProvisioningTx,
    backend: Reading,
    server: PanelServer,
    { id, serviceType, serviceId }: Operation,
    callbackId: string,
    callback: Callback,
  ): Promise<void> {
    const target = await lockTarget(tx, serviceType, serviceId)
    const operation = (await tx.operations.lock(id))!
    if (!target || operation.finishedAt !== null) return
    const { verb } = MODULE_ACTIONS[operation.action]
    const input = await inputOf(tx, parts, operation, target, backend)
    const said = backend.callbacks.read(callback, { verb: verb as VerbName, input, now: tx.at })
    if (!said) throw refusal('body')
    if (!(await tx.operations.takeCallback(id, callbackId, tx.at))) return
    if (Object.keys(said.remember).length > 0) {
      const remembered = await tx.operations.memory(serviceType, serviceId)
      await tx.operations.remember(serviceType, serviceId, { ...remembered, ...said.remember })
    }
    const mask = makeMasker(secretsOf(backend, server, input), backend.secrets)
    const outcome = maskOutcome(mask, said.outcome)
    const attempt = attemptBy(tx.at, id, outcome, callback, makeTrace(mask))
    const finding = isFailed(outcome)
      ? ({ is: 'failed', failure: outcome, settled: true } as const)
      : ({ is: 'done', text: outcome.text, value: outcome.value } as const)
    // Where no end is awaited, it is known already that an attempt failed. That it was done after all is news.
    if (finding.is === 'failed' && !operation.acting && !operation.looking) return
    await finish(tx, parts, await turnAt(tx, operation), id, finding, [attempt])
  }

  /** The turn of whoever is at it, or waits to be. */
  async function turnAt(tx: ProvisioningTx, operation: Operation): Promise<JobTurn> {
    const { jobId, laneId } = operation
    const [job] = jobId === null ? [] : await tx.jobs.rows.get([jobId])
    if (job?.state === 'running') return jobTurn(tx, parts, job)
    return {
      ...{ jobId, laneId },
      async end(outcome) {
        if (jobId !== null) await takeBack(tx, parts, operation)
        if (outcome.is === 'retryAfter') await enqueue(tx, parts, operation, 'automatic', tx.at + outcome.delayMs)
        return true
      },
    }
  }
}

export type Callbacks = ReturnType<typeof makeCallbacks>

const WORDS = {
  headers: 'webhook-id, webhook-timestamp and webhook-signature are needed',
  timestamp: 'The timestamp is more than five minutes off',
  signature: 'The signature does not fit',
  operation: 'The body is about another operation',
  body: 'The body does not say how the operation ended',
} as const

const refusal = (why: keyof typeof WORDS) => new ProvisioningRefused('callback_refused', WORDS[why], { why })

/** It stands among the attempts, for who wants to know why it ended. */
function attemptBy(
  at: number,
  operationId: number,
  outcome: Outcome<unknown>,
  { body }: Callback,
  trace: ReturnType<typeof makeTrace>,
): Attempt {
  trace.add({
    method: 'CALLBACK',
    url: '',
    request: body,
    status: null,
    reason: '',
    answer: '',
    end: 'answered',
    startedAt: at,
    durationMs: 0,
  })
  return attemptOf(operationId, true, outcome, { trace: trace.entries, startedAt: at, durationMs: 0 })
}
