import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, authorize } from '../../access/actor.ts'
import type { Disk } from '../../attention/machine.ts'
import type { Clock } from '../../base/clock.ts'
import type { Log } from '../../base/log.ts'
import type { DatabaseLoad } from '../../base/measuring/database-load.ts'
import type { Domain } from '../../domain.ts'
import { isLocal } from '../local-request.ts'
import { makeKept } from './kept.ts'
import { measureDatabase } from './measure.ts'
import { makeRequestDurations } from './request-durations.ts'

/** As old may be what the database told: many who scrape cost no more than one. */
const KEEP_MS = 5000
/** Prometheus gives up after ten seconds, and then has nothing at all. */
const PATIENCE_MS = 5000

type Parts = {
  domain: Domain
  clock: Clock
  database: { load(): DatabaseLoad }
  disk: Disk
  hold: { isHeld(): boolean }
  log: Log
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
export function metricsRoutes({ domain, clock, database, disk, hold, log, guard }: Parts) {
  const requests = makeRequestDurations()
  const measured = makeKept(() => measureDatabase(domain, disk, clock.now()), {
    ...{ keepMs: KEEP_MS, patienceMs: PATIENCE_MS },
    onFault: (err) => log.warn({ err }, 'the database was not measured'),
  })

  async function measure(app: FastifyInstance): Promise<void> {
    const { connections } = app
    app.addHook('onResponse', async (request, reply) => {
      requests.add(request.server.face, reply.statusCode, reply.elapsedTime / 1000)
    })
    app.register(async (own) => {
      own.decorate('face', 'metrics')
      own.get('/metrics', { errorHandler: guard.answerFailure }, async (request, reply) => {
        if (!isLocal(request)) authorize(await guard.admit(request), 'system.read')
        // Nobody who does not scrape pays for it.
        const { contentType, tell } = await import('./tell.ts')
        return reply
          .type(contentType)
          .send(await tell({ requests, connections, load: database.load, isHeld: hold.isHeld }, await measured()))
      })
    })
  }
  // The hook is for the routes of everybody, not only for those of this plugin.
  return Object.assign(measure, { [Symbol.for('skip-override')]: true })
}
