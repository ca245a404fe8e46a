import type { FastifyInstance } from 'fastify'
import { authorize, SYSTEM } from '../../access/actor.ts'
import type { Log } from '../../base/log.ts'
import { type LaneMeasure, makeMetrics } from '../../base/metrics.ts'
import type { Domain } from '../../domain.ts'
import { isLocal } from '../local-request.ts'
import { admit } from './admit.ts'
import { makeAnswerProblem } from './answer-problem.ts'

type Parts = { domain: Domain; log: Log }

/**
 * Measures every request of the routes that are registered after it, and tells at `/metrics`: to this machine, and
 * elsewhere to a token with system.read.
 */
export function metricsRoutes({ domain, log }: Parts) {
  async function measure(app: FastifyInstance): Promise<void> {
    const metrics = makeMetrics({
      unknownActions: () => unknownActions(domain),
      lanes: () => measureLanes(domain),
      connections: app.connections,
    })
    app.addHook('onResponse', async (request, reply) => {
      metrics.requestAnswered(request.server.face, reply.statusCode, reply.elapsedTime / 1000)
    })
    app.register(async (own) => {
      own.decorate('face', 'metrics')
      own.get('/metrics', { errorHandler: makeAnswerProblem(log) }, async (request, reply) => {
        if (!isLocal(request)) authorize(await admit(domain, request), 'system.read')
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
