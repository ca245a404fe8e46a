import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, authorize, SYSTEM } from '../../access/actor.ts'
import type { Domain } from '../../domain.ts'
import { isLocal } from '../local-request.ts'
import { type LaneMeasure, makeMetrics } from './prometheus.ts'

type Parts = {
  domain: Domain
  /** Asks for a token, and tells why there is none or not a good one. */
  guard: {
    admit(request: FastifyRequest): Promise<Actor>
    answerFailure(failure: unknown, request: FastifyRequest, reply: FastifyReply): unknown
  }
}

/**
 * Measures every request of the routes that are registered after it, and tells at `/metrics`: to this machine, and
 * elsewhere to a token with system.read.
 */
export function metricsRoutes({ domain, guard }: Parts) {
  async function measure(app: FastifyInstance): Promise<void> {
    const metrics = makeMetrics({
      unknownActions: () => unknownActions(domain),
      lanes: () => measureLanes(domain),
      schedules: () => domain.schedules.list(SYSTEM),
      connections: app.connections,
    })
    app.addHook('onResponse', async (request, reply) => {
      metrics.requestAnswered(request.server.face, reply.statusCode, reply.elapsedTime / 1000)
    })
    app.register(async (own) => {
      own.decorate('face', 'metrics')
      own.get('/metrics', { errorHandler: guard.answerFailure }, async (request, reply) => {
        if (!isLocal(request)) authorize(await guard.admit(request), 'system.read')
        return reply.type(metrics.contentType).send(await metrics.text())
      })
    })
  }
  // The hook is for the routes of everybody, not only for those of this plugin.
  return Object.assign(measure, { [Symbol.for('skip-override')]: true })
}

async function unknownActions({ access }: Domain): Promise<Map<string, number>> {
  const calls = new Map<string, number>()
  for (const row of await access.missingActions.list(SYSTEM))
    calls.set(row.face, (calls.get(row.face) ?? 0) + row.calls)
  return calls
}

async function measureLanes({ lanes, outbound }: Domain): Promise<LaneMeasure[]> {
  const [panels, queues] = await Promise.all([lanes.list(SYSTEM), outbound.queues.list(SYSTEM)])
  return [
    ...panels.map(({ name, waiting, running, paused, breaker }) => ({
      lane: name,
      waiting,
      running,
      stopped: paused || breaker !== 'closed',
    })),
    ...queues.map(({ service, waiting, running, stopped }) => ({
      lane: `outbound:${service.id}`,
      waiting,
      running,
      stopped: stopped !== null,
    })),
  ]
}
