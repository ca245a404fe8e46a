import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Log } from '../base/log.ts'
import { requestAddress } from './http.ts'
import { originForm } from './path-and-query.ts'

const LONGEST_PATH = 300
/** Where a path may go over into what somebody meant as a query, which may hold a password. */
const QUERY_BEGINS = /[?&=;#]|%(?:3f|26|3d|3b|23)/i

declare module 'fastify' {
  interface FastifyRequest {
    /** Bytes that had been written to its connection before. */
    writtenBefore: number
  }
}

/** One line for each request of the routes that are registered after it, when it is answered. */
export function accessLog({ log }: { log: Pick<Log, 'info'> }) {
  async function write(app: FastifyInstance): Promise<void> {
    app.decorateRequest('writtenBefore', 0)
    app.addHook('onRequest', async (request) => {
      request.writtenBefore = request.raw.socket.bytesWritten ?? 0
    })
    app.addHook('onResponse', async (request, reply) => {
      const { method, server, doer } = request
      log.info(
        {
          address: requestAddress(request),
          method,
          path: shownPath(request),
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
          bytes: bytesOf(request, reply.getHeader('content-length')),
          face: server.face,
          ...(doer && { identity: `${doer.kind} ${doer.name}` }),
          requestId: request.id,
        },
        'request',
      )
    })
  }
  // The hooks are for the routes of everybody, not only for those of this plugin.
  return Object.assign(write, { [Symbol.for('skip-override')]: true })
}

/** As it was asked for, and no further than a query may begin, whatever it looks like. */
function shownPath({ originalUrl }: FastifyRequest): string {
  const path = originForm(originalUrl.slice(0, 2 * LONGEST_PATH))
  const end = path.search(QUERY_BEGINS)
  return path.slice(0, end < 0 ? LONGEST_PATH : Math.min(end, LONGEST_PATH))
}

/** Of the body, where the head says so; of all that was sent on the connection meanwhile, where it goes out in pieces. */
function bytesOf({ raw, writtenBefore }: FastifyRequest, length: unknown): number {
  const said = Number(length)
  return length === undefined || !Number.isFinite(said) ? (raw.socket.bytesWritten ?? 0) - writtenBefore : said
}
