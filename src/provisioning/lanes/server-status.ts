import { type Actor, authorize } from '../../access/actor.ts'
import { serverAccess } from '../../catalog/servers/servers.ts'
import type { GuardedHttp } from '../../guarded-http/guarded-http.ts'
import { isFailed } from '../panel/outcome.ts'
import { runAction } from '../panel/run-action.ts'
import type { ProvisioningParts } from '../parts.ts'
import { serverLane } from './lanes.ts'

export type ServerStatus = {
  /** Null where nobody asked: in maintenance, out of use, without a module that can be asked, or left alone for a while. */
  answers: boolean | null
  /** The panel's own words when it does not, or why nobody asked. */
  why: string
  /** What it means or what mends it; may be empty. */
  explanation: string
}

/** Somebody looks at a page meanwhile. */
const PATIENCE_MS = 5000
const AT_ONCE = 8

export type StatusParts = Pick<
  ProvisioningParts,
  'read' | 'transaction' | 'secrets' | 'registry' | 'clock' | 'queue' | 'policy'
> & {
  http: GuardedHttp
}

/** Asks servers whether they answer: only those that may be contacted, a few at once, and for a few seconds. */
export function makeServerStatus({ read, transaction, secrets, registry, clock, queue, policy, http }: StatusParts) {
  return async function statusOf(actor: Actor, ids: readonly number[]): Promise<Map<number, ServerStatus>> {
    authorize(actor, 'catalog.read')
    const statuses = new Map<number, ServerStatus>()
    const left = [...ids]
    const askOn = async () => {
      for (let id = left.shift(); id !== undefined; id = left.shift()) statuses.set(id, await ask(id))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, askOn))
    return statuses
  }

  async function ask(id: number): Promise<ServerStatus> {
    const server = await serverAccess(read, secrets, id)
    const backend = registry.find(server.module)
    if (server.maintenance) return untold('In maintenance')
    if (!server.active) return untold('Not in use')
    if (!backend?.testConnection) return untold(`${server.module} cannot be asked`)
    const lane = await queue.lanes.byName(serverLane(id))
    if (lane && lane.breaker !== 'closed')
      return {
        answers: false,
        why: 'It failed again and again',
        explanation: 'It is asked again by itself after a while.',
      }
    const { outcome } = await runAction(
      backend,
      'testConnection',
      {},
      {
        ...{ server, http, clock },
        operation: { id: `test-${id}`, attempt: 1, callbackUrl: null },
        signal: AbortSignal.timeout(PATIENCE_MS),
        remember: async () => {},
      },
    )
    if (!isFailed(outcome)) return { answers: true, why: '', explanation: '' }
    // One more refusal, and it might lock us out.
    if (lane && outcome.class === 'authentication')
      await transaction((tx) => queue.lanes.openBreaker(tx, lane.id, policy.refusedMs))
    return { answers: false, why: outcome.text, explanation: outcome.explanation }
  }
}

const untold = (why: string): ServerStatus => ({ answers: null, why, explanation: '' })

export type StatusOfServers = ReturnType<typeof makeServerStatus>
