import type { FastifyInstance } from 'fastify'
import { type OpenSpan, tracing } from '../../base/measuring/tracing.ts'

declare module 'fastify' {
  interface FastifyRequest {
    span: OpenSpan | null
  }
}

/** A span for each request of the routes that are registered after it, below that of who asks. */
export const tracedRequests = Object.assign(traceRequests, { [Symbol.for('skip-override')]: true })

async function traceRequests(app: FastifyInstance): Promise<void> {
  app.decorateRequest('span', null)
  app.addHook('onRequest', (request, _reply, done) => {
    const { method, headers, routeOptions, server } = request
    const facts = { face: server.face, 'http.request.method': method, 'http.route': routeOptions.url ?? '' }
    const options = { kind: 'server', from: headers.traceparent } as const
    request.span = tracing()?.begin(`${method} ${server.face}`, facts, options) ?? null
    done()
  })
  // A body that is read meanwhile would lead out of it again.
  app.addHook('preHandler', (request, _reply, done) => {
    if (request.span) request.span.within(done)
    else done()
  })
  app.addHook('onResponse', async ({ span }, { statusCode }) => {
    span?.note({ 'http.response.status_code': statusCode })
    span?.end(statusCode >= 500 ? new Error() : undefined)
  })
}
