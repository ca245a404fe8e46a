import { serverAccess } from '../catalog/servers.ts'
import { NotFound } from '../refusal.ts'
import { operationNamed } from './account.ts'
import { takeBack } from './ask.ts'
import type { Backend, Callback, CallbackReader, PanelServer, VerbName } from './backend.ts'
import { askedOf } from './begin.ts'
import { attemptOf, conclude, succeed } from './conclude.ts'
import { makeMasker } from './mask.ts'
import { MODULE_ACTIONS } from './module-action.ts'
import type { Attempt, Operation } from './operation.ts'
import { isFailed, type Outcome } from './outcome.ts'
import type { ProvisioningParts, Steps } from './parts.ts'
import { ProvisioningRefused } from './refused.ts'
import { secretsOf } from './run-action.ts'
import { lockSubject } from './subject.ts'
import { makeTrace } from './trace.ts'

type Reading = Backend & { callbacks: CallbackReader }

/**
 * Ends that panels report by themselves. Who may is who signs as the operation's server; there is no other actor. The first
 * end that is told counts: what comes later, or again, changes nothing and is answered as well.
 */
export function makeCallbacks(parts: ProvisioningParts) {
  const { read, within, registry, secrets, clock, installation, reports } = parts

  return {
    async take(name: string, callback: Callback): Promise<void> {
      const known = await operationOf(name)
      const backend = registry.find(known.module)
      if (!backend?.callbacks || known.serverId === null) throw new NotFound('operation', name)
      const server = await serverAccess(read, secrets, known.serverId)
      const about = { operationId: name, server, now: clock.now() }
      const checked = backend.callbacks.check(callback, about)
      if ('refused' in checked) throw refusal(checked.refused)
      await within((s) => heed(s, backend as Reading, server, known, checked.id, callback))
      reports.tell(known.id)
    },
  }

  async function operationOf(name: string): Promise<Operation> {
    const id = operationNamed(installation, name)
    const operation = id === undefined ? undefined : await read.operations.get(id)
    if (!operation) throw new NotFound('operation', name)
    return operation
  }

  /** Step. */
  async function heed(
    s: Steps,
    backend: Reading,
    server: PanelServer,
    { id, serviceType, serviceId }: Operation,
    callbackId: string,
    callback: Callback,
  ): Promise<void> {
    const subject = await lockSubject(s, serviceType, serviceId)
    const operation = (await s.operations.lock(id))!
    if (!subject || operation.finishedAt !== null) return
    const { verb } = MODULE_ACTIONS[operation.action]
    const asked = await askedOf(s, parts, operation, subject, backend)
    const said = backend.callbacks.read(callback, { verb: verb as VerbName, asked, now: s.at })
    if (!said) throw refusal('body')
    if (!(await s.operations.takeCallback(id, callbackId, s.at))) return
    if (Object.keys(said.remember).length > 0) {
      const remembered = await s.operations.memory(serviceType, serviceId)
      await s.operations.remember(serviceType, serviceId, { ...remembered, ...said.remember })
    }
    const mask = makeMasker(secretsOf(backend, server, asked), backend.secrets)
    const outcome = { ...said.outcome, text: mask.values(said.outcome.text) }
    const attempt = attemptBy(s.at, id, outcome, callback, makeTrace(mask))
    const [job] = operation.jobId === null ? [] : await s.jobs.rows.get([operation.jobId])
    const finding = isFailed(outcome)
      ? ({ is: 'failed', failure: outcome } as const)
      : ({ is: 'done', text: outcome.text, value: outcome.value } as const)
    if (job && (await conclude(s, parts, job, id, finding, [attempt]))) return
    // Nobody is at it: it is held, or waits to be tried again. That it was done is news, that it failed is not.
    if (finding.is === 'failed') return
    if (job) await takeBack(s, parts, operation)
    await s.operations.addAttempt(attempt)
    await succeed(s, parts, operation, subject, finding)
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
