import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Opened } from './open.ts'
import { accessLog } from './wire/access-log.ts'
import { aculabBare } from './wire/aculab/bare-answer.ts'
import { aculabPath } from './wire/aculab/path.ts'
import { aculabSandbox } from './wire/aculab/sandbox.ts'
import { aculabWire } from './wire/aculab/wire.ts'
import { makeBodies } from './wire/bodies/bodies.ts'
import { callbackRoutes, callbacksBare } from './wire/callbacks.ts'
import { consoleRoutes } from './wire/console/console.ts'
import { makeHttp } from './wire/http.ts'
import { mcpWire } from './wire/mcp/wire.ts'
import { healthRoutes } from './wire/monitoring/health.ts'
import { metricsRoutes } from './wire/monitoring/metrics.ts'
import { statusPage } from './wire/monitoring/status-page.ts'
import { tracedRequests } from './wire/monitoring/traced-requests.ts'
import { nativeBare } from './wire/native/bare-answer.ts'
import { nativeGuard } from './wire/native/guard.ts'
import { makePace } from './wire/native/pace.ts'
import { referenceRoutes } from './wire/native/reference/routes.ts'
import { signOnRoutes } from './wire/native/sessions/sign-on.ts'
import { nativeWire } from './wire/native/wire.ts'
import { sandboxPage } from './wire/sandbox/page.ts'
import { SANDBOX, wbteamproPath } from './wire/wbteampro/address.ts'
import { wbteamproBare } from './wire/wbteampro/bare-answer.ts'
import { wbteamproSandbox } from './wire/wbteampro/sandbox.ts'
import { wbteamproWire } from './wire/wbteampro/wire.ts'
import { whmcsSandbox } from './wire/whmcs/sandbox.ts'
import { whmcsBare, whmcsPath, whmcsWire } from './wire/whmcs/wire.ts'

const MEGABYTE = 1024 * 1024

/** Every face over one domain, on one listener that does not listen yet. */
export function makeFaces(provisor: Opened): FastifyInstance {
  const { config, log } = provisor
  const http = makeHttp({
    log,
    bodyLimitMb: config.bodyLimitMb,
    limits: {
      total: config.maxConnections,
      perAddress: config.maxConnectionsPerAddress,
      headMs: config.headSeconds * 1000,
      bytesPerSecond: config.leastBytesPerSecond,
    },
    forms: [whmcsBare, wbteamproBare, aculabBare(provisor), nativeBare, callbacksBare],
    trustedProxies: config.trustedProxies,
    publicUrl: config.publicUrl,
    tls: config.tlsCert ? { cert: config.tlsCert, key: config.tlsKey } : undefined,
    paths: [whmcsPath, wbteamproPath, aculabPath],
  })
  const bodies = makeBodies({
    bodyBytes: config.bodyLimitMb * MEGABYTE,
    largestBytes: (config.bodyLimitMb + config.uploadLimitMb) * MEGABYTE,
    memoryBytes: config.bodiesMb * MEGABYTE,
    folder: join(config.dataDir, 'incoming'),
  })
  const pace = makePace()
  const guard = nativeGuard({ ...provisor, pace })
  http.decorateRequest('sentBody', null)
  // First, because they look at what comes after them.
  if (config.accessLog === 'on') http.register(accessLog({ log }))
  if (config.tracing === 'on') http.register(tracedRequests)
  http.register(metricsRoutes({ ...provisor, guard }))
  http.register(healthRoutes(provisor))
  http.register(whmcsWire({ ...provisor, bodies }))
  http.register(callbackRoutes(provisor))
  http.register(aculabWire({ ...provisor, bodies }))
  http.register(wbteamproWire({ ...provisor, bodies }))
  http.register(nativeWire({ ...provisor, bodies, pace }))
  if (config.mcp === 'on') http.register(mcpWire({ ...provisor, bodies, guard }))
  if (config.sandbox === 'on')
    http.register(
      sandboxPage({
        addresses: ['/sandbox', SANDBOX],
        // The contract is large: it comes with the first who looks.
        readFaces: async () => [
          wbteamproSandbox,
          whmcsSandbox(),
          aculabSandbox(),
          (await import('./wire/native/reference/sandbox.ts')).nativeSandbox(),
        ],
      }),
    )
  http.register(referenceRoutes)
  http.register(signOnRoutes(provisor))
  http.register(consoleRoutes)
  http.register(statusPage(provisor))
  return http
}
