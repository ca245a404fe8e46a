import type { FastifyInstance } from 'fastify'
import { StorageFault } from '../../base/fault.ts'
import type { Log } from '../../base/log.ts'
import { TROUBLES } from '../../base/trouble/trouble.ts'
import { retryAfter } from '../retry-after.ts'

/** How long the database may take to answer before this node is called not ready. */
const PATIENCE_MS = 2000

type Parts = {
  database: { requireReady(): Promise<void> }
  isDraining?: () => boolean
  hold?: { isHeld(): boolean }
  log: Log
}

/**
 * `/healthz`: the process is up. `/readyz`: it can serve, because the database answers and takes writes, and it is not being stopped. Both
 * are open to everybody.
 */
export function healthRoutes({ database, isDraining, hold, log }: Parts) {
  return async function health(app: FastifyInstance): Promise<void> {
    app.decorate('face', 'health')
    app.get('/healthz', async () => ({ status: 'ok' }))
    app.get('/readyz', async (_request, reply) => {
      if (isDraining?.()) return reply.code(503).send({ status: 'not ready', reason: 'The server is being stopped' })
      const failure = await failureOf(database)
      if (failure === undefined) return hold?.isHeld() ? { status: 'ready', held: true } : { status: 'ready' }
      // Balancers ask every second: the words of the database are for the log, and may name its address.
      log.warn({ err: failure }, 'not ready')
      return reply
        .code(503)
        .headers(retryAfter(failure))
        .send({ status: 'not ready', reason: reasonOf(failure) })
    })
  }
}

const reasonOf = (failure: unknown): string => TROUBLES[failure instanceof StorageFault ? failure.trouble : 'lost'].says

/** Undefined when the database answers in time. */
async function failureOf(database: Parts['database']): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The database did not answer within ${PATIENCE_MS} ms`)), PATIENCE_MS)
  })
  try {
    await Promise.race([database.requireReady(), tooLate])
    return undefined
  } catch (failure) {
    return failure
  } finally {
    clearTimeout(timer)
  }
}
