import type { FastifyInstance } from 'fastify'
import type { Opened } from './open.ts'
import { makeWallClock } from './wall-clock.ts'
import { healthRoutes } from './wire/health.ts'
import { makeHttp } from './wire/http.ts'
import { metricsRoutes } from './wire/native/metrics.ts'
import { statusPage } from './wire/native/status-page.ts'
import { nativeWire } from './wire/native/wire.ts'
import { whmcsPath, whmcsWire } from './wire/whmcs/wire.ts'

/** Every face over one domain, on one listener that does not listen yet. */
export function makeFaces({ config, domain, database, log, clock }: Opened): FastifyInstance {
  const parts = { domain, database, log, clock, wallClock: makeWallClock(config.timezone) }
  const http = makeHttp({
    log,
    bodyLimitMb: config.bodyLimitMb,
    trustedProxies: config.trustedProxies,
    tls: config.tlsCert ? { cert: config.tlsCert, key: config.tlsKey } : undefined,
    rewrite: whmcsPath,
  })
  // First, because it measures what comes after it.
  http.register(metricsRoutes(parts))
  http.register(healthRoutes(parts))
  http.register(whmcsWire(parts))
  http.register(nativeWire(parts))
  http.register(statusPage(parts))
  return http
}
